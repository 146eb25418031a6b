import type { TelegramInlineQueryResult, TelegramMessage } from '@gramio/types';
import { deliver } from './delivery.ts';
import { contentOf } from './inline.ts';
import { asReplied, post } from './post.ts';
import type { ChatRecord, GuestQueryRecord, PersonRecord, World } from './records.ts';
import { plainText } from './says.ts';
import { botAsSender } from './world.ts';

/** A person calls the bot by name in a chat where it is no member (guest mode, telegram.md §1.5). */
export function summon(
  world: World,
  person: PersonRecord,
  place: ChatRecord,
  { text, replied }: { readonly text: string; readonly replied: TelegramMessage | undefined },
): GuestQueryRecord {
  const id = String(5_000_000_000_000 + world.unique());
  const message = post(world, place, {
    from: person.user,
    ...plainText(text),
    ...(replied && { reply_to_message: asReplied(replied) }),
  });
  const record: GuestQueryRecord = {
    id,
    place,
    message,
    expiresAt: world.clock.now() + world.windows.inlineAnswerMs,
    sent: undefined,
  };
  world.guestQueries.set(id, record);
  if (world.bot.user.supports_guest_queries) {
    deliver(world, { guest_message: { ...message, guest_query_id: id } });
  }
  return record;
}

/** The bot's one answer to a guest query: https://core.telegram.org/bots/api#answerguestquery */
export function answerAsGuest(
  world: World,
  record: GuestQueryRecord,
  result: TelegramInlineQueryResult,
): { readonly message: TelegramMessage; readonly inlineMessageId: string } {
  const { from } = record.message;
  const message = post(world, record.place, {
    from: botAsSender(world),
    reply_to_message: asReplied(record.message),
    ...(from && { guest_bot_caller_user: from }),
    ...contentOf(result),
  });
  const inlineMessageId = `guest-${world.unique()}`;
  world.inlineMessages.set(inlineMessageId, { chat: record.place, messageId: message.message_id });
  record.sent = message;
  return { message, inlineMessageId };
}
