import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openListedBook } from '../../../src/bot/access/listed-book.ts';
import { UNCHANGED_SETTINGS } from '../../../src/bot/groups/chat-settings.ts';
import { openSettingsBook } from '../../../src/bot/groups/settings-book.ts';
import { openChatBook } from '../../../src/bot/inbox/chat-book.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';

const GROUP = -4_000_001;
const SUPERGROUP = -1_002_000_000_001;

let folder: string;
let db: StateDatabase;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'settings-book-'));
  db = openState(folder);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('a chat that has set nothing has the usual settings', () => {
  expect(openSettingsBook(db).of(GROUP)).toEqual(UNCHANGED_SETTINGS);
});

test('each setting is kept for its chat, and can be taken back, across restarts', () => {
  const set = {
    length: 'short',
    speaks: 'questions',
    nothing: 'reaction',
    language: 'ru',
    folder: 'laws',
    silentUntilMs: 1_790_000_000_000,
  } as const;
  openSettingsBook(db).change(GROUP, set);
  openSettingsBook(db).change(7, { length: 'long' });
  db.close();
  db = openState(folder);
  const book = openSettingsBook(db);
  expect(book.of(GROUP)).toEqual(set);
  expect(book.of(7)).toEqual({ ...UNCHANGED_SETTINGS, length: 'long' });
  book.change(GROUP, { language: undefined, folder: undefined });
  expect(book.of(GROUP)).toEqual({ ...set, language: undefined, folder: undefined });
});

test('two who change different settings undo nothing of each other', () => {
  const book = openSettingsBook(db);
  book.change(GROUP, { length: 'short' });
  book.change(GROUP, { folder: 'laws' });
  expect(book.of(GROUP)).toEqual({ ...UNCHANGED_SETTINGS, length: 'short', folder: 'laws' });
});

test('[25] settings and listing follow a group that becomes a supergroup, however often that is noted', () => {
  const [settings, listed, chats] = [openSettingsBook(db), openListedBook(db), openChatBook(db)];
  settings.change(GROUP, { length: 'short' });
  listed.add(GROUP);
  chats.moved(GROUP, SUPERGROUP);
  settings.change(SUPERGROUP, { language: 'ru' });
  chats.moved(GROUP, SUPERGROUP);
  expect(settings.of(SUPERGROUP)).toMatchObject({ length: 'short', language: 'ru' });
  expect([listed.has(GROUP), listed.has(SUPERGROUP)]).toEqual([false, true]);
});

test('who is listed can be removed', () => {
  const listed = openListedBook(db, () => 5);
  listed.add(7);
  listed.add(7);
  expect(listed.all()).toEqual([{ id: 7, sinceMs: 5 }]);
  expect([listed.remove(7), listed.remove(7)]).toEqual([true, false]);
  expect(listed.has(7)).toBe(false);
});
