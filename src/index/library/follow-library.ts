import { type FSWatcher, watch } from 'node:fs';
import type { EmbeddingModel } from '../embedding/embedder.ts';
import { currentBuild } from './build-folders.ts';
import type { Library, UseLibrary } from './library.ts';
import type { OpenBuild } from './open-build.ts';
import { openLibrary } from './open-library.ts';

/** The library in use, whichever build that is now. */
export interface FollowedLibrary {
  readonly library: () => Library;
  /** Every build that is in use while the work goes on stays open until it ends. */
  readonly during: UseLibrary;
  /** Looks at once whether another build is in use, and resolves when it is. */
  look(): Promise<void>;
  /** Follows no more, and lets the build in use go. */
  close(): void;
}

/** One that isn't closed lets its files go when nothing refers to it any more. */
type Build = Pick<OpenBuild, 'library'> & Partial<Pick<OpenBuild, 'close'>>;

export interface FollowRequest {
  readonly libraryDir: string;
  /** Questions are embedded with it: a build of another model can't be used. */
  readonly model: EmbeddingModel;
  /** What is used until another one is published. */
  readonly first: Build;
  readonly onSwap: (event: { readonly from: string; readonly to: string }) => void;
  /** The published build can't be used, and the one before stays. Told once for each build. */
  readonly onTrouble: (event: { readonly build: string; readonly error: unknown }) => void;
}

/** Thrown (into `onTrouble`) for a build of another model or version. */
class OtherBuildError extends Error {
  override name = 'OtherBuildError' as const;
}

/** Where the system tells of no changes (network drives), and in case it misses one: milliseconds. */
const LOOK_EVERY_MS = 1000;

/** A build that can't be used may be mended, or the disk may have been full: it is tried again, milliseconds. */
const TRY_AGAIN_MS = 30_000;

/** Swaps to each build that is published. One that is damaged leaves the one before in use. */
export function followLibrary(request: FollowRequest): FollowedLibrary {
  const follower = createFollower(request);
  const look = oneAtATime(() => follower.look());
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  const watcher = watchQuietly(request.libraryDir, () => void look());
  return {
    library: () => follower.build().library,
    during: (work) => follower.during(work),
    look,
    close() {
      clearInterval(timer);
      watcher?.close();
      follower.close();
    },
  };
}

interface Follower {
  readonly build: () => Build;
  readonly during: FollowedLibrary['during'];
  look(): Promise<void>;
  close(): void;
}

function createFollower(request: FollowRequest): Follower {
  const { libraryDir, onSwap, onTrouble } = request;
  const work = createWork();
  let build: Build = request.first;
  let failed: { readonly id: string; readonly atMs: number } | undefined;
  let isClosed = false;

  const use = (next: Build): void => {
    const before = build;
    if (isClosed || next.library.id === before.library.id) return next.close?.();
    build = next;
    onSwap({ from: before.library.id, to: next.library.id });
    void work.ended().then(() => before.close?.());
  };
  const isOfInterest = (id: string | undefined): id is string => {
    if (id === undefined || id === build.library.id || isClosed) return false;
    return id !== failed?.id || performance.now() - failed.atMs > TRY_AGAIN_MS;
  };
  return {
    build: () => build,
    during: (start) => work.during(() => start(build.library)),
    async look() {
      const id = await currentBuild(libraryDir).catch(() => undefined);
      if (!isOfInterest(id)) return;
      try {
        use(await open(request));
        failed = undefined;
      } catch (error) {
        if (id !== failed?.id) onTrouble({ build: id, error });
        failed = { id, atMs: performance.now() };
      }
    },
    close() {
      isClosed = true;
      build.close?.();
    },
  };
}

/** What is under way. */
function createWork() {
  const working = new Set<Promise<unknown>>();
  return {
    async during<T>(start: () => Promise<T>): Promise<T> {
      const running = start();
      working.add(running);
      try {
        return await running;
      } finally {
        working.delete(running);
      }
    },
    /** Resolves when all that is under way now has ended. */
    ended: () => Promise.allSettled(working),
  };
}

async function open({ libraryDir, model }: FollowRequest): Promise<Build> {
  const opened = await openLibrary(libraryDir, { model, settings: undefined });
  if (opened.kind !== 'open') throw new OtherBuildError(`${opened.reason} ${opened.advice}`);
  return opened;
}

/** A call while one is under way is answered by one more after it: what it should see may have come since. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    running = work().finally(() => (running = undefined));
    await running;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(() => {
      next = undefined;
      return run();
    });
    return next;
  };
}

/** Undefined where the system can't watch the folder: then it is only looked at now and then. */
function watchQuietly(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || name === 'current') onChange();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
