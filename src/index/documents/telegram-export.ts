/** A message with text. */
export interface ChatMessage {
  readonly said: string;
  readonly author: string;
  /** As in `MessagePlace`. */
  readonly clockSeconds: number;
  readonly link: string | undefined;
}

export interface Chat {
  /** Undefined for notes to oneself. */
  readonly name: string | undefined;
  readonly messages: Iterable<ChatMessage>;
}

/** As Telegram itself calls who is gone. */
const DELETED = 'Deleted Account';

const MAX_CLOCK_SECONDS = 2 ** 32 - 1;

/** Chats whose messages have addresses. */
const LINKED_TYPE = /^(?:public|private)_(?:supergroup|channel)$/u;

/**
 * The chats of an export (https://core.telegram.org/import-export): one chat, or an account's with those that it left.
 *
 * @param json what the file holds
 * @returns undefined for anything else
 */
export function chatsOf(json: unknown): readonly Chat[] | undefined {
  const root = fieldsOf(json);
  if (isChat(json)) return [chatOf(fieldsOf(json))];
  const lists = ['chats', 'left_chats'].map((name) => fieldsOf(root[name])['list']);
  if (!lists.some(Array.isArray)) return undefined;
  return lists
    .flatMap((list: unknown) => (Array.isArray(list) ? list : []))
    .filter(isChat)
    .map((chat) => chatOf(fieldsOf(chat)));
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(json: unknown): Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {};
}

function isChat(json: unknown): boolean {
  const { type, messages } = fieldsOf(json);
  return typeof type === 'string' && Array.isArray(messages);
}

function chatOf(chat: Fields): Chat {
  return { name: textIn(chat, 'name'), messages: { [Symbol.iterator]: () => messagesOf(chat) } };
}

function* messagesOf(chat: Fields): Generator<ChatMessage> {
  const linkOf = linksIn(chat);
  const messages: readonly unknown[] = Array.isArray(chat['messages']) ? chat['messages'] : [];
  for (const json of messages) {
    const message = fieldsOf(json);
    const said = saidIn(message).trim();
    if (message['type'] !== 'message' || said === '') continue;
    const author = textIn(message, 'author') ?? textIn(message, 'from') ?? DELETED;
    yield { said, author, clockSeconds: clockSecondsOf(message), link: linkOf(message['id']) };
  }
}

function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (typeof value !== 'string') return undefined;
  const line = value.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return line === '' ? undefined : line;
}

/** A message's text, its entities' markup left out, or what it asks people to vote on. */
function saidIn(message: Fields): string {
  const text = plainText(message['text']);
  const { question, answers } = fieldsOf(message['poll']);
  if (question === undefined) return text;
  const options: readonly unknown[] = Array.isArray(answers) ? answers : [];
  const lines = options.map((option) => `• ${plainText(fieldsOf(option)['text'])}`);
  return [text, plainText(question), ...lines].filter((line) => line !== '').join('\n');
}

/** A text is a string, or a list of strings and entities. */
function plainText(text: unknown): string {
  if (typeof text === 'string') return text;
  if (!Array.isArray(text)) return '';
  return text
    .map((part: unknown) => (typeof part === 'string' ? part : fieldsOf(part)['text']))
    .filter((part) => typeof part === 'string')
    .join('');
}

/** The time that the exporting person's clock showed; where it's missing, the time in UTC. */
function clockSecondsOf(message: Fields): number {
  const clock = Date.parse(`${textIn(message, 'date') ?? ''}Z`) / 1000;
  const seconds = Number.isNaN(clock) ? Number(textIn(message, 'date_unixtime')) : clock;
  return seconds >= 0 && seconds <= MAX_CLOCK_SECONDS ? Math.floor(seconds) : 0;
}

/** Only groups and channels have links; what an older group became a new one with has numbers below zero and none. */
function linksIn(chat: Fields): (message: unknown) => string | undefined {
  const username = /^@?(\w{4,32})$/u.exec(textIn(chat, 'username') ?? '')?.[1];
  const number = /^(?:-100)?([1-9]\d{0,14})$/u.exec(numeral(chat['id']))?.[1];
  const address = username ?? (number === undefined ? undefined : `c/${number}`);
  if (address === undefined || !LINKED_TYPE.test(textIn(chat, 'type') ?? ''))
    return () => undefined;
  return (message) => {
    const id = numeral(message);
    return /^[1-9]\d{0,14}$/u.test(id) ? `https://t.me/${address}/${id}` : undefined;
  };
}

function numeral(json: unknown): string {
  return typeof json === 'number' || typeof json === 'string' ? String(json) : '';
}
