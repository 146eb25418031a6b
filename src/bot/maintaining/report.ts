import { label } from '../label.ts';
import type { TaskOutcome } from './carrying-out.ts';
import type { MaintainerWords } from './languages/words.ts';
import { NAME_CHARS } from './reception.ts';
import type { Job, Task } from './task-book.ts';
import type { Buttons, Said } from './telling.ts';
import type { BuildReport, Complaint } from './workshop.ts';

/** What a task is called, as the beginning of a sentence. */
export function nameOfTask(task: Task, words: MaintainerWords): string {
  switch (task.kind) {
    case 'add':
      return words.adding(label(task.document, NAME_CHARS));
    case 'delete':
      return words.deleting(label(task.document, NAME_CHARS));
    case 'reindex':
      return words.reindexing;
    case 'insist':
      return words.insisting;
    case 'undo':
      return words.undoing;
    case 'roll-back':
      return words.rollingBack(task.build);
  }
}

/** What a maintainer is told when a task is over; undefined where it will go on at the next start. */
export function reportOf(
  { id, task }: Job,
  outcome: TaskOutcome,
  words: MaintainerWords,
): Said | undefined {
  switch (outcome.kind) {
    case 'published':
      return { text: published(outcome, words) };
    case 'unchanged':
      return {
        text: [words.unchanged(outcome), ...leftOut(outcome, words)].join('\n'),
        buttons: task.kind === 'reindex' ? [[[words.forceButton, 'job:force']]] : [],
      };
    case 'refused':
      return {
        text: [words.refused, ...complaints(outcome)].join('\n'),
        buttons: choices(id, task, outcome, words),
      };
    case 'failed':
      return { text: words.failed(outcome.says) };
    case 'file-gone':
      return { text: words.fileGone };
    case 'rolled-back':
      return { text: words.rolledBack(outcome.build) };
    case 'stopped':
      return undefined;
  }
}

function published(report: BuildReport, words: MaintainerWords): string {
  return [words.published(report), ...complaints(report), ...leftOut(report, words)].join('\n');
}

/** Names that a report lists. */
const NAMES = 5;

/** A complaint's sentence, UTF-16 units. */
const COMPLAINT_CHARS = 400;

function leftOut({ skipped }: BuildReport, words: MaintainerWords): string[] {
  if (skipped.length === 0) return [];
  const names = skipped
    .slice(0, NAMES)
    .map(({ id, reason }) => `${label(id, NAME_CHARS)}: ${label(reason, COMPLAINT_CHARS)}`);
  return [words.leftOut(names, skipped.length - names.length)];
}

function complaints({ complaints: all }: BuildReport): string[] {
  return all.slice(0, NAMES).map(({ says }) => `• ${label(says, COMPLAINT_CHARS)}`);
}

function choices(
  job: number,
  task: Task,
  { complaints: all }: { readonly complaints: readonly Complaint[] },
  words: MaintainerWords,
): Buttons {
  const mayInsist = all.every(({ yesHelps }) => yesHelps);
  const mayUndo = task.kind === 'add' || task.kind === 'delete';
  const row = [
    ...(mayInsist ? [[words.insistButton, `job:insist:${job}`] as const] : []),
    ...(mayUndo ? [[words.undoButton, `job:undo:${job}`] as const] : []),
  ];
  return row.length === 0 ? [] : [row];
}
