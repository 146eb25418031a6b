import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bot-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

const TABLES = 'facts updates answers chats uploads jobs tallies unanswered asked'.split(' ');

async function writeOldState(stateDir: string): Promise<void> {
  const sql = await readFile(path.join(import.meta.dirname, 'state-of-version-3.sql'), 'utf8');
  const db = new Database(path.join(stateDir, 'bot.db'));
  db.exec(sql);
  db.close();
}

/** What tables and indexes there are, and how they are laid out. */
function layoutOf(db: StateDatabase): unknown[] {
  return db
    .prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name')
    .all()
    .map((row) => ({ ...(row as { sql: string | null }) }))
    .map(({ sql, ...row }) => ({ ...row, sql: sql?.replaceAll(/\s+/g, ' ') }));
}

describe('the state of an older version', () => {
  test('is brought up to date, and keeps every row', async () => {
    await writeOldState(folder);
    const db = openState(folder);
    for (const table of TABLES) {
      expect({ table, rows: db.prepare(`SELECT * FROM ${table}`).all().length }).toEqual({
        table,
        rows: 1,
      });
    }
    db.close();
  });

  test('then looks like a new one: no step that was released has been edited', async () => {
    await writeOldState(folder);
    const old = openState(folder);
    const fresh = openState(path.join(folder, 'fresh'));
    expect(layoutOf(old)).toEqual(layoutOf(fresh));
    old.close();
    fresh.close();
  });
});
