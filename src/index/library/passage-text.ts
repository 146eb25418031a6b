import { createHash } from 'node:crypto';
import type { EmbeddingModel, PassageText } from '../embedding/embedder.ts';
import type { Span } from '../span.ts';
import type { LibraryPassage, LibrarySentence, PassagePlace } from './library.ts';
import type { DocumentEntry } from './tables.ts';

/** What of a library is needed to write a passage out: texts and tables, finished or not. */
export interface Texts {
  readonly documents: readonly Pick<DocumentEntry, 'title' | 'language' | 'sections'>[];
  sentence(position: number): LibrarySentence;
  passage(position: number): LibraryPassage;
  text(document: number, span: Span): string;
}

/** What the embedder is given for a passage: its first place speaks for all. */
export function passageText(texts: Texts, passage: number): PassageText {
  const place = firstPlace(texts.passage(passage));
  const title = texts.documents[place.document]?.title ?? '';
  return {
    title,
    context: contextOf({
      title,
      headings: headingsOf(texts, place),
      question: questionOf(texts, place),
    }),
    sentences: sentencesOf(texts, place),
  };
}

export function firstPlace(passage: LibraryPassage): PassagePlace {
  const place = passage.places[0];
  if (place === undefined) throw new RangeError('A passage without a place');
  return place;
}

export function sentencesOf(texts: Texts, { firstSentence, endSentence }: PassagePlace): string[] {
  return Array.from({ length: endSentence - firstSentence }, (_, ordinal) => {
    const sentence = texts.sentence(firstSentence + ordinal);
    return texts.text(sentence.document, sentence);
  });
}

/** Headings that lead to a passage, outermost first. */
export function headingsOf(texts: Texts, place: PassagePlace): readonly string[] {
  const { document, section } = texts.sentence(place.firstSentence);
  return texts.documents[document]?.sections[section]?.headings ?? [];
}

/** The text of the question that a passage answers; empty where there is none, and where the passage begins with it. */
export function questionOf(texts: Texts, place: PassagePlace): string {
  if (place.question === undefined || standsIn(place.question, place)) return '';
  const first = texts.sentence(place.question.start);
  const last = texts.sentence(place.question.end - 1);
  return texts.text(place.document, { start: first.start, end: last.end });
}

/** Whether a question is among the sentences of the passage that answers it. */
export function standsIn(
  question: Span,
  passage: { readonly firstSentence: number; readonly endSentence: number },
): boolean {
  return question.start >= passage.firstSentence && question.end <= passage.endSentence;
}

/** Title, headings and question as one text; a heading that only repeats the title is left out. */
function contextOf(parts: {
  readonly title: string;
  readonly headings: readonly string[];
  readonly question: string;
}): string {
  const { title, headings, question } = parts;
  return [title, ...headings.filter((heading) => heading !== title), question]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (/[\p{P}\p{S}]$/u.test(part) ? part : `${part}.`))
    .join(' ');
}

/**
 * Names the embedding of a passage: equal names, equal vectors. Holds over builds, so that an unchanged passage isn't
 * embedded again.
 *
 * @returns SHA-256, hexadecimal
 */
export function embeddingKey(model: EmbeddingModel, text: PassageText): string {
  return sha256Of([model.sha256, text.title, text.context, ...text.sentences]);
}

/**
 * Names a passage: places with equal names hold the same passage. Its question and headings belong to it ("Yes." to
 * two questions is two passages), the document's title doesn't, so that copies of a file meet.
 */
export function passageName(
  question: string,
  headings: readonly string[],
  sentences: readonly string[],
): string {
  return sha256Of([question, JSON.stringify(headings), ...sentences]);
}

/** The name of a passage by what its first place says; all places say the same. */
export function passageNameOf(texts: Texts, passage: number): string {
  const place = firstPlace(texts.passage(passage));
  return passageName(questionOf(texts, place), headingsOf(texts, place), sentencesOf(texts, place));
}

function sha256Of(texts: readonly string[]): string {
  // UTF-16, since lone surrogates would all be one in UTF-8; JSON keeps the texts apart.
  return createHash('sha256').update(JSON.stringify(texts), 'utf16le').digest('hex');
}
