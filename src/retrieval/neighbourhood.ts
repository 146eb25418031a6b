import type { Library } from '../index/library/library.ts';

/** A sentence with those before and after it, as far as they are of the same paragraph; positions in reading order. */
export function neighbourhood(library: Library, sentence: number): number[] {
  const { document, paragraph } = library.sentence(sentence);
  return [sentence - 1, sentence, sentence + 1].filter(
    (position) =>
      isSentenceOf(library, document, position) &&
      library.sentence(position).paragraph === paragraph,
  );
}

/** Whether a position is one of a document's sentences. */
export function isSentenceOf(library: Library, document: number, position: number): boolean {
  const { firstSentence = 0, endSentence = 0 } = library.documents[document] ?? {};
  return position >= firstSentence && position < endSentence;
}
