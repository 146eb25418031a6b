import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'libsql';
import { copySteady, type FileSum, filesBelow, sumOf } from './copy-files.ts';

const DATABASE = 'bot.db';

/** The database and what SQLite keeps beside it, and the empty file that holds the lock. */
const COPIED_OTHERWISE = /^(?:bot\.db(?:-wal|-shm|-journal)?|lock\.db(?:-.*)?)$/;

/** Written line by line: the last one may be in the making. */
const GROWING = /\.jsonl$/;

/**
 * Copies the bot's state while the bot may be writing to it.
 *
 * `VACUUM INTO` reads one snapshot and hinders no writer (WAL): https://sqlite.org/lang_vacuum.html#vacuuminto. It
 * copies rows only: what was deleted before is not in the copy.
 *
 * @returns what was copied, by path below `to`
 */
export async function copyState(stateDir: string, to: string): Promise<Map<string, FileSum>> {
  const copied = new Map<string, FileSum>();
  await mkdir(to, { recursive: true });
  for (const name of await filesBelow(stateDir)) {
    if (name === DATABASE)
      copied.set(name, await copyDatabase(path.join(stateDir, name), path.join(to, name)));
    if (COPIED_OTHERWISE.test(name)) continue;
    const copy = GROWING.test(name) ? copyWholeLines : copySteady;
    const sum = await copy(path.join(stateDir, name), path.join(to, name));
    if (sum) copied.set(name, sum);
  }
  return copied;
}

async function copyDatabase(from: string, to: string): Promise<FileSum> {
  const db = new Database(from);
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  const handle = await open(to, 'r+');
  await handle.sync();
  await handle.close();
  return await sumOf(to);
}

async function copyWholeLines(from: string, to: string): Promise<FileSum> {
  const bytes = await readFile(from);
  await mkdir(path.dirname(to), { recursive: true });
  await writeFile(to, bytes.subarray(0, bytes.lastIndexOf('\n') + 1), { flush: true });
  return await sumOf(to);
}
