import type { Message } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import type { AskedQuestion, QuestionMemory } from '../../src/bot/asked.ts';
import { askerOf, precedingOf } from '../../src/bot/following.ts';
import { inGroup, ME, repliedTo, toBot } from './support/messages.ts';

const DATE = 1_790_000_000;

function asked(over: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    ...askerOf(inGroup('')),
    messageId: 1,
    answerId: 2,
    question: 'Who may vote?',
    after: undefined,
    asWritten: false,
    kind: 'found',
    shown: [],
    askedMs: DATE * 1000 - 60_000,
    ...over,
  };
}

/** A memory of one question. */
function memoryOf(one: AskedQuestion): Pick<QuestionMemory, 'answeredBy' | 'lastBefore'> {
  return {
    answeredBy: async (chatId, answerId) =>
      chatId === one.chatId && answerId === one.answerId ? one : undefined,
    lastBefore: async ({ personId }, _, sinceMs) =>
      personId === one.personId && one.askedMs >= sinceMs ? one : undefined,
  };
}

const answer = repliedTo('An answer', { message_id: 2, from: ME });

describe('a question goes on from', () => {
  test('the asker’s last one, for ten minutes', async () => {
    const message = inGroup('And when?', { date: DATE });
    const preceding = (askedMs: number) => precedingOf(message, memoryOf(asked({ askedMs })));
    const recent = { question: 'Who may vote?', isReply: false };
    expect(await preceding(DATE * 1000 - 600_000)).toEqual(recent);
    expect(await preceding(DATE * 1000 - 600_001)).toBeUndefined();
  });

  test('that of the answer it replies to, whoever asked it and however long ago', async () => {
    const message = inGroup('And when?', { date: DATE, reply_to_message: answer });
    const memory = memoryOf(asked({ personId: 99, askedMs: 0 }));
    expect(await precedingOf(message, memory)).toEqual({
      question: 'Who may vote?',
      isReply: true,
    });
  });

  test('the question that stands alone, where the one before is a follow-up itself', async () => {
    const after = { question: 'Who may vote?', isReply: false };
    const memory = memoryOf(asked({ question: 'And when?', after }));
    expect(await precedingOf(inGroup('And where?', { date: DATE }), memory)).toEqual(after);
  });
});

describe('questions follow one another', () => {
  test('of a person, or of the chat that they write as', () => {
    expect(askerOf(toBot('Who?'))).toEqual({ chatId: 7, personId: 7, topicId: 0 });
    const asChannel = { sender_chat: { id: -1009, type: 'channel', title: 'News' } as const };
    expect(askerOf(inGroup('Who?', asChannel))).toMatchObject({ personId: -1009 });
  });

  test('in a topic of a forum, and not where people only reply to each other', () => {
    const inTopic = { message_thread_id: 5, is_topic_message: true as const };
    expect(askerOf(inGroup('Who?', inTopic))).toMatchObject({ topicId: 5 });
    const inThread: Partial<Message> = { message_thread_id: 5 };
    expect(askerOf(inGroup('Who?', inThread))).toMatchObject({ topicId: 0 });
  });
});
