import path from 'node:path';
import { type Api, Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import type { StateDatabase } from '../inbox/state.ts';
import type { Store } from '../inbox/store.ts';
import type { Observer } from '../observer.ts';
import type { BotSettings } from '../settings.ts';
import type { VoteBook } from '../votes/vote-book.ts';
import { openAudit } from './audit.ts';
import { builds } from './builds.ts';
import { commandsAtStart } from './commands.ts';
import { documents } from './documents.ts';
import { insight } from './insight.ts';
import { maintainers } from './maintainer.ts';
import type { MaintainingParts } from './parts.ts';
import { createReception } from './reception.ts';
import { openTally } from './tally.ts';
import { openTaskBook } from './task-book.ts';
import { openUnanswered, unansweredObserver } from './unanswered.ts';
import { openUploadBook } from './upload-book.ts';
import { uploading } from './uploading.ts';
import { createWorks, tidy } from './works.ts';
import type { Workshop } from './workshop.ts';

/** The library's maintainers in the chat. */
export interface Maintaining {
  /** Comes before what answers questions: a file's caption is none. */
  readonly feature: Composer<BotContext>;
  /** What has to hear of every question. */
  readonly observers: readonly Observer[];
  /** Goes on with what an earlier run left. */
  start(): Promise<void>;
  /** Resolves when nothing is under way; what wasn't done goes on at the next start. */
  stop(): Promise<void>;
}

export interface MaintainingRequest {
  readonly api: Api;
  readonly db: StateDatabase;
  readonly store: Store;
  readonly stateDir: string;
  readonly settings: Pick<
    BotSettings,
    'access' | 'adminIds' | 'keepQuestionsDays' | 'apiRoot' | 'token'
  >;
  readonly workshop: Workshop;
  readonly votes: Pick<VoteBook, 'counted'>;
  readonly onError: (error: unknown) => void;
}

/** Old counts are forgotten this often. */
const FORGET_EVERY_MS = 60 * 60_000;

export function openMaintaining(request: MaintainingRequest): Maintaining {
  const { settings, onError } = request;
  const { adminIds: ids, keepQuestionsDays: keepDays } = settings;
  const stopping = new AbortController();
  const parts = partsOf(request, stopping.signal);
  const tally = openTally({ ...request, onError });
  const unanswered = openUnanswered({ ...request, keepDays });
  const works = createWorks(parts);
  const reception = createReception({ ...parts, source: { ...settings, api: request.api } });
  const gate = maintainers(ids);
  const feature = new Composer<BotContext>();
  feature.use(uploading({ ...parts, ...gate, reception, works }));
  const inside = feature.filter((ctx) => gate.isMaintainer(ctx));
  inside.use(commandsAtStart(settings.access, onError));
  inside.use(documents({ ...parts, works }));
  inside.use(builds({ ...parts, works }));
  inside.use(insight({ ...parts, ...request, tally, unanswered, keepDays }));
  const forget = () => tally.forgetOld();
  const timer = setInterval(() => void forget().catch(onError), FORGET_EVERY_MS).unref();
  return {
    feature,
    observers: [tally.observer, unansweredObserver(unanswered, onError)],
    async start() {
      await forget();
      await tidy(parts);
      reception.resume();
      works.resume();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await Promise.all([reception.stop(), works.stop()]);
    },
  };
}

function partsOf(request: MaintainingRequest, stopping: AbortSignal): MaintainingParts {
  const { api, db, stateDir, workshop, onError } = request;
  return {
    api,
    workshop,
    onError,
    stopping,
    uploads: openUploadBook(db),
    tasks: openTaskBook(db),
    audit: openAudit(stateDir),
    stagingDir: path.join(stateDir, 'uploads'),
    keptDir: path.join(stateDir, 'replaced'),
  };
}
