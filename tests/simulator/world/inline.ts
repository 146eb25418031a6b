import type {
  TelegramInlineQuery,
  TelegramInlineQueryResult,
  TelegramMessage,
} from '@gramio/types';
import { firstCodePoints } from './code-points.ts';
import { withFoundEntities } from './entities.ts';
import { deliver, deliverMessage } from './delivery.ts';
import { post } from './post.ts';
import type {
  ChatRecord,
  InlineAnswer,
  InlineQueryRecord,
  PersonRecord,
  World,
} from './records.ts';
import { botAsSender } from './world.ts';

/** "Text of the query (up to 256 characters)": https://core.telegram.org/bots/api#inlinequery */
const MAX_QUERY_CHARS = 256;

/** What a person types after the bot's name. */
export interface InlineRequest {
  readonly text: string;
  readonly offset: string;
  /** Where it's typed; undefined in a chat whose kind the server doesn't tell. */
  readonly place: ChatRecord | undefined;
}

/**
 * An inline query. The server answers it from its cache while the bot's `cache_time` allows; only then it's the bot's
 * turn: https://core.telegram.org/bots/api#answerinlinequery
 */
export function askInline(
  world: World,
  person: PersonRecord,
  request: InlineRequest,
): InlineQueryRecord {
  const query: TelegramInlineQuery = {
    id: String(9_000_000_000_000 + world.unique()),
    from: person.user,
    query: firstCodePoints(request.text, MAX_QUERY_CHARS),
    offset: request.offset,
    ...(request.place && { chat_type: chatType(person, request.place) }),
  };
  const record: InlineQueryRecord = {
    query,
    chat: request.place,
    askedAt: world.clock.now(),
    expiresAt: world.clock.now() + world.windows.inlineAnswerMs,
    answer: cached(world, query),
  };
  world.inlineQueries.set(query.id, record);
  if (!record.answer) deliver(world, { inline_query: query });
  return record;
}

function chatType(
  person: PersonRecord,
  { chat }: ChatRecord,
): NonNullable<TelegramInlineQuery['chat_type']> {
  if (chat.type !== 'private') return chat.type;
  return chat.id === person.user.id ? 'sender' : 'private';
}

function cached(world: World, query: TelegramInlineQuery): InlineAnswer | undefined {
  const former = [...world.inlineQueries.values()].findLast(
    ({ query: other, answer, askedAt }) =>
      answer !== undefined &&
      other.query === query.query &&
      other.offset === query.offset &&
      (!answer.isPersonal || other.from.id === query.from.id) &&
      askedAt + answer.cacheTimeS * 1000 > world.clock.now(),
  );
  return former?.answer;
}

/** The person picks a result: its content is sent to the chat in the person's name, via the bot. */
export function choose(
  world: World,
  person: PersonRecord,
  place: ChatRecord,
  {
    query,
    result,
  }: { readonly query: TelegramInlineQuery; readonly result: TelegramInlineQueryResult },
): TelegramMessage {
  const keyboard = 'reply_markup' in result ? result.reply_markup : undefined;
  const markup = keyboard && 'inline_keyboard' in keyboard ? keyboard : undefined;
  const message = post(world, place, {
    from: person.user,
    via_bot: botAsSender(world),
    ...contentOf(result),
    ...(markup && { reply_markup: markup }),
  });
  // Only a message with a keyboard can be edited later, so only it has an id for the bot (telegram.md §2.4).
  const inlineMessageId = markup ? `inline-${world.unique()}` : undefined;
  if (inlineMessageId !== undefined) {
    world.inlineMessages.set(inlineMessageId, { chat: place, messageId: message.message_id });
  }
  deliverMessage(world, place, message);
  if (world.bot.inlineFeedback) {
    deliver(world, {
      chosen_inline_result: {
        result_id: result.id,
        from: person.user,
        query: query.query,
        ...(inlineMessageId !== undefined && { inline_message_id: inlineMessageId }),
      },
    });
  }
  return message;
}

/** What a result puts into the chat. */
export function contentOf(
  result: TelegramInlineQueryResult,
): Pick<TelegramMessage, 'text' | 'entities'> {
  const content = 'input_message_content' in result ? result.input_message_content : undefined;
  if (!content || !('message_text' in content)) return { text: `[${result.type}]` };
  const text = String(content.message_text).trim();
  const entities = withFoundEntities(text, content.entities);
  return { text, ...(entities.length > 0 && { entities }) };
}
