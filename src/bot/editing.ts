import type { Shown } from './answered.ts';
import type { BotContext } from './context.ts';
import { isAboutMessage } from './telegram/errors.ts';

/** Makes a message of the bot show something else. One that somebody deleted meanwhile shows nothing any more. */
export async function edit(
  ctx: BotContext,
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  { message, buttons }: Shown,
): Promise<void> {
  try {
    await ctx.api.editMessageText(chatId, messageId, message.text, {
      entities: message.entities,
      link_preview_options: { is_disabled: true },
      ...(buttons && { reply_markup: buttons }),
    });
  } catch (error) {
    if (!isAboutMessage(error)) throw error;
  }
}
