import { Composer } from 'grammy';
import type { BotContext } from '../context.ts';

/** Every press of a button is answered: one that nothing else knows is of an older time. Comes last. */
export function unknownCallbacks(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query', async (ctx) => {
    await ctx.answerCallbackQuery({ text: ctx.sentences.oldButton });
  });
  return composer;
}
