import { beforeEach, expect, test } from 'vitest';
import { openListedBook } from '../../../src/bot/access/listed-book.ts';
import { UNCHANGED_SETTINGS } from '../../../src/bot/groups/chat-settings.ts';
import { openSettingsBook } from '../../../src/bot/groups/settings-book.ts';
import { openChatBook } from '../../../src/bot/inbox/chat-book.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

const GROUP = -4_000_001;
const SUPERGROUP = -1_002_000_000_001;

/** Settings of chats, and who was let in, wherever they are kept. */
export function settingsBookContract(open: OpenTestState): void {
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    return state.close;
  });

  test('a chat that has set nothing has the usual settings', async () => {
    expect(await openSettingsBook(state.store).of(GROUP)).toEqual(UNCHANGED_SETTINGS);
  });

  test('each setting is kept for its chat, and can be taken back, across restarts', async () => {
    const set = {
      length: 'short',
      speaks: 'questions',
      nothing: 'reaction',
      language: 'ru',
      folder: 'laws',
      silentUntilMs: 1_790_000_000_000,
    } as const;
    await openSettingsBook(state.store).change(GROUP, set);
    await openSettingsBook(state.store).change(7, { length: 'long' });
    const book = openSettingsBook(await state.restarted());
    expect(await book.of(GROUP)).toEqual(set);
    expect(await book.of(7)).toEqual({ ...UNCHANGED_SETTINGS, length: 'long' });
    await book.change(GROUP, { language: undefined, folder: undefined });
    expect(await book.of(GROUP)).toEqual({ ...set, language: undefined, folder: undefined });
  });

  test('two who change different settings undo nothing of each other', async () => {
    const book = openSettingsBook(state.store);
    await book.change(GROUP, { length: 'short' });
    await book.change(GROUP, { folder: 'laws' });
    expect(await book.of(GROUP)).toEqual({
      ...UNCHANGED_SETTINGS,
      length: 'short',
      folder: 'laws',
    });
  });

  test('[25] settings and listing follow a group that becomes a supergroup, however often that is noted', async () => {
    const [settings, listed, chats] = [
      openSettingsBook(state.store),
      openListedBook(state.store),
      openChatBook(state.store),
    ];
    await settings.change(GROUP, { length: 'short' });
    await listed.add(GROUP);
    await chats.moved(GROUP, SUPERGROUP);
    await settings.change(SUPERGROUP, { language: 'ru' });
    await chats.moved(GROUP, SUPERGROUP);
    expect(await settings.of(SUPERGROUP)).toMatchObject({ length: 'short', language: 'ru' });
    expect([await listed.has(GROUP), await listed.has(SUPERGROUP)]).toEqual([false, true]);
  });

  test('who is listed can be removed', async () => {
    const listed = openListedBook(state.store, () => 5);
    await listed.add(7);
    await listed.add(7);
    expect(await listed.all()).toEqual([{ id: 7, sinceMs: 5 }]);
    expect([await listed.remove(7), await listed.remove(7)]).toEqual([true, false]);
    expect(await listed.has(7)).toBe(false);
  });
}
