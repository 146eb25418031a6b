import type { Excerpt } from '../../retrieval/answer.ts';
import type {
  NoFurther,
  ReadingOptions,
  SectionPart,
  Stretch,
  Unreadable,
} from '../../retrieval/reading/reader.ts';
import type { Shown } from '../answered.ts';
import { keyboardOf } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import type { ReadingWords } from '../languages/reading-words.ts';
import { renderReading } from '../rendering.ts';
import { citing } from '../showing.ts';
import { rowsUnderExcerpt, rowsUnderPart, rowsUnderStretch } from './reading-buttons.ts';

/** A stretch of a document. @param origin citation id of the excerpt that reading began at; this one's own, unless told */
export function stretchView(ctx: BotContext, stretch: Stretch, origin?: string): Shown {
  const { sentences } = ctx;
  const { quotation } = stretch;
  return {
    message: renderReading(quotation, citing(ctx), undefined),
    buttons: keyboardOf(rowsUnderStretch(stretch, { origin: origin ?? quotation.id, sentences })),
  };
}

/** A part of a section. */
export function partView(ctx: BotContext, part: SectionPart, origin: string): Shown {
  const { sentences } = ctx;
  const above = part.parts === 1 ? undefined : sentences.reading.part(part.part, part.parts);
  return {
    message: renderReading(part.quotation, citing(ctx), above),
    buttons: keyboardOf(rowsUnderPart(part, { origin, sentences })),
  };
}

/** One excerpt of an answer alone. `number`: from 1; `hasNext`: the answer has another one after it. */
export function excerptView(
  ctx: BotContext,
  excerpt: Excerpt,
  { number, hasNext }: { readonly number: number; readonly hasNext: boolean },
): Shown {
  const { sentences } = ctx;
  const next = hasNext ? number + 1 : undefined;
  return {
    message: renderReading(excerpt, citing(ctx), sentences.reading.excerpt(number)),
    buttons: keyboardOf(rowsUnderExcerpt(excerpt, { origin: excerpt.id, next, sentences })),
  };
}

/** Why there is nothing to show. */
export function whyNot(
  { kind }: Unreadable,
  words: Pick<ReadingWords, 'changed' | 'gone' | 'notShown' | 'badLink'>,
): string {
  switch (kind) {
    case 'changed':
      return words.changed;
    case 'document-gone':
      return words.gone;
    case 'not-shown':
      return words.notShown;
    case 'not-a-citation':
      return words.badLink;
  }
}

/** Whether something stands there. */
export function isThere<T extends Stretch | SectionPart>(
  read: T | Unreadable | NoFurther,
): read is T {
  return read.kind === 'stretch' || read.kind === 'section-part';
}

/** Which documents may be read in an update's chat. */
export function seenIn({ mayQuote }: BotContext): ReadingOptions {
  return { mayQuote };
}
