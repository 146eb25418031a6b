import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MaintainingParts } from './parts.ts';
import { stagedFile } from './reception.ts';
import type { DocumentState } from './workshop.ts';

type Places = Pick<MaintainingParts, 'keptDir' | 'stagingDir' | 'workshop'>;

/** Thrown where the documents folder can't be changed; the message is the file system's code. */
export class PlacingError extends Error {
  override name = 'PlacingError' as const;
}

/** A task that changes the documents folder. */
interface Change {
  /** Of the task: what is replaced or deleted is kept under this number. */
  readonly task: number;
  readonly document: string;
}

/**
 * Puts a file from the chat into the documents folder, and keeps what it replaces. Done already, it does nothing: it may be
 * repeated after a crash at any moment.
 *
 * @returns false where the file is no longer there
 * @throws PlacingError
 */
export async function place(change: Change, upload: string, places: Places): Promise<boolean> {
  const staged = stagedFile(places, upload);
  const target = await fileOf(change.document, places);
  return await inFolder(async () => {
    if (!(await isThere(staged))) return await isThere(target);
    await keep(target, change, places);
    await put(staged, target);
    await rm(staged);
    return true;
  });
}

/** Takes a document out of its folder, and keeps it for `putBack`. @throws PlacingError */
export async function takeOut(change: Change, places: Places): Promise<void> {
  const target = await fileOf(change.document, places);
  await inFolder(async () => {
    await keep(target, change, places);
    await rm(target, { force: true });
  });
}

/** Makes a task's change undone. @throws PlacingError */
export async function putBack(change: Change, places: Places): Promise<void> {
  const target = await fileOf(change.document, places);
  const kept = keptFile(change, places);
  await inFolder(async () => {
    if (await isThere(kept)) await put(kept, target);
    else await rm(target, { force: true });
  });
}

/** Where a document's file is or is to be. On disk its name may be in another Unicode form than its id. */
async function fileOf(document: string, { workshop }: Places): Promise<string> {
  const known = (await workshop.documents()).find(({ id }: DocumentState) => id === document);
  return known?.path ?? path.join(workshop.documentsDir, ...document.split('/'));
}

function keptFile({ task, document }: Change, { keptDir }: Places): string {
  return path.join(keptDir, String(task), path.basename(document));
}

/** Says that a task has kept what it was to keep: at a repetition the target may be the new file already. */
const DECIDED = '.decided';

async function keep(target: string, change: Change, places: Places): Promise<void> {
  const kept = keptFile(change, places);
  const decided = path.join(path.dirname(kept), DECIDED);
  if (await isThere(decided)) return;
  if (await isThere(target)) await put(target, kept);
  else await mkdir(path.dirname(kept), { recursive: true });
  await writeFile(decided, '');
}

/** Copies a file so that it is there whole or not at all; a name with a dot first is no document meanwhile. */
async function put(from: string, to: string): Promise<void> {
  const folder = path.dirname(to);
  await mkdir(folder, { recursive: true });
  const unfinished = path.join(folder, `.unfinished-${path.basename(to).slice(0, 100)}`);
  await copyFile(from, unfinished);
  const file = await open(unfinished, 'r+');
  try {
    await file.chmod(0o644);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, to);
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}

async function inFolder<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new PlacingError(code, { cause });
  }
}
