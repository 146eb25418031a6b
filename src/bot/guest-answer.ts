import type { FormattedString } from '@grammyjs/parse-mode';
import type { BotContext } from './context.ts';

/** Of the result; nobody sees it. */
const TITLE = 'Answer';

/**
 * Says something where the bot is no member and was called by its name. There is one answer to each call, and it takes the
 * form of an inline result: https://core.telegram.org/bots/api#answerguestquery
 */
export async function answerAsGuest(
  ctx: BotContext,
  { text, entities }: FormattedString,
): Promise<void> {
  await ctx.answerGuestQuery({
    type: 'article',
    id: 'answer',
    title: TITLE,
    input_message_content: {
      message_text: text,
      entities,
      link_preview_options: { is_disabled: true },
    },
  });
}
