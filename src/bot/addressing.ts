import type { Message, MessageEntity } from 'grammy/types';
import { endsAsQuestion } from './groups/question-marks.ts';

/** What a message wants of the bot. */
export type Addressed =
  | Question
  | Overheard
  | { readonly kind: 'help' | 'why' }
  /** `payload`: what the link carried that was followed; empty for one who wrote the command. */
  | { readonly kind: 'start'; readonly payload: string }
  /** `words`: what follows the command, trimmed. */
  | { readonly kind: CommandWithWords; readonly words: string }
  | { readonly kind: 'hint'; readonly hint: 'empty' | 'not-text' | 'unknown-command' }
  | { readonly kind: 'not-for-us' };

/** Commands that the words after them belong to. */
const WITH_WORDS = [
  ...(['doc', 'toc', 'search'] as const),
  ...(['save', 'saved', 'export', 'privacy', 'forget'] as const),
];

type CommandWithWords = (typeof WITH_WORDS)[number];

export interface QuestionWords {
  /** Trimmed, without command and mentions of the bot; at most QUESTION_MAX_CHARS UTF-16 units. */
  readonly text: string;
  /** Whether the message went on after `text`. */
  readonly isBeginning: boolean;
  /** The message that the answer replies to. */
  readonly answerTo: number;
}

interface Question extends QuestionWords {
  readonly kind: 'question';
}

/** A question that nobody put to the bot: answered only where the documents clearly do, and where the group wants it. */
export interface Overheard extends QuestionWords {
  readonly kind: 'overheard';
}

export interface BotIdentity {
  readonly id: number;
  /** Without `@`. */
  readonly username: string;
}

/** The embedder reads about 500 tokens; a question that needs more than this is a document. UTF-16 units. */
export const QUESTION_MAX_CHARS = 1000;

/** Decides whether and how a message is meant for the bot. Groups get silence unless it is spoken to. */
export function addressed(message: Message, me: BotIdentity): Addressed {
  if (isFromMachine(message) || isService(message)) return { kind: 'not-for-us' };
  return message.chat.type === 'private'
    ? addressedInPrivate(message, me)
    : addressedInGroup(message, me);
}

/** Longer messages tell something, whatever they end with: UTF-16 units. */
const OVERHEARD_MAX_CHARS = 300;

/** A question in a group that was put to nobody in particular, among what is not for the bot. */
export function overheard(message: Message): Overheard | undefined {
  if (message.chat.type === 'private' || isFromMachine(message)) return undefined;
  if (message.forward_origin || message.external_reply || isReplyToSomebody(message))
    return undefined;
  const said = wordsOf(message);
  if (!said || said.text.length > OVERHEARD_MAX_CHARS || said.entities.some(isToSomebody)) {
    return undefined;
  }
  const asked = endsAsQuestion(said.text) ? question(message, said.text) : undefined;
  return asked?.kind === 'question' ? { ...asked, kind: 'overheard' } : undefined;
}

/** A command, of whatever bot, or a mention. */
function isToSomebody({ type, offset }: MessageEntity): boolean {
  return type === 'mention' || type === 'text_mention' || (type === 'bot_command' && offset === 0);
}

function addressedInPrivate(message: Message, me: BotIdentity): Addressed {
  const said = wordsOf(message);
  if (!said) return { kind: 'hint', hint: 'not-text' };
  const command = commandOf(said, me);
  if (command === 'for-another-bot') return { kind: 'not-for-us' };
  if (!command) return question(message, withoutMentions(said, me));
  return commanded(message, command) ?? { kind: 'hint', hint: 'unknown-command' };
}

function addressedInGroup(message: Message, me: BotIdentity): Addressed {
  const said = wordsOf(message);
  if (!said || message.forward_origin) return { kind: 'not-for-us' };
  const command = commandOf(said, me);
  if (command === 'for-another-bot') return { kind: 'not-for-us' };
  if (command) return commanded(message, command) ?? { kind: 'not-for-us' };
  if (mentionsOf(said, me).length > 0) return questionOrReplied(message, withoutMentions(said, me));
  return isReplyTo(message, me) ? question(message, said.text) : { kind: 'not-for-us' };
}

/** Whoever calls the bot by its name where it is no member wants an answer: with /ask or without, or to what is replied to. */
export function addressedAsGuest(message: Message, me: BotIdentity): Addressed {
  if (isFromMachine(message)) return { kind: 'not-for-us' };
  const said = wordsOf(message);
  const command = said && commandOf(said, me);
  if (command === 'for-another-bot') return { kind: 'not-for-us' };
  return questionOrReplied(message, command?.rest ?? (said ? withoutMentions(said, me) : ''));
}

/** Undefined for commands that are none of ours. */
function commanded(message: Message, command: Command): Addressed | undefined {
  const { name, rest } = command;
  if (name === 'help' || name === 'why') return { kind: name };
  if (name === 'start') return { kind: name, payload: rest.trim() };
  const withWords = WITH_WORDS.find((one) => one === name);
  if (withWords) return { kind: withWords, words: rest.trim() };
  return name === 'ask' ? questionOrReplied(message, rest) : undefined;
}

/** The words given, else those of the message replied to: that message is then the question. */
function questionOrReplied(message: Message, text: string): Addressed {
  if (text.trim() !== '') return question(message, text);
  const replied = message.reply_to_message;
  const quoted = message.quote?.text;
  if (quoted !== undefined) return question(replied ?? message, quoted);
  const said = replied && (wordsOf(replied)?.text ?? replied.poll?.question);
  return said === undefined ? { kind: 'hint', hint: 'empty' } : question(replied ?? message, said);
}

/** @param answerTo the message that holds the question */
function question(
  answerTo: Message,
  text: string,
): Question | Extract<Addressed, { kind: 'hint' }> {
  const tidy = text.trim();
  if (!/[\p{L}\p{N}]/u.test(tidy)) return { kind: 'hint', hint: 'empty' };
  const beginning = beginningOf(tidy);
  return {
    kind: 'question',
    text: beginning,
    isBeginning: beginning.length < tidy.length,
    answerTo: answerTo.message_id,
  };
}

function beginningOf(text: string): string {
  if (text.length <= QUESTION_MAX_CHARS) return text;
  const cut = text.slice(0, QUESTION_MAX_CHARS);
  const words = cut.replace(/\s+\S*$/u, '');
  return (words === '' ? cut : words).replace(/\p{Surrogate}$/u, '');
}

/** What a person wrote, whether as a text or below a picture or file. */
interface Words {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

function wordsOf(message: Message): Words | undefined {
  if (message.text !== undefined) return { text: message.text, entities: message.entities ?? [] };
  const { caption, caption_entities: entities = [] } = message;
  return caption === undefined ? undefined : { text: caption, entities };
}

/** A command for this bot at the beginning of a message, whether the bot knows it or not. */
export function commandIn(message: Message, me: BotIdentity): Command | undefined {
  const said = wordsOf(message);
  const command = said && commandOf(said, me);
  return command === 'for-another-bot' ? undefined : command;
}

export interface Command {
  /** Lower case, without slash. */
  readonly name: string;
  /** What follows it. */
  readonly rest: string;
}

function commandOf(said: Words, me: BotIdentity): Command | 'for-another-bot' | undefined {
  const entity = said.entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!entity) return undefined;
  const [name = '', bot] = said.text.slice(1, entity.length).toLowerCase().split('@');
  if (bot !== undefined && bot !== me.username.toLowerCase()) return 'for-another-bot';
  return { name, rest: said.text.slice(entity.length) };
}

/** Mentions of the bot itself. Telegram marks none inside code or e-mail addresses; a client's mark there is void. */
function mentionsOf(said: Words, me: BotIdentity): MessageEntity[] {
  const name = `@${me.username.toLowerCase()}`;
  return said.entities.filter(
    (entity) =>
      ((entity.type === 'mention' && sliceOf(said, entity).toLowerCase() === name) ||
        (entity.type === 'text_mention' && entity.user.id === me.id)) &&
      !said.entities.some((other) => isVerbatim(other) && overlaps(other, entity)),
  );
}

function withoutMentions(said: Words, me: BotIdentity): string {
  return mentionsOf(said, me).reduceRight(
    (text, { offset, length }) => `${text.slice(0, offset)} ${text.slice(offset + length)}`,
    said.text,
  );
}

function sliceOf({ text }: Words, { offset, length }: MessageEntity): string {
  return text.slice(offset, offset + length);
}

function isVerbatim({ type }: MessageEntity): boolean {
  return type === 'code' || type === 'pre' || type === 'email' || type === 'url';
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function isReplyTo(message: Message, me: BotIdentity): boolean {
  const { reply_to_message: replied } = message;
  return isReplyToSomebody(message) && replied?.from?.id === me.id && !isService(replied);
}

/** A topic's first message is its creation, which every message of the topic seems to reply to. */
function isReplyToSomebody({ reply_to_message: replied }: Message): boolean {
  return replied !== undefined && !replied.forum_topic_created;
}

/**
 * Other bots, our own inserted quotations, and posts that Telegram copies from a linked channel. Anonymous admins and
 * people who write as a channel come under a bot's name too, but with a sender chat.
 */
function isFromMachine(message: Message): boolean {
  if (message.via_bot || message.is_automatic_forward) return true;
  return message.from?.is_bot === true && !message.sender_chat;
}

/** What a person can send that is no event of the chat. */
const CONTENT =
  'text caption photo document video animation audio voice video_note sticker poll location venue contact dice game story paid_media checklist live_photo rich_message'.split(
    ' ',
  );

/** Joined, left, pinned, title changed and so on: nothing that anyone wrote. */
function isService(message: Message): boolean {
  return !CONTENT.some((field) => field in message);
}
