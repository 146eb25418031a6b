import { type CanonicalText, startText } from './canonical-text.ts';
import { decodeText } from './encoding.ts';
import { type Chat, chatsOf, type ChatMessage } from './telegram-export.ts';
import type { DocumentReader, Unreadable } from './reading.ts';
import { titleOfName } from './title.ts';

const NO_EXPORT: Unreadable = {
  reason:
    "is no chat history: of .json files, only the result.json that Telegram Desktop's “Export chat history” writes is read",
};

/** Telegram Desktop's exported chats: a message is a paragraph, its author, date and link are its place. */
export const telegramHistoryReader: DocumentReader = {
  endings: ['.json'],
  read: async (bytes, name) => {
    const json = decodeText(bytes);
    if (typeof json !== 'string') return json;
    const chats = chatsOf(parsed(json));
    if (chats === undefined) return NO_EXPORT;
    const text = startText();
    for (const chat of chats) addChat(text, chat, chats.length > 1);
    const reading = text.finish(titleOf(chats) ?? titleOfName(name, ''));
    return 'reason' in reading ? { reason: 'has no messages with text' } : reading;
  },
};

/** `undefined` is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function titleOf([chat, ...others]: readonly Chat[]): string | undefined {
  return others.length === 0 ? chat?.name : undefined;
}

function addChat(text: CanonicalText, { name, messages }: Chat, isOneOfMany: boolean): void {
  let isNamed = !isOneOfMany || name === undefined;
  for (const message of messages) {
    if (!isNamed) text.heading(1, name ?? '');
    isNamed = true;
    addMessage(text, message);
  }
}

function addMessage(text: CanonicalText, { said, author, clockSeconds, link }: ChatMessage): void {
  text.mark({ kind: 'message', author, clockSeconds, link });
  for (const block of said.split(/\n[^\S\n]*\n/u)) text.paragraph(block);
}
