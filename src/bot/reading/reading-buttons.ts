import type { InlineKeyboardButton } from 'grammy/types';
import type { Quotation } from '../../retrieval/answer.ts';
import type { SectionPart, Stretch } from '../../retrieval/reading/reader.ts';
import type { ButtonRow, UnderAnswer } from '../buttons.ts';
import type { Sentences } from '../languages/sentences.ts';
import { saveButton } from '../saved/save-button.ts';
import { copyButton } from './copying.ts';
import { type ReadingPress, writePress } from './presses.ts';

/** Reading on from an answer: around its first excerpt, or to the first one that it doesn't show. */
export function rowsUnderAnswer({ answer, shown, sentences }: UnderAnswer): ButtonRow[] {
  const [first] = shown;
  if (!first) return [];
  const hasNext = answer.excerpts.length > shown.length;
  return rowsAround(first, {
    origin: first.id,
    next: hasNext ? shown.length + 1 : undefined,
    sentences,
  });
}

interface Around {
  /** Where reading began: a citation id. */
  readonly origin: string;
  /** Number of the excerpt after this one, where there is one. */
  readonly next: number | undefined;
  readonly sentences: Sentences;
}

/** Reading on from an excerpt that is shown alone. */
export function rowsUnderExcerpt(quotation: Quotation, around: Around): ButtonRow[] {
  return [...rowsAround(quotation, around), [saveThis(quotation, around), backButton(around)]];
}

/** Reading on from a stretch of the text, nowhere beyond the document's ends. */
export function rowsUnderStretch(
  { quotation, isFirst, isLast }: Stretch,
  around: Omit<Around, 'next'>,
): ButtonRow[] {
  const rows = rowsAround(quotation, { ...around, next: undefined }, { isFirst, isLast });
  const back = quotation.id === around.origin ? [] : [backButton(around)];
  return [...rows, [saveThis(quotation, around), ...back]];
}

/** The parts before and after one of a section. */
export function rowsUnderPart(
  { quotation, part, parts }: SectionPart,
  { origin, sentences }: Omit<Around, 'next'>,
): ButtonRow[] {
  const { previousPart, nextPart } = sentences.reading;
  const turn = (to: number, text: string): InlineKeyboardButton =>
    button(text, { act: 'section', part: to, at: quotation.firstId, origin });
  return [
    [
      ...(part > 1 ? [turn(part - 1, previousPart(part - 1))] : []),
      ...(part < parts ? [turn(part + 1, nextPart(part + 1))] : []),
    ],
    [backButton({ origin, sentences })],
  ];
}

function rowsAround(
  quotation: Quotation,
  { origin, next, sentences }: Around,
  { isFirst, isLast } = { isFirst: false, isLast: false },
): ButtonRow[] {
  const { firstId, lastId, id } = quotation;
  const { reading } = sentences;
  return [
    [
      ...(isFirst ? [] : [button(reading.before, { act: 'before', edge: firstId, origin })]),
      ...(isLast ? [] : [button(reading.after, { act: 'after', edge: lastId, origin })]),
      copyButton(quotation, sentences),
    ],
    [
      button(reading.section, { act: 'section', part: 0, at: id, origin }),
      ...(next === undefined
        ? []
        : [button(reading.next, { act: 'excerpt', number: next, origin })]),
    ],
  ];
}

function saveThis(
  { id }: Quotation,
  { sentences }: Pick<Around, 'sentences'>,
): InlineKeyboardButton {
  return saveButton(sentences, id);
}

function backButton({ origin, sentences }: Omit<Around, 'next'>): InlineKeyboardButton {
  return button(sentences.reading.back, { act: 'back', origin });
}

function button(text: string, press: ReadingPress): InlineKeyboardButton {
  return { text, callback_data: writePress(press) };
}
