import type { Library } from '../index/library/library.ts';

/** A sentence with those before and after it, as far as they are of the same paragraph; positions in reading order. */
export function neighbourhood(library: Library, sentence: number): number[] {
  const { document, paragraph } = library.sentence(sentence);
  return [sentence - 1, sentence, sentence + 1].filter((position) => {
    if (position < 0 || position >= library.sentenceCount) return false;
    const other = library.sentence(position);
    return other.document === document && other.paragraph === paragraph;
  });
}
