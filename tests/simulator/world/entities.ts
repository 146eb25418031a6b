import type { TelegramMessageEntity } from '@gramio/types';

interface Rule {
  readonly type: TelegramMessageEntity['type'];
  readonly pattern: RegExp;
}

/**
 * What Telegram finds in a plain text by itself; offsets are UTF-16 units (https://core.telegram.org/api/entities).
 * The patterns follow the comments in tdlib's td/telegram/MessageEntity.cpp (match_mentions, match_bot_commands,
 * match_hashtags, match_cashtags); addresses are simplified to those with a scheme or a well-known ending.
 * Order matters: what is found first keeps its place.
 */
const RULES: readonly Rule[] = [
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@])/giu },
  {
    type: 'url',
    pattern:
      /(?<![\w@])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|ru|me|info|eu)\b(?:\/[^\s<>"]*)?)/giu,
  },
  {
    type: 'bot_command',
    pattern:
      /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu,
  },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?![\p{L}\p{N}_])/gu },
  {
    type: 'hashtag',
    pattern:
      /(?<![\p{L}\p{N}_\u200c])#(?=[\p{N}_\u200c]*\p{L})[\p{L}\p{N}_\u200c]{1,256}(?![\p{L}\p{N}_\u200c]*#)/gu,
  },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu },
];

/** Entities that leave no place for found ones inside them. */
const OPAQUE: ReadonlySet<string> = new Set(['code', 'pre', 'text_link', 'text_mention']);

/** The entities of a text: those that its author set, and those that Telegram finds beside them. */
export function withFoundEntities(
  text: string,
  given: readonly TelegramMessageEntity[] = [],
): TelegramMessageEntity[] {
  const taken = given.filter(({ type }) => OPAQUE.has(type));
  const found: TelegramMessageEntity[] = [];
  for (const { type, pattern } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: trimmedLength(type, match[0]) };
      if (![...taken, ...found].some((other) => overlaps(entity, other))) found.push(entity);
    }
  }
  return [...given, ...found].toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

/** Marks at the end of an address belong to the sentence around it. */
function trimmedLength(type: string, matched: string): number {
  return type === 'url' ? matched.replace(/[.,;:!?)\]'»]+$/u, '').length : matched.length;
}

interface Stretch {
  readonly offset: number;
  readonly length: number;
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
