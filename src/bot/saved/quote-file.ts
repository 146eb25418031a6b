import type { Quotation } from '../../retrieval/answer.ts';
import type { AskedQuestion } from '../asked.ts';
import { citationLink } from '../deep-links.ts';
import { wellFormed } from '../label.ts';
import { type Citing, renderCitation } from '../rendering.ts';
import { markdownLine, markdownQuote } from './markdown.ts';
import type { SavedQuote } from './saved-book.ts';

/** A saved quote, and whether its document says something else now. */
export interface CheckedQuote extends SavedQuote {
  readonly isChanged: boolean;
}

/** Somebody's quotes as Markdown: each with its place, the day of saving, and a link that opens it. */
export function quotesAsMarkdown(quotes: readonly CheckedQuote[], citing: Citing): string {
  const { quotesTitle, savedOn, changed } = citing.sentences.saved;
  const blocks = quotes.map(({ quotation, savedMs, isChanged }) => {
    const note = isChanged ? ` (${markdownLine(changed)})` : '';
    return [
      markdownQuote(wellFormed(quotation.text)),
      `${placeOf(quotation, citing)}${note}  \n${markdownLine(savedOn(dayOf(savedMs)))}`,
    ].join('\n\n');
  });
  return fileOf(quotesTitle, blocks);
}

/** The answers of a chat as Markdown, oldest first. */
export function answersAsMarkdown(answers: readonly AskedQuestion[], citing: Citing): string {
  const blocks = answers.map(({ question, shown, askedMs }) =>
    [
      `## ${dayOf(askedMs)}: ${markdownLine(wellFormed(question))}`,
      ...shown.flatMap((quotation) => [
        markdownQuote(wellFormed(quotation.text)),
        placeOf(quotation, citing),
      ]),
    ].join('\n\n'),
  );
  return fileOf(citing.sentences.saved.answersTitle, blocks);
}

function fileOf(title: string, blocks: readonly string[]): string {
  return `${[`# ${markdownLine(title)}`, ...blocks].join('\n\n')}\n`;
}

function placeOf(quotation: Quotation, { sentences, botName }: Citing): string {
  const words = renderCitation(quotation, { sentences, botName: '' }).text;
  const place = markdownLine(words.replaceAll(ISOLATES, ''));
  const url = citationLink(botName, quotation.id);
  return url === undefined ? place : `[${place}](${url})`;
}

/** They steer the direction of text in a message; in a file they are in the way. */
const ISOLATES = /[\u2068\u2069]/gu;

/** In UTC: `2026-11-27`. */
function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
