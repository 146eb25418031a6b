import { createHash } from 'node:crypto';
import type { FileOutcome } from '../documents/read-folder.ts';

/** A file of the documents folder as the library knows it. */
export interface SourceFile {
  /** Path below the documents folder, as `Document.id`. */
  readonly id: string;
  readonly bytes: number;
  /** Time of its last change, milliseconds since the epoch. */
  readonly modifiedMs: number;
  /** SHA-256 of its bytes, hexadecimal; undefined where it couldn't be read. */
  readonly sha256: string | undefined;
  /** Why it isn't in the library; undefined where it is. */
  readonly skipped: string | undefined;
}

/** What the library keeps of what became of a file. */
export function sourceOf(outcome: FileOutcome): SourceFile {
  const { id, bytes, modifiedMs, sha256 } = outcome;
  const skipped = outcome.kind === 'skipped' ? outcome.reason : undefined;
  return { id, bytes, modifiedMs, sha256, skipped };
}

/** Names a state of the documents folder. Times don't count: a fresh checkout has others. */
export function fingerprintOf(sources: readonly SourceFile[]): string {
  const lines = sources.map(({ id, bytes, sha256 }) => JSON.stringify([id, bytes, sha256 ?? null]));
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
