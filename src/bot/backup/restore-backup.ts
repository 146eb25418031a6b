import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { BackupError } from './backup-errors.ts';
import { type BackupManifest, PARTS, type Part, readBackupManifest } from './backup-manifest.ts';
import { copySteady, isMissing, sumOf } from './copy-files.ts';
import type { Originals } from './make-backup.ts';

/**
 * Compares every file of a backup with its checksum.
 *
 * @throws BackupError that names the files which are missing or differ
 */
export async function checkBackup(folder: string): Promise<BackupManifest> {
  const manifest = await readBackupManifest(folder);
  const wrong: string[] = [];
  for (const [name, expected] of Object.entries(manifest.files)) {
    if (!(await isAsListed(path.join(folder, name), expected.sha256))) wrong.push(name);
  }
  if (wrong.length === 0) return manifest;
  throw new BackupError(
    `${folder} is damaged. Missing or changed: ${listOf(wrong)}. Use another backup.`,
  );
}

async function isAsListed(file: string, sha256: string): Promise<boolean> {
  try {
    return (await sumOf(file)).sha256 === sha256;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** As many as a line holds. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/**
 * Checks a backup and copies it to where the bot looks for its parts. Call it while no bot and no build runs.
 *
 * @throws BackupError where the backup isn't sound, or something is there already: nothing is ever overwritten
 */
export async function restoreBackup(
  folder: string,
  to: Omit<Originals, 'currentBuild'>,
): Promise<BackupManifest> {
  const manifest = await checkBackup(folder);
  const places: Readonly<Record<Part, string>> = {
    documents: to.documentsDir,
    library: to.libraryDir,
    state: to.stateDir,
    'golden.jsonl': to.goldenFile,
  };
  for (const part of PARTS) await requireEmpty(places[part], part);
  for (const name of Object.keys(manifest.files)) {
    const part = PARTS.find((one) => name === one || name.startsWith(`${one}/`));
    if (part) await copySteady(path.join(folder, name), places[part] + name.slice(part.length));
  }
  return manifest;
}

/** What locks leave behind is nothing to lose. */
const LOCKS = /^(?:lock\.db.*|\.building-.*)$/;

async function requireEmpty(place: string, part: Part): Promise<void> {
  if ((await namesIn(place)).every((name) => LOCKS.test(name))) return;
  throw new BackupError(
    `${place} is there already, and a backup overwrites nothing. Move it away (it holds the ${part}), then restore again.`,
  );
}

/** Names in a folder; of a file, its own. */
async function namesIn(place: string): Promise<string[]> {
  try {
    return await readdir(place);
  } catch (error) {
    if (isMissing(error)) return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [place];
    throw error;
  }
}
