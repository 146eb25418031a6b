import type {
  TelegramEphemeralMessageParameters,
  TelegramMessage,
  TelegramReplyParameters,
} from '@gramio/types';
import { badRequest, BotApiError } from '../bot-api-error.ts';
import { withFoundEntities } from '../world/entities.ts';
import { checkKeyboard } from '../validator/keyboard.ts';
import { checkMessageText, MAX_TEXT_CHARS } from '../validator/text.ts';
import { countCodePoints } from '../world/code-points.ts';
import { postAside } from '../world/asides.ts';
import { asReplied, type Draft, post, threadOfReply, topicFields } from '../world/post.ts';
import type { ChatRecord, World } from '../world/records.ts';
import { findMessage, findTopic, findWritable } from '../world/targets.ts';
import { botAsSender } from '../world/world.ts';
import type { Methods } from './method.ts';

/** Longest quotation in a reply: https://core.telegram.org/bots/api#replyparameters */
const MAX_QUOTE_CHARS = 1024;

/** What all sending methods have in common. */
export interface Sending {
  readonly chat_id: number | string;
  readonly message_thread_id?: number;
  readonly reply_parameters?: TelegramReplyParameters;
  readonly reply_markup?: unknown;
  readonly protect_content?: boolean;
  readonly ephemeral_message_parameters?: TelegramEphemeralMessageParameters;
}

/** Sends a message of the bot: `content` is what it holds besides its place, its reply and its keyboard. */
export function send(world: World, request: Sending, content: Draft): TelegramMessage {
  const place = findWritable(world, request.chat_id);
  const named = request.message_thread_id;
  if (named !== undefined) findTopic(world, place, named);
  const reply = replyOf(place, request.reply_parameters);
  const thread = named ?? (reply?.message && threadOfReply(place, reply.message));
  if (thread !== undefined && place.chat.is_forum) findTopic(world, place, thread);
  const keyboard = checkKeyboard(request.reply_markup);
  const draft: Draft = {
    ...senderOf(world, place),
    ...topicFields(place, thread),
    ...(reply && { reply_to_message: asReplied(reply.message), ...reply.quote }),
    ...(request.protect_content && { has_protected_content: true }),
    ...content,
    ...(keyboard && { reply_markup: keyboard }),
  };
  const aside = request.ephemeral_message_parameters;
  return aside ? postAside(world, place, aside, draft) : post(world, place, draft);
}

/** Channel posts have no sender but the channel (telegram.md §2.4). */
function senderOf(world: World, place: ChatRecord): Pick<TelegramMessage, 'from' | 'sender_chat'> {
  return place.chat.type === 'channel' ? { sender_chat: place.chat } : { from: botAsSender(world) };
}

interface Reply {
  readonly message: TelegramMessage;
  readonly quote: Pick<TelegramMessage, 'quote'>;
}

function replyOf(place: ChatRecord, reply: TelegramReplyParameters | undefined): Reply | undefined {
  if (reply?.message_id === undefined) return undefined;
  if (reply.chat_id !== undefined && reply.chat_id !== place.chat.id) {
    throw badRequest('replies to other chats are not simulated');
  }
  try {
    const message = findMessage(place, reply.message_id, 'message to be replied not found');
    return { message, quote: quoteOf(place, message, reply) };
  } catch (error) {
    if (reply.allow_sending_without_reply && isAbsent(error)) return undefined;
    throw error;
  }
}

/** "Pass True if the message should be sent even if the specified message to be replied to is not found". */
function isAbsent(error: unknown): boolean {
  return error instanceof BotApiError && error.message.endsWith('to be replied not found');
}

/** "The quote must be an exact substring of the message to be replied to … otherwise the message will fail to send" */
function quoteOf(
  place: ChatRecord,
  message: TelegramMessage,
  { quote, quote_position: position = 0 }: TelegramReplyParameters,
): Pick<TelegramMessage, 'quote'> {
  const wanted = quote === undefined ? undefined : String(quote);
  if (wanted === undefined || wanted === '') return {};
  if (countCodePoints(wanted) > MAX_QUOTE_CHARS) throw badRequest('message quote is too long');
  const text = message.text ?? message.caption ?? '';
  const found = [text.indexOf(wanted, position), text.indexOf(wanted)].find((at) => at >= 0);
  if (found !== undefined) return { quote: { text: wanted, position: found, is_manual: true } };
  const wasRightOnce = place.formerTexts
    .get(message.message_id)
    ?.some((former) => former.includes(wanted));
  throw badRequest('QUOTE_TEXT_INVALID', wasRightOnce ? 'world' : 'bot');
}

/** Messages and the signs that one is coming. */
export const sendMethods: Methods<'sendMessage' | 'sendChatAction'> = {
  sendMessage({ world }, params) {
    const { text, entities } = checkMessageText({
      text: String(params.text),
      entities: params.entities,
      parseMode: params.parse_mode,
      maxChars: MAX_TEXT_CHARS,
    });
    const all = withFoundEntities(text, entities);
    return send(world, params, {
      text,
      ...(all.length > 0 && { entities: all }),
      ...(params.link_preview_options && { link_preview_options: params.link_preview_options }),
    });
  },
  sendChatAction({ world }, { chat_id: chatId, action, message_thread_id: topic }) {
    const place = findWritable(world, chatId);
    if (topic !== undefined) findTopic(world, place, topic);
    world.events.emit({ kind: 'action', chat: place.chat, action, topic });
    return true;
  },
};
