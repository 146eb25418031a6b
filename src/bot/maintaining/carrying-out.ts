import { setTimeout as sleep } from 'node:timers/promises';
import type { MaintainingParts } from './parts.ts';
import { place, putBack, takeOut } from './placing.ts';
import type { Job, Task } from './task-book.ts';
import type { BuildOptions, BuildOutcome, Progress } from './workshop.ts';

/** What became of a task. */
export type TaskOutcome =
  | BuildOutcome
  | { readonly kind: 'rolled-back'; readonly build: string }
  | { readonly kind: 'file-gone' };

export interface Steps {
  readonly onProgress: (progress: Progress) => void;
  /** Somebody else builds, on the machine; it is waited for. */
  readonly onOtherBuild: () => void;
}

/**
 * Does what a maintainer asked for. May be begun again after a crash at any moment.
 *
 * @throws PlacingError
 */
export async function carryOut(
  { id, task }: Job,
  parts: MaintainingParts,
  steps: Steps,
): Promise<TaskOutcome> {
  const { workshop } = parts;
  switch (task.kind) {
    case 'add': {
      const isPlaced = await place({ task: id, document: task.document }, task.upload, parts);
      return isPlaced ? build({}, parts, steps) : { kind: 'file-gone' };
    }
    case 'delete': {
      const options = await optionsForDeleting(task.document, parts);
      await takeOut({ task: id, document: task.document }, parts);
      return build(options, parts, steps);
    }
    case 'undo':
      await undo(task.task, parts);
      return build({}, parts, steps);
    case 'insist':
      return build({ yes: true }, parts, steps);
    case 'reindex':
      return build({ force: task.force }, parts, steps);
    case 'roll-back': {
      const done = await workshop.rollBack(task.build);
      return done.kind === 'done'
        ? { kind: 'rolled-back', build: task.build }
        : { ...done, error: 'RollbackError' };
    }
  }
}

/** The one document that is deleted on purpose may be a tenth of all, or the last; others that are missing may not. */
async function optionsForDeleting(
  document: string,
  { workshop }: MaintainingParts,
): Promise<BuildOptions> {
  const others = (await workshop.documents()).filter(({ id }) => id !== document);
  const left = others.filter(({ change, skipped }) => change !== 'removed' && !skipped);
  const yes = others.every(({ change }) => change !== 'removed');
  return { yes, allowEmpty: yes && left.length === 0 };
}

async function undo(undone: number, parts: MaintainingParts): Promise<void> {
  const task: Task | undefined = parts.tasks.find(undone)?.task;
  if (task?.kind !== 'add' && task?.kind !== 'delete') return;
  await putBack({ task: undone, document: task.document }, parts);
}

/** How often somebody else's build is looked after, and how long in all. */
const OTHER_BUILD_MS = 5000;
const OTHER_BUILD_LOOKS = 360;

async function build(
  options: BuildOptions,
  { workshop, stopping }: MaintainingParts,
  { onProgress, onOtherBuild }: Steps,
): Promise<BuildOutcome> {
  for (let looks = 0; ; looks++) {
    const outcome = await workshop.build(options, { onProgress, stopping });
    const isOther = outcome.kind === 'failed' && outcome.error === 'BuildRunningError';
    if (!isOther || looks === OTHER_BUILD_LOOKS) return outcome;
    onOtherBuild();
    try {
      await sleep(OTHER_BUILD_MS, undefined, { signal: stopping });
    } catch {
      return { kind: 'stopped' };
    }
  }
}
