import { watch } from 'chokidar';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DocumentsFolderError } from './documents/folder-errors.ts';
import { listFolder } from './documents/folder.ts';

export interface WatchOptions {
  /** How long files must have been left alone, milliseconds. */
  readonly settleMs: number;
  /** How often to look even if nothing was heard, milliseconds: network drives tell nothing. */
  readonly lookEveryMs: number;
  /** Ends the watch. */
  readonly stopping: AbortSignal;
}

/**
 * Says when files of a folder have changed and been left alone for a while. What changes while the caller is busy is
 * said once it isn't.
 *
 * @returns when the watch has begun: what yields nothing, but when it is time to look at the folder
 */
export async function settledChanges(
  folder: string,
  options: WatchOptions,
): Promise<AsyncGenerator<void>> {
  const noise = await listenTo(folder);
  return changesSince(await stateOf(folder), { folder, noise, options });
}

async function* changesSince(
  first: string,
  watch: { readonly folder: string; readonly noise: Noise; readonly options: WatchOptions },
): AsyncGenerator<void> {
  const { folder, noise, options } = watch;
  const { settleMs, lookEveryMs, stopping } = options;
  let seen = first;
  try {
    while (!stopping.aborted) {
      await noise.heard(lookEveryMs, stopping);
      while (!stopping.aborted && noise.silentMs() < settleMs) {
        await pause(settleMs - noise.silentMs(), stopping);
      }
      const now = await stateOf(folder);
      if (stopping.aborted || now === seen) continue;
      seen = now;
      yield;
    }
  } finally {
    await noise.close();
  }
}

/** Names, sizes and times of all files; or why the folder can't be read. */
async function stateOf(folder: string): Promise<string> {
  try {
    const files = await listFolder(folder);
    const lines = files.map((file) => [file.id, file.bytes, file.modifiedMs, file.skipped]);
    return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
  } catch (error) {
    if (error instanceof DocumentsFolderError) return error.message;
    throw error;
  }
}

/** What the operating system tells of a folder. */
interface Noise {
  /** Ends at the next noise, after a while, or when the watch ends. */
  heard(mostMs: number, stopping: AbortSignal): Promise<void>;
  /** How long it has been silent. */
  silentMs(): number;
  close(): Promise<void>;
}

async function listenTo(folder: string): Promise<Noise> {
  let heardAt = -Infinity;
  let isNew = false;
  let wake = () => {};
  const close = await openListener(folder, () => {
    heardAt = performance.now();
    isNew = true;
    wake();
  });
  return {
    silentMs: () => performance.now() - heardAt,
    async heard(mostMs, stopping) {
      const woken = new AbortController();
      wake = () => woken.abort();
      if (!isNew) await pause(mostMs, AbortSignal.any([woken.signal, stopping]));
      isNew = false;
    },
    close,
  };
}

/** Where the system can't watch so many files, they are looked at in turn. */
const POLL_EVERY_MS = 1000;

/** @returns a function that ends it, when it hears what happens from now on */
async function openListener(folder: string, onNoise: () => void): Promise<() => Promise<void>> {
  const settings = {
    ignoreInitial: true,
    // Hidden files are no documents. The folder itself may lie in a hidden one.
    ignored: (place: string) => path.relative(folder, place).startsWith('.'),
  };
  let watcher = watch(folder, settings).on('all', onNoise);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    watcher.once('error', () => {
      void watcher.close();
      // An error of the second one is no news: the folder is looked at now and then anyway.
      watcher = watch(folder, { ...settings, usePolling: true, interval: POLL_EVERY_MS })
        .on('all', onNoise)
        .on('error', onNoise);
      resolve();
    });
  });
  return () => watcher.close();
}

/** Ends early, without an error, when it is told to. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
