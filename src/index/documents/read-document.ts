import { createHash } from 'node:crypto';
import { keepPace } from '../library/pace.ts';
import type { Span } from '../span.ts';
import type { Document, Paragraph, Sentence } from './document.ts';
import { type CountTokens, fitSentences } from './fit-sentences.ts';
import { type Outline, readOutline } from './outline.ts';
import { PASSAGE_SIZE, type PassageSize, passagesOf } from './passages.ts';
import type { Unreadable } from './reading.ts';
import { splitSentences } from './sentences.ts';

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
  const outline = await readOutline(bytes, id);
  if ('reason' in outline) return outline;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return documentOf(outline, { id, sha256 }, measure, size);
}

/** The document of an outline: its sentences told apart, counted and gathered to passages. */
export async function documentOf(
  outline: Outline,
  file: { readonly id: string; readonly sha256: string },
  measure: TokenMeasure,
  size: PassageSize = PASSAGE_SIZE,
): Promise<Document> {
  const { text, language, paragraphs, marks } = outline;
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
  return { ...file, ...outline, sentences, passages };
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
