import type { MiddlewareFn } from 'grammy';
import { type AccessParts, accessOf } from './access/access.ts';
import { type Addressed, addressed, overheard } from './addressing.ts';
import type { BotContext } from './context.ts';
import { type ChatSettings, mayQuoteIn, UNCHANGED_SETTINGS } from './groups/chat-settings.ts';
import type { SettingsBook } from './groups/settings-book.ts';
import { sentencesFor } from './languages/languages.ts';

export interface BearingsParts extends AccessParts {
  readonly settingsBook: Pick<SettingsBook, 'of'>;
}

/** Finds out what every feature has to know of an update. Comes before all of them. */
export function bearings(parts: BearingsParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    ctx.chatSettings = await settingsFor(ctx, parts.settingsBook);
    ctx.addressed = addressedIn(ctx);
    ctx.mayQuote = mayQuoteIn(ctx.chatSettings);
    ctx.sentences = sentencesFor(ctx.chatSettings.language ?? ctx.from?.language_code);
    ctx.access = await accessOf(ctx, parts);
    await next();
  };
}

function addressedIn({ message, editedMessage, me, chatSettings }: BotContext): Addressed {
  const said = message ?? editedMessage;
  if (!said) return { kind: 'not-for-us' };
  const asked = addressed(said, me);
  const isHeard = asked.kind === 'not-for-us' && chatSettings.speaks === 'questions';
  return (isHeard && overheard(said)) || asked;
}

/** Of the chat that it happened in; of the person's own chat where that is none of the bot's. */
async function settingsFor(
  { chat, from, guestMessage }: BotContext,
  book: Pick<SettingsBook, 'of'>,
): Promise<ChatSettings> {
  const id = guestMessage ? from?.id : (chat?.id ?? from?.id);
  return id === undefined ? UNCHANGED_SETTINGS : await book.of(id);
}
