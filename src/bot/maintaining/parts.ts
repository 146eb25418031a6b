import type { Api } from 'grammy';
import type { Audit } from './audit.ts';
import type { TaskBook } from './task-book.ts';
import type { UploadBook } from './upload-book.ts';
import type { Workshop } from './workshop.ts';

/** What all of the maintainers' features work with. */
export interface MaintainingParts {
  readonly api: Api;
  readonly workshop: Workshop;
  readonly uploads: UploadBook;
  readonly tasks: TaskBook;
  readonly audit: Audit;
  /** Files that wait for a decision, by upload id. */
  readonly stagingDir: string;
  /** What was replaced or deleted, a folder for each task. */
  readonly keptDir: string;
  /** Aborted when the bot stops: what is under way goes on at the next start. */
  readonly stopping: AbortSignal;
  /** Told of what should not happen. */
  readonly onError: (error: unknown) => void;
}
