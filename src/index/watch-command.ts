import { settledChanges } from './folder-watch.ts';
import { type IndexParts, runIndexCommand } from './index-command.ts';
import type { IndexOptions } from './index-options.ts';
import { operatorAdvice } from './operator-errors.ts';

/** Long enough for whoever writes a file in pieces, or copies a folder. */
const SETTLE_MS = 2000;

const LOOK_EVERY_MS = 60_000;

/**
 * Brings the library up to date, and again whenever files have changed, until it is told to stop. What can't be built
 * is said, and tried again after the next change.
 *
 * @returns the exit code
 */
export async function runWatchCommand(
  parts: IndexParts,
  options: IndexOptions,
  stopping: AbortSignal,
): Promise<number> {
  const timing = { settleMs: SETTLE_MS, lookEveryMs: LOOK_EVERY_MS, stopping };
  // Opened first: what changes during the first build is seen.
  const changes = await settledChanges(parts.documentsDir, timing);
  await buildOnce(parts, options, stopping);
  if (!options.json) parts.out.write(`Watching ${parts.documentsDir}; Ctrl-C ends it.\n`);
  for await (const _ of changes) await buildOnce(parts, { ...options, force: false }, stopping);
  return 0;
}

async function buildOnce(
  parts: IndexParts,
  options: IndexOptions,
  stopping: AbortSignal,
): Promise<void> {
  try {
    await runIndexCommand(parts, options, stopping);
  } catch (error) {
    if (stopping.aborted) return;
    const advice = operatorAdvice(error);
    if (advice === undefined) throw error;
    parts.progressOut.write(`${advice}\n`);
  }
}
