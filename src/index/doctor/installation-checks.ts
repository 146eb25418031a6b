import { randomBytes } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Check, type Finding, failed, ok, warning } from './check.ts';

/** As package.json's `engines`. */
const LEAST_NODE = [20, 19] as const;

/** Node 20 gets no security fixes since 2026-04-30. https://nodejs.org/en/about/previous-releases */
const MAINTAINED_NODE = 22;

/** @param version such as `20.19.4` */
export function nodeCheck(version: string): Check {
  return {
    name: 'Node.js',
    look() {
      const [major = 0, minor = 0] = version.split('.').map(Number);
      const [leastMajor, leastMinor] = LEAST_NODE;
      if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
        return failed(`${version} is too old: install ${MAINTAINED_NODE} or newer.`);
      }
      if (major >= MAINTAINED_NODE) return ok(version);
      return warning(
        `${version} works, but gets no security fixes any more: install ${MAINTAINED_NODE} or newer.`,
      );
    },
  };
}

/** @param tryIt uses a compiled package for something small */
export function nativeCheck(name: string, tryIt: () => Promise<void>): Check {
  return {
    name,
    async look() {
      try {
        await tryIt();
        return ok('works');
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return failed(`does not work: ${reason} Run "npm ci" with this Node.js.`);
      }
    },
  };
}

/** Builds and searches a graph of two vectors. */
export async function tryGraph(): Promise<void> {
  const { createGraph } = await import('../library/hnswlib.ts');
  const graph = createGraph({ dimensions: 2, m: 16, efConstruction: 200, ef: 100 }, 2);
  graph.add(Float32Array.of(1, 0));
  graph.add(Float32Array.of(0, 1));
  const [nearest] = graph.nearest(Float32Array.of(0, 1), 1);
  if (nearest?.label !== 1) throw new Error('A search found the wrong vector.');
}

/** Loads the add-on of the model's runtime. */
export async function tryRuntime(): Promise<void> {
  const { loadAddOn } = await import('../embedding/addon-gate.ts');
  loadAddOn();
}

/** Writes a file into a folder that must be written to, and removes it again. */
export function writeCheck(name: string, folder: string, variable: string): Check {
  return {
    name,
    async look() {
      const there = await nearestFolder(folder);
      const file = path.join(there, `.doctor-${randomBytes(6).toString('hex')}`);
      try {
        await writeFile(file, '', { flag: 'wx' });
        return ok(there === folder ? `${folder} can be written` : `${folder} can be made`);
      } catch (error) {
        const code = codeOf(error);
        return failed(
          `${there} can't be written (${code}): mend its permissions, or set ${variable} to another folder.`,
        );
      } finally {
        await rm(file, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Room for the next build beside those that are there: as much as the largest takes. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024;

/** @param buildBytes what a build takes now */
export function diskCheck(folder: string, buildBytes: () => Promise<number>): Check {
  return {
    name: 'disk space',
    async look() {
      const { bavail, bsize } = await statfs(await nearestFolder(folder));
      return diskFinding(folder, bavail * bsize, await buildBytes());
    },
  };
}

/** @param freeBytes for whoever isn't root */
export function diskFinding(folder: string, freeBytes: number, buildBytes: number): Finding {
  const free = `${inMb(freeBytes)} MB are free for ${folder}`;
  const advice = 'free some space, or set LIBRARY_DIR to another disk.';
  if (freeBytes < buildBytes) {
    return failed(`${free}, and a build takes ${inMb(buildBytes)} MB: ${advice}`);
  }
  if (freeBytes < Math.max(LEAST_FREE_BYTES, 2 * buildBytes)) return warning(`${free}: ${advice}`);
  return ok(free);
}

function inMb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

/** The folder itself, or the one in which it would be made. */
async function nearestFolder(folder: string): Promise<string> {
  for (let there = folder; ; there = path.dirname(there)) {
    try {
      await statfs(there);
      return there;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || there === path.dirname(there)) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
