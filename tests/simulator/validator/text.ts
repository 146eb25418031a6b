import type { TelegramMessageEntity } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { countCodePoints } from '../world/code-points.ts';

/** "1-4096 characters after entities parsing", in code points: measured by FerroxLabs/wayland#934 (telegram.md §2.1). */
export const MAX_TEXT_CHARS = 4096;
/** https://core.telegram.org/bots/api#senddocument */
export const MAX_CAPTION_CHARS = 1024;
/** Bytes, before parsing (Client.cpp, get_formatted_text). */
const MAX_RAW_BYTES = 32_768;
/** Further ones are ignored, so that the reader sees less than was meant (telegram.md §2.1). */
const MAX_ENTITIES = 100;
/** Shown as blanks. */
// oxlint-disable-next-line eslint/no-control-regex
const CONTROL = /[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g;
/** Carriage return, line and direction marks, and combining lines: removed. All are one UTF-16 unit long. */
const DROPPED = /\r|[\u2028-\u202e]|\u0333|\u033f|\u030a/g;

/** A text as the server keeps it: checked, and without blank ends. */
export interface CheckedText {
  readonly text: string;
  readonly entities: readonly TelegramMessageEntity[];
}

/** What a text field may be; `parse_mode` is refused, since this project sends entities only. */
export interface TextRequest {
  readonly text: string;
  readonly entities: readonly TelegramMessageEntity[] | undefined;
  readonly parseMode: string | undefined;
  readonly maxChars: number;
}

/** Checks a text and its entities as the server does, and more strictly: what it would repair silently is refused. */
export function checkText(request: TextRequest): CheckedText {
  if (request.parseMode !== undefined) {
    throw badRequest('parse_mode is not simulated: send entities');
  }
  const entities = request.entities ?? [];
  if (Buffer.byteLength(request.text) > MAX_RAW_BYTES) throw badRequest('message is too long');
  checkCharacters(request.text);
  for (const entity of entities) checkEntity(request.text, entity);
  checkNesting(entities);
  if (entities.length > MAX_ENTITIES) {
    throw badRequest(`${entities.length} entities, but only ${MAX_ENTITIES} are shown`);
  }
  const checked = clean(request.text, entities);
  if (countCodePoints(checked.text) > request.maxChars) throw badRequest('message is too long');
  return checked;
}

/** As {@link checkText}, for texts that may not be empty. */
export function checkMessageText(request: TextRequest): CheckedText {
  const checked = checkText(request);
  if (checked.text === '') throw badRequest('message text is empty');
  return checked;
}

function checkCharacters(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw badRequest('strings must be encoded in UTF-8');
}

function checkEntity(text: string, entity: TelegramMessageEntity): void {
  const { type, offset, length } = entity;
  const end = offset + length;
  const where = `entity "${type}" at UTF-16 offset ${offset}`;
  if (offset < 0 || length <= 0) throw badRequest(`${where} has length ${length}`);
  if (end > text.length) {
    throw badRequest(`${where} ends at ${end}, after the end of the text at ${text.length}`);
  }
  if (splitsPair(text, offset) || splitsPair(text, end)) {
    throw badRequest(`${where} splits a surrogate pair`);
  }
  checkAttributes(entity, where);
}

function splitsPair(text: string, position: number): boolean {
  return /^[\udc00-\udfff]/.test(text.slice(position, position + 1)) && position > 0;
}

function checkAttributes(entity: TelegramMessageEntity, where: string): void {
  if (entity.type === 'text_link' && !/^(https?|tg):\/\/\S+$|^mailto:\S+$/.test(entity.url ?? '')) {
    throw badRequest(`${where} has no usable URL`);
  }
  if (entity.type === 'text_mention' && entity.user === undefined) {
    throw badRequest(`${where} has no user`);
  }
}

/**
 * "If two entities have common characters, then either they are fully contained inside each other or …": pre and code
 * hold nothing, block quotations don't nest: https://core.telegram.org/bots/api#formatting-options
 */
function checkNesting(entities: readonly TelegramMessageEntity[]): void {
  const ordered = entities.toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length || Number(isQuote(b)) - Number(isQuote(a)),
  );
  const open: TelegramMessageEntity[] = [];
  for (const entity of ordered) {
    while (open.length > 0 && endOf(open.at(-1)) <= entity.offset) open.pop();
    for (const outer of open) checkInside(entity, outer);
    open.push(entity);
  }
}

function checkInside(inner: TelegramMessageEntity, outer: TelegramMessageEntity): void {
  const pair = `entity "${inner.type}" at UTF-16 offset ${inner.offset} and "${outer.type}" at ${outer.offset}`;
  if (endOf(inner) > endOf(outer)) throw badRequest(`${pair} overlap in part`);
  const isOpaque = outer.type === 'code' || outer.type === 'pre';
  if (isOpaque || (isQuote(inner) && isQuote(outer))) throw badRequest(`${pair} can't be nested`);
}

/** Of two entities over the same text a quotation is the outer one (td/telegram/MessageEntity.cpp, get_type_priority). */
function isQuote({ type }: TelegramMessageEntity): boolean {
  return type.endsWith('blockquote');
}

function endOf(entity: TelegramMessageEntity | undefined): number {
  return entity === undefined ? 0 : entity.offset + entity.length;
}

/**
 * The server makes control characters blank, drops a few characters, removes blank ends and moves the entities along
 * (td/telegram/MessageEntity.cpp, clean_input_string_with_entities and fix_formatted_text).
 */
function clean(text: string, entities: readonly TelegramMessageEntity[]): CheckedText {
  const visible = text.replaceAll(CONTROL, ' ');
  const lead = visible.length - visible.trimStart().length;
  const end = visible.trimEnd().length;
  const droppedBefore = (position: number): number =>
    [...visible.slice(lead, Math.max(lead, position)).matchAll(DROPPED)].length;
  const moved = (position: number): number => {
    const inside = Math.min(Math.max(position, lead), Math.max(lead, end));
    return inside - lead - droppedBefore(inside);
  };
  return {
    text: visible.trim().replaceAll(DROPPED, ''),
    entities: entities.flatMap((entity) => {
      const offset = moved(entity.offset);
      const length = moved(endOf(entity)) - offset;
      return length > 0 ? [{ ...entity, offset, length }] : [];
    }),
  };
}
