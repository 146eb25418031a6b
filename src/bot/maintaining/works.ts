import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Stopping } from '../telegram/errors.ts';
import type { AuditEntry } from './audit.ts';
import { carryOut, type TaskOutcome } from './carrying-out.ts';
import type { MaintainerWords } from './languages/words.ts';
import { wordsFor } from './languages/words-for.ts';
import { oneByOne } from './one-by-one.ts';
import type { MaintainingParts } from './parts.ts';
import { PlacingError } from './placing.ts';
import { close } from './reception.ts';
import { nameOfTask, reportOf } from './report.ts';
import { createStatus } from './status.ts';
import type { Job, NewJob, Task } from './task-book.ts';
import { tell } from './telling.ts';

/** Carries tasks out, one after the other, in the order in which they are given. */
export interface Works {
  give(job: NewJob): void;
  /** Goes on with what an earlier run left. */
  resume(): void;
  stop(): Promise<void>;
}

export function createWorks(parts: MaintainingParts): Works {
  const queue = oneByOne(parts.onError);
  const enter = (job: Job): void => {
    const ahead = queue.length();
    const status = statusOf(job, parts);
    if (ahead > 0) status.show(wordsFor(job.language).waiting(nameIn(job), ahead));
    queue.add(() => doJob(job, status, parts));
  };
  return {
    give: (job) => enter(parts.tasks.add(job)),
    resume() {
      addTaken(parts);
      parts.tasks.open().forEach(enter);
    },
    stop: () => queue.stop(),
  };
}

type Status = ReturnType<typeof createStatus>;

function statusOf(job: Job, { api, tasks }: MaintainingParts): Status {
  const { chatId, statusId } = job;
  return createStatus(api, { chatId, statusId }, (id) => tasks.told(job.id, id));
}

function nameIn({ task, language }: Job): string {
  return nameOfTask(task, wordsFor(language));
}

/** The process may have died between a maintainer's decision and the task. */
function addTaken({ uploads, tasks }: MaintainingParts): void {
  const known = new Set(
    tasks.open().flatMap(({ task }) => (task.kind === 'add' ? [task.upload] : [])),
  );
  for (const { id, document, chatId, personId, language, statusId } of uploads.all('taken')) {
    if (known.has(id) || document === undefined) continue;
    tasks.add({
      task: { kind: 'add', upload: id, document },
      chatId,
      statusId,
      personId,
      language,
    });
  }
}

async function doJob(job: Job, status: Status, parts: MaintainingParts): Promise<void> {
  const { tasks, stopping } = parts;
  if (stopping.aborted) return;
  tasks.mark(job.id, 'running');
  const words = wordsFor(job.language);
  const name = nameIn(job);
  status.show(words.working(name, undefined));
  const outcome = await outcomeOf(job, parts, {
    onProgress: (progress) => status.show(words.working(name, progress)),
    onOtherBuild: () => status.show(words.otherBuild(name)),
  });
  if (outcome.kind === 'stopped') return;
  await settle(job, outcome, parts);
  try {
    await report(job, outcome, { status, words, parts });
  } catch (error) {
    // Done again at the next start, when there is nothing left to do but the report.
    if (error instanceof Stopping) return;
    parts.onError(error);
  }
  if (outcome.kind !== 'refused') tasks.mark(job.id, 'done');
}

async function outcomeOf(
  job: Job,
  parts: MaintainingParts,
  steps: Parameters<typeof carryOut>[2],
): Promise<TaskOutcome> {
  try {
    return await carryOut(job, parts, steps);
  } catch (error) {
    if (error instanceof Stopping) return { kind: 'stopped' };
    parts.onError(error);
    const { notWritten } = wordsFor(job.language);
    const code = error instanceof PlacingError ? error.message : 'unknown';
    return { kind: 'failed', error: 'PlacingError', says: notWritten(code) };
  }
}

async function settle(job: Job, outcome: TaskOutcome, parts: MaintainingParts): Promise<void> {
  const { tasks, uploads, audit } = parts;
  if (outcome.kind === 'refused') tasks.mark(job.id, 'refused');
  const upload = job.task.kind === 'add' ? uploads.find(job.task.upload) : undefined;
  if (upload) await close(upload, parts);
  await audit.write({
    who: job.personId,
    action: ACTIONS[job.task.kind],
    what: whatOf(job.task),
    outcome: outcome.kind === 'failed' ? `failed: ${outcome.error}` : outcome.kind,
  });
}

const ACTIONS: Readonly<Record<Task['kind'], AuditEntry['action']>> = {
  add: 'add',
  delete: 'delete',
  reindex: 'reindex',
  insist: 'publish anyway',
  undo: 'undo',
  'roll-back': 'rollback',
};

function whatOf(task: Task): string | undefined {
  if (task.kind === 'roll-back') return task.build;
  return task.kind === 'add' || task.kind === 'delete' ? task.document : undefined;
}

interface Reporting {
  readonly status: Status;
  readonly words: MaintainerWords;
  readonly parts: MaintainingParts;
}

async function report(
  job: Job,
  outcome: TaskOutcome,
  { status, words, parts }: Reporting,
): Promise<void> {
  const said = reportOf(job, outcome, words);
  if (!said) return;
  const replyTo = await status.end({ text: words.over(nameIn(job)) });
  await tell(parts.api, { chatId: job.chatId, statusId: undefined, replyTo }, said);
}

/** What was replaced or deleted, and files that nobody decided on, are kept this long: milliseconds. */
const KEPT_MS = 30 * 24 * 60 * 60_000;
const UNDECIDED_MS = 7 * 24 * 60 * 60_000;

/** Forgets what is old. Call it when nothing is under way. */
export async function tidy(parts: MaintainingParts, now: number = Date.now()): Promise<void> {
  for (const task of parts.tasks.forget(now - KEPT_MS)) {
    await rm(path.join(parts.keptDir, String(task)), { recursive: true, force: true });
  }
  for (const upload of parts.uploads.forget(now - UNDECIDED_MS)) await close(upload, parts);
}
