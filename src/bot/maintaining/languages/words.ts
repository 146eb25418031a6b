import type { VoteCounts } from '../../votes/vote.ts';
import type { Spoken } from '../../languages/counting.ts';
import type { BuildReport, FileFacts, Progress } from '../workshop.ts';

/**
 * All that the bot says to maintainers in one language. Names of files and titles come in as labels: one line each, isolated
 * in their own direction. Whoever's language has no table reads English.
 */
export interface MaintainerWords {
  readonly code: Spoken;

  /** Answer to a file of anybody else. */
  readonly onlyMaintainers: string;

  readonly tooLarge: (name: string, limitMb: number) => string;
  readonly wrongFormat: (name: string, endings: string) => string;
  readonly looking: (name: string, limitMb: number) => string;
  /** `reason`: a clause in English, such as `is empty`. */
  readonly unreadable: (name: string, reason: string) => string;
  readonly sameContent: (name: string, as: string) => string;
  readonly sameAsWaiting: (name: string) => string;
  readonly notFetched: (name: string) => string;
  readonly preview: (name: string, facts: PreviewFacts) => readonly string[];
  readonly addButton: string;
  readonly discardButton: string;
  readonly discarded: (name: string) => string;
  /** At most 200 characters: a toast. */
  readonly decidedAlready: string;

  /** `ahead`: tasks that come first. */
  readonly waiting: (what: string, ahead: number) => string;
  readonly working: (what: string, progress: Progress | undefined) => string;
  readonly otherBuild: (what: string) => string;
  readonly over: (what: string) => string;
  /** Names of tasks, as the beginning of a sentence. */
  readonly adding: (document: string) => string;
  readonly deleting: (document: string) => string;
  readonly reindexing: string;
  readonly insisting: string;
  readonly undoing: string;
  readonly rollingBack: (build: string) => string;

  readonly published: (report: BuildReport) => string;
  readonly unchanged: (report: BuildReport) => string;
  readonly leftOut: (names: readonly string[], more: number) => string;
  readonly refused: string;
  readonly insistButton: string;
  readonly undoButton: string;
  readonly forceButton: string;
  readonly failed: (says: string) => string;
  /** A file system's code, such as ENOSPC. */
  readonly notWritten: (code: string) => string;
  readonly fileGone: string;
  readonly rolledBack: (build: string) => string;

  readonly docs: (page: number, pages: number, documents: number) => string;
  /** Buttons: the pages around the one that is shown. */
  readonly previousPage: (page: number) => string;
  readonly nextPage: (page: number) => string;
  readonly noDocs: string;
  readonly docsHint: (limitMb: number, endings: string) => string;
  readonly states: Readonly<Record<'new' | 'changed' | 'removed', string>>;
  readonly passages: (count: number) => string;
  readonly skipped: (reason: string) => string;
  readonly language: (code: string) => string;
  readonly deleteButton: string;
  readonly keepButton: string;
  readonly backButton: string;
  readonly askDelete: (document: string) => string;
  readonly kept: string;
  readonly noSuchDocument: string;
  readonly whichDocument: string;

  readonly builds: string;
  readonly build: (builtAt: string, documents: number, passages: number) => string;
  readonly inUse: string;
  readonly buildRefused: string;
  readonly noEarlierBuild: string;
  readonly askRollBack: (builtAt: string) => string;
  readonly rollBackButton: string;

  readonly stats: (facts: StatsFacts) => readonly string[];
  readonly gaps: (groups: number, questions: number, days: number) => string;
  readonly noGaps: (days: number) => string;
  readonly gapsOff: string;
  readonly gapsFile: string;

  /** Telegram's list of commands: at most 256 characters each. */
  readonly commands: Readonly<
    Record<'docs' | 'delete' | 'reindex' | 'rollback' | 'stats' | 'gaps', string>
  >;
}

interface PreviewFacts extends Omit<FileFacts, 'beginning' | 'sha256'> {
  /** The document that it would replace, as a label. */
  readonly replaces: string | undefined;
}

interface StatsFacts {
  readonly documents: number;
  readonly passages: number;
  readonly builtAt: string;
  readonly ageHours: number;
  readonly changedFiles: number;
  readonly skippedFiles: number;
  /** Days counted. */
  readonly days: number;
  readonly kinds: Readonly<Record<'found' | 'closest' | 'nothing', number>>;
  readonly sources: Readonly<Record<string, number>>;
  /** On answers. `missed`: it answers something else than what was asked. */
  readonly votes: VoteCounts;
  /** Upper bounds, milliseconds; undefined where nothing was asked. */
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
}
