import { FormattedString } from '@grammyjs/parse-mode';
import type { Context } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Access } from './access/access.ts';
import type { Addressed } from './addressing.ts';
import type { ChatSettings, MayQuote } from './groups/chat-settings.ts';
import type { Sentences } from './languages/sentences.ts';
import { silenceNames } from './names.ts';

/** What every feature knows of an update. */
export type BotContext = Context & {
  /** What the update's message wants; `not-for-us` where there is no message. */
  addressed: Addressed;
  /** Whether this person may use the bot here. Behind the gate it is never `unknown`. */
  access: Access;
  /** Of this chat; for inline and guest queries of the person's private chat. */
  chatSettings: ChatSettings;
  /** Which documents this chat sees. Whatever shows anything of a document asks it first. */
  mayQuote: MayQuote;
  /** All that the bot says, in the language of whoever is to read it. */
  sentences: Sentences;
};

/** Sends text and entities as a reply, in the topic where it was asked, without a preview of quoted addresses. */
export async function replyTo(
  ctx: BotContext,
  messageId: number,
  { text, entities }: FormattedString,
  buttons?: InlineKeyboardMarkup,
): Promise<number> {
  const sent = await ctx.reply(text, {
    entities,
    ...(buttons && { reply_markup: buttons }),
    reply_parameters: { message_id: messageId },
    link_preview_options: { is_disabled: true },
  });
  return sent.message_id;
}

/** A sentence of the bot as a message; `@names` of documents in it ring nobody. */
export function saying(sentence: string): FormattedString {
  return silenceNames(new FormattedString(sentence));
}
