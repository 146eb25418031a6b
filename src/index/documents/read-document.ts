import { createHash } from 'node:crypto';
import { keepPace } from '../library/pace.ts';
import type { Span } from '../span.ts';
import type { Document, Paragraph, Sentence } from './document.ts';
import { type CountTokens, fitSentences } from './fit-sentences.ts';
import { languageOf } from './language.ts';
import { PASSAGE_SIZE, type PassageSize, passagesOf } from './passages.ts';
import { READABLE_ENDINGS, readerOf } from './readers.ts';
import type { Reading, Unreadable } from './reading.ts';
import { splitSentences } from './sentences.ts';
import { structureOf } from './structure.ts';
import { titleOf } from './title.ts';

/** What documents are measured with; `Embedder` is one. */
export interface TokenMeasure {
  /** Most tokens of a passage's context and sentences together. */
  readonly passageTokens: number;
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
}

/** Most tokens of a sentence: one that is longer (a list without full stops, say) is parted at its clauses. */
const MAX_SENTENCE_TOKENS = 240;

/** Thai, Lao, Khmer and Burmese put spaces between clauses and mark (nearly) no ends of sentences. */
const UNMARKED: ReadonlySet<string> = new Set(['th', 'lo', 'km', 'my']);

/** Most tokens between two spaces that are taken for a sentence where none is marked: two usual sentences. */
const SPAN_TOKENS = 60;

/** Share of what the embedder takes that is left to a passage's context. */
const CONTEXT_SHARE = 0.2;

/** A file's document, or why there is none. */
export async function readDocument(
  bytes: Uint8Array,
  id: string,
  measure: TokenMeasure,
  size: PassageSize = PASSAGE_SIZE,
): Promise<Document | Unreadable> {
  const reader = readerOf(id);
  if (reader === undefined)
    return { reason: `has a format that can't be read; can be: ${READABLE_ENDINGS.join(', ')}` };
  const reading = await reader.read(bytes, id);
  if ('reason' in reading) return reading;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return documentOf(reading, { id, sha256 }, measure, size);
}

/** The document of a reading: its structure found, its sentences told apart, counted and gathered to passages. */
async function documentOf(
  reading: Reading,
  file: { readonly id: string; readonly sha256: string },
  measure: TokenMeasure,
  size: PassageSize,
): Promise<Document> {
  const { text, pageStarts, marks = [] } = reading;
  const language = languageOf(text);
  const title = titleOf(reading, file.id);
  const { sections, paragraphs } = structureOf(reading, title, language);
  const maxTokens = Math.max(
    1,
    Math.min(size.maxTokens, Math.floor(measure.passageTokens * (1 - CONTEXT_SHARE))),
  );
  const sentences = await sentencesOf(text, paragraphs, {
    language,
    limit: Math.min(maxTokens, UNMARKED.has(language) ? SPAN_TOKENS : MAX_SENTENCE_TOKENS),
    countTokens: (texts) => measure.countTokens(texts),
  });
  // A row says all that it says; two of them together would be about nothing in particular.
  const joinBelowTokens = marks[0]?.kind === 'row' ? 0 : size.joinBelowTokens;
  const passages = passagesOf(
    text,
    { paragraphs, sentences },
    { ...size, maxTokens, joinBelowTokens },
  );
  return {
    ...file,
    title: title.title,
    language,
    text,
    sections,
    pageStarts,
    marks,
    paragraphs,
    sentences,
    passages,
  };
}

async function sentencesOf(
  text: string,
  paragraphs: readonly Paragraph[],
  settings: {
    readonly language: string;
    readonly limit: number;
    readonly countTokens: CountTokens;
  },
): Promise<Sentence[]> {
  const { language, limit, countTokens } = settings;
  const spans: Span[] = [];
  const pace = keepPace();
  for (const paragraph of paragraphs) {
    for (const span of splitSentences(text, paragraph, language)) {
      spans.push(span);
      await pace();
    }
  }
  const counted = await fitSentences(text, spans, limit, countTokens);
  let paragraph = 0;
  return counted.map(({ start, end, tokens }) => {
    while (start >= (paragraphs[paragraph]?.end ?? Infinity)) paragraph++;
    return { start, end, tokens, paragraph };
  });
}
