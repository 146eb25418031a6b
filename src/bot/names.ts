import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';

/** What Telegram turns into a mention: https://github.com/tdlib/td, MessageEntity.cpp, find_mentions. */
const NAME = /(?<![\p{L}\p{N}_@])@\w{2,}/gu;

/** Names marked one by one; a text with more gets one mark from the first to the last, to stay below 100 entities. */
const MAX_SINGLE_NAMES = 20;

/**
 * A quoted `@name` must not ring its owner's phone. Telegram looks for no names inside code, so each becomes code: its
 * characters stay as they are, and with them the quotation.
 */
export function silenceNames(message: FormattedString): FormattedString {
  const names = [...message.text.matchAll(NAME)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const marks = names.length > MAX_SINGLE_NAMES ? quoteWise(names, message.entities) : names;
  if (marks.length === 0) return message;
  const others = message.entities.flatMap((entity) => without(entity, marks));
  const code = marks.map(({ start, end }): MessageEntity => ({
    type: 'code',
    offset: start,
    length: end - start,
  }));
  const entities = [...others, ...code].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return new FormattedString(message.text, entities);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** One mark per quotation and per stretch between quotations, since an entity must not cross the end of another. */
function quoteWise(names: readonly Range[], entities: readonly MessageEntity[]): Range[] {
  const edges = entities
    .filter(({ type }) => type === 'expandable_blockquote' || type === 'blockquote')
    .flatMap(({ offset, length }) => [offset, offset + length]);
  const stretches = new Map<number, Range>();
  for (const name of names) {
    const stretch = edges.filter((edge) => edge <= name.start).length;
    const first = stretches.get(stretch)?.start ?? name.start;
    stretches.set(stretch, { start: first, end: name.end });
  }
  return [...stretches.values()];
}

/** Bold text and links may not overlap code: they are interrupted there. Quotations may hold code. */
function without(entity: MessageEntity, marks: readonly Range[]): MessageEntity[] {
  if (entity.type !== 'bold' && entity.type !== 'text_link') return [entity];
  const end = entity.offset + entity.length;
  const inside = marks.filter((mark) => mark.end > entity.offset && mark.start < end);
  const edges = [entity.offset, ...inside.flatMap((mark) => [mark.start, mark.end]), end];
  const pieces: MessageEntity[] = [];
  for (let at = 0; at < edges.length; at += 2) {
    const [from = end, to = end] = edges.slice(at, at + 2);
    if (from < to) pieces.push({ ...entity, offset: from, length: to - from });
  }
  return pieces;
}
