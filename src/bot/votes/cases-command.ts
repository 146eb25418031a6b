import { writeFile } from 'node:fs/promises';
import { createJournal } from '../inbox/journal.ts';
import { sqliteStore } from '../inbox/sqlite-store.ts';
import { readState } from '../inbox/state.ts';
import type { Store } from '../inbox/store.ts';
import { type OwnCases, ownCases } from './cases.ts';

export const CASES_USAGE = `Usage: npm run cases -- export [FILE]

Writes the questions that people voted on to FILE (else to the terminal) as a set for npm run eval -- FILE.
`;

export interface CasesSettings {
  readonly stateDir: string;
  /** Opens what several instances share; undefined where there is one. */
  readonly openShared?: (() => Promise<OpenedStore>) | undefined;
  /** How long the text of what was voted on may be kept. */
  readonly keepTextMs: number;
}

/** What is remembered of people and chats, to look at. */
interface OpenedStore {
  readonly store: Pick<Store, 'rows'>;
  readonly close: () => Promise<void>;
}

interface Streams {
  readonly out: { write(text: string): unknown };
  /** For what is told about the set. */
  readonly told: { write(text: string): unknown };
}

/**
 * `npm run cases -- export`, also while the bot is running.
 *
 * @returns whether the arguments made a command
 * @throws StateError
 */
export async function runCases(
  args: readonly string[],
  settings: CasesSettings,
  { out, told }: Streams,
): Promise<boolean> {
  const [verb, file, ...others] = args;
  if (verb !== 'export' || others.length > 0) return false;
  const { keepTextMs } = settings;
  const { store, close } = await (settings.openShared ?? (() => openOwn(settings)))();
  try {
    const cases = await ownCases(store, keepTextMs);
    const json = `${JSON.stringify({ questions: cases.questions }, undefined, 2)}\n`;
    if (file === undefined) out.write(json);
    else await writeFile(file, json, { mode: 0o600 });
    told.write(`${summaryOf(cases, keepTextMs)}\n`);
    return true;
  } finally {
    await close();
  }
}

async function openOwn({ stateDir }: CasesSettings): Promise<OpenedStore> {
  const db = readState(stateDir);
  return { store: sqliteStore(db, createJournal(db)), close: async () => void db.close() };
}

function summaryOf({ questions, votesWithoutText }: OwnCases, keepTextMs: number): string {
  const toLabel = questions.filter(({ unlabelled }) => unlabelled).length;
  const { good, bad, missed } = votesWithoutText;
  const why = keepTextMs === 0 ? 'KEEP_QUESTIONS_DAYS is 0' : 'their questions are no longer kept';
  return [
    `Questions with a good answer: ${questions.length - toLabel}. To be labelled: ${toLabel}.`,
    ...(good + bad + missed === 0
      ? []
      : [`Votes without text (${why}): ${good} good, ${bad} bad, ${missed} not what was asked.`]),
  ].join('\n');
}
