import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, readIfThere } from '../missing.ts';
import { replaceDurably } from './files.ts';

/** Builds are numbered by time (UTC, to the millisecond), so that names sort by age: `20261124-151208123-3fa94c`. */
const BUILD_ID = /^\d{8}-\d{9}-[0-9a-f]{6}$/;

/** A build that isn't published yet; only the one that builds knows it. */
const UNFINISHED = '.tmp-';

export function newBuildId(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 17)}-${randomBytes(3).toString('hex')}`;
}

export function buildsFolder(libraryDir: string): string {
  return path.join(libraryDir, 'builds');
}

export function buildFolder(libraryDir: string, id: string): string {
  return path.join(buildsFolder(libraryDir), id);
}

export function unfinishedFolder(libraryDir: string, id: string): string {
  return path.join(buildsFolder(libraryDir), `${UNFINISHED}${id}`);
}

/** @returns undefined where no build was published yet, or the file that names it says something else */
export async function currentBuild(libraryDir: string): Promise<string | undefined> {
  const line = await readIfThere(currentFile(libraryDir));
  const id = line?.trim();
  return id !== undefined && BUILD_ID.test(id) ? id : undefined;
}

/** From now on this build is the one in use. */
export async function makeCurrent(libraryDir: string, id: string): Promise<void> {
  await replaceDurably(currentFile(libraryDir), `${id}\n`);
}

/** Finished builds, oldest first. */
export async function listBuilds(libraryDir: string): Promise<string[]> {
  return (await names(buildsFolder(libraryDir))).filter((name) => BUILD_ID.test(name)).sort();
}

/** Removes a build. Call it as the only builder. */
export async function removeBuild(libraryDir: string, id: string): Promise<void> {
  await rm(buildFolder(libraryDir, id), { recursive: true, force: true });
}

/** Removes what builds left that were killed. Call it as the only builder. */
export async function removeLeftovers(libraryDir: string): Promise<void> {
  const unfinished = (await names(buildsFolder(libraryDir)))
    .filter((name) => name.startsWith(UNFINISHED))
    .map((name) => path.join(buildsFolder(libraryDir), name));
  const replacements = (await names(libraryDir))
    .filter((name) => /^(?:current|rollback\.json)\..*\.tmp$/.test(name))
    .map((name) => path.join(libraryDir, name));
  for (const leftover of [...unfinished, ...replacements]) {
    await rm(leftover, { recursive: true, force: true });
  }
}

function currentFile(libraryDir: string): string {
  return path.join(libraryDir, 'current');
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
