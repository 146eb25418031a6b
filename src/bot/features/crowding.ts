import { Composer } from 'grammy';
import { type BotContext, saying } from '../context.ts';
import { hurried } from '../telegram/hurried.ts';

/**
 * Chats that wait for an answer, from which on newcomers are told to be patient. Telegram lets a bot write 30 messages a
 * second in all: an answer is some five seconds away.
 */
const CROWD = 150;

/** Words of patience a second: each takes the place of an answer. */
const WORDS_PER_SECOND = 3;

/** A chat hears no second word of patience so soon, milliseconds. */
const WORD_AGAIN_MS = 120_000;

/**
 * Tells somebody whose question has to wait, since many ask at once, that it isn't lost: the answer comes in turn. Stands
 * before whatever answers questions.
 */
export function crowding(now: () => number = Date.now): Composer<BotContext> {
  const waiting = new Map<number, number>();
  const lastWords = new Map<number, number>();
  const isWordDue = (chatId: number): boolean => {
    for (const [chat, atMs] of lastWords) if (now() - atMs > WORD_AGAIN_MS) lastWords.delete(chat);
    const lately = [...lastWords.values()].filter((atMs) => now() - atMs < 1000).length;
    return waiting.size > CROWD && lately < WORDS_PER_SECOND && !lastWords.has(chatId);
  };
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'question') return next();
    const { id } = ctx.chat;
    waiting.set(id, (waiting.get(id) ?? 0) + 1);
    try {
      if (!isWordDue(id)) return await next();
      lastWords.set(id, now());
      // The answer goes its way meanwhile; in its chat it comes behind.
      await Promise.all([askPatience(ctx), next()]);
    } finally {
      const left = (waiting.get(id) ?? 1) - 1;
      if (left === 0) waiting.delete(id);
      else waiting.set(id, left);
    }
    return undefined;
  });
  return composer;
}

/** A word that can't be sent is not worth an error. */
async function askPatience(ctx: BotContext): Promise<void> {
  const { text, entities } = saying(ctx.sentences.busy);
  const reply = ctx.msgId === undefined ? {} : { reply_parameters: { message_id: ctx.msgId } };
  await ctx.reply(text, hurried({ entities, ...reply })).catch(() => undefined);
}
