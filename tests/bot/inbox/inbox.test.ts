import {
  appendFile,
  copyFile,
  mkdtemp,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Inbox, openInbox } from '../../../src/bot/inbox/inbox.ts';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { toBot } from '../support/messages.ts';

const HOUR_MS = 60 * 60_000;

let folder: string;
let open: StateDatabase[];
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bot-inbox-'));
  open = [];
  now = 1_790_000_000_000;
});
afterEach(closeAll);

function openIt(origin = '4242@https://api.telegram.org'): Inbox {
  const db = openState(folder);
  open.push(db);
  return openInbox({ db, journal: createJournal(db), origin, now: () => now });
}

/** The state as a process leaves it that is killed: copied while it is open, so that nothing is tidied up. */
async function leaveBehind(): Promise<void> {
  const copy = await mkdtemp(path.join(tmpdir(), 'bot-inbox-'));
  for (const name of ['bot.db', 'bot.db-wal']) {
    await copyFile(path.join(folder, name), path.join(copy, name));
  }
  await closeAll();
  folder = copy;
}

async function closeAll(): Promise<void> {
  for (const db of open.splice(0)) db.close();
  await rm(folder, { recursive: true });
}

function updates(...ids: number[]): Update[] {
  return ids.map((update_id) => ({ update_id, message: toBot(`question ${update_id}`) }) as Update);
}

function idsOf(waiting: readonly { readonly update: Update }[]): number[] {
  return waiting.map(({ update }) => update.update_id);
}

describe('the inbox', () => {
  test('keeps what is not done, through the death of the process', async () => {
    const inbox = openIt();
    inbox.add(updates(1, 2, 3));
    await inbox.done(2);
    await leaveBehind();
    expect(idsOf(openIt().waiting())).toEqual([1, 3]);
  });

  test('[44] takes an update once, also when it was done long ago or before a restart', async () => {
    const inbox = openIt();
    expect(idsOf(inbox.add(updates(1, 2)))).toEqual([1, 2]);
    expect(idsOf(inbox.add(updates(2, 3)))).toEqual([3]);
    await inbox.done(1);
    await leaveBehind();
    expect(openIt().add(updates(1, 2, 3))).toEqual([]);
  });

  test('survives a record that was torn in writing: what was confirmed before is whole', async () => {
    openIt().add(updates(1));
    await leaveBehind();
    openIt().add(updates(2));
    await leaveBehind();
    const wal = path.join(folder, 'bot.db-wal');
    await truncate(wal, (await stat(wal)).size - 100);
    await appendFile(wal, Buffer.alloc(57, 0xee));
    expect(idsOf(openIt().waiting())).toEqual([1]);
  });

  test('forgets what a person wrote as soon as it is done', async () => {
    const inbox = openIt();
    inbox.add(updates(1));
    await inbox.done(1);
    inbox.compact();
    for (const name of ['bot.db', 'bot.db-wal']) {
      expect((await readFile(path.join(folder, name))).includes('question 1')).toBe(false);
    }
  });

  test('forgets after two days that it saw an update, and gives the room back', async () => {
    const inbox = openIt();
    inbox.compact();
    const empty = (await stat(path.join(folder, 'bot.db'))).size;
    const ids = Array.from({ length: 2000 }, (_, position) => position);
    inbox.add(updates(...ids));
    await Promise.all(ids.slice(0, 20).map((id) => inbox.done(id)));
    open[0]?.exec(`UPDATE updates SET done_ms = ${now}, body = hex(randomblob(500))`);
    inbox.compact();
    const before = (await stat(path.join(folder, 'bot.db'))).size;
    now += 49 * HOUR_MS;
    inbox.compact();
    const after = (await stat(path.join(folder, 'bot.db'))).size;
    expect(before).toBeGreaterThan(1_000_000);
    expect(after - empty).toBeLessThan(50_000);
    expect(after).toBeLessThan(200_000);
    expect(idsOf(inbox.add(updates(5)))).toEqual([5]);
  });

  test('does not mistake updates of another bot or server for its own', () => {
    openIt('1@https://a').add(updates(1));
    const other = openIt('2@https://a');
    expect(other.waiting()).toEqual([]);
    expect(idsOf(other.add(updates(1)))).toEqual([1]);
  });
});

describe('the state', () => {
  test('that is no database is refused with what to do, and left as it is', async () => {
    await writeFile(path.join(folder, 'bot.db'), 'no database at all, but long enough to be one');
    expect(() => openIt()).toThrow(/can't be opened[^]*moved away/);
    expect(await readFile(path.join(folder, 'bot.db'), 'utf8')).toContain('no database');
  });

  test('of a newer version is refused', () => {
    openIt();
    open[0]?.exec('PRAGMA user_version = 99');
    expect(() => openIt()).toThrow('newer version');
  });
});
