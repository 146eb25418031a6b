import { beforeEach, expect, test } from 'vitest';
import { openAnswerMemory, openChatBook } from '../../../src/bot/inbox/chat-book.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

const HOUR_MS = 60 * 60_000;

/** What is known of chats and of the answers in them, wherever it is kept. */
export function chatBookContract(open: OpenTestState): void {
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    return state.close;
  });

  test('an answer is found by the question that it stands for, also where it has changed', async () => {
    const answers = openAnswerMemory(state.store);
    await answers.remember({ chatId: 7, messageId: 11 }, { answerId: 12, digest: 'x' });
    expect(await answers.find({ chatId: 7, messageId: 11 })).toEqual({ answerId: 12, digest: 'x' });
    expect(await answers.find({ chatId: 8, messageId: 11 })).toBeUndefined();
    await answers.remember({ chatId: 7, messageId: 11 }, { answerId: 12, digest: 'y' });
    expect(await answers.find({ chatId: 7, messageId: 11 })).toEqual({ answerId: 12, digest: 'y' });
  });

  test('an answer is forgotten after two days', async () => {
    let now = 1_790_000_000_000;
    const answers = openAnswerMemory(state.store, () => now);
    await answers.remember({ chatId: 7, messageId: 11 }, { answerId: 12, digest: 'x' });
    now += 48 * HOUR_MS;
    await answers.forgetOld();
    expect(await answers.find({ chatId: 7, messageId: 11 })).toBeDefined();
    now += 1;
    await answers.forgetOld();
    expect(await answers.find({ chatId: 7, messageId: 11 })).toBeUndefined();
  });

  test('[25] the id of a group leads to that of its supergroup, and never in a circle', async () => {
    const chats = openChatBook(state.store);
    await chats.moved(-1, -1001);
    expect(await openChatBook(await state.restarted()).currentId(-1)).toBe(-1001);
    expect(await chats.currentId(-1001)).toBe(-1001);
    await chats.moved(-1001, -1);
    expect([-1, -1001]).toContain(await chats.currentId(-1));
  });

  test('a chat that the bot was shown out of is known since then', async () => {
    const chats = openChatBook(state.store, () => 5);
    expect(await chats.goneAt(7)).toBeUndefined();
    await chats.gone(7);
    expect(await chats.goneAt(7)).toBe(5);
  });
}
