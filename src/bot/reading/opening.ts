import type { Filter } from 'grammy';
import type { Reader } from '../../retrieval/reading/reader.ts';
import { type BotContext, replyTo, saying } from '../context.ts';
import { LINKS } from '../deep-links.ts';
import type { Opener } from '../features/starting.ts';
import { sendCopy } from './copying.ts';
import { isThere, seenIn, stretchView, whyNot } from './views.ts';

/** What links to places open: the place with buttons to read on, or a text to be copied. */
export function placeOpeners({
  reader,
}: {
  readonly reader: Reader;
}): Readonly<Record<string, Opener>> {
  return {
    [LINKS.citation]: async (ctx, citation) => {
      const read = await reader.around(citation, seenIn(ctx));
      if (!isThere(read)) return say(ctx, whyNot(read, ctx.sentences.reading));
      const { message, buttons } = stretchView(ctx, read);
      await replyTo(ctx, ctx.msg.message_id, message, buttons);
    },
    [LINKS.copy]: async (ctx, ends) => {
      const [, first = '', last = ''] = TWO_CITATIONS.exec(ends) ?? [];
      const read = await reader.between(first, last, seenIn(ctx));
      if (!isThere(read)) return say(ctx, whyNot(read, ctx.sentences.reading));
      await sendCopy(ctx, ctx.msg.message_id, read.quotation);
    },
  };
}

/** Citation ids hold `_` too, but end in eight characters after the second `-`. */
const TWO_CITATIONS = /^([\w-]{8}-[0-9a-z]{1,8}-[\w-]{8})_([\w-]{1,26})$/;

async function say(ctx: Filter<BotContext, 'message'>, sentence: string): Promise<void> {
  await replyTo(ctx, ctx.msg.message_id, saying(sentence));
}
