import type { OpenBuild } from './open-build.ts';
import { keepPace } from './pace.ts';
import { passageTermsKey } from './passage-terms.ts';
import type { Texts } from './passage-text.ts';
import { type PassagePostings, byPassage, decodePostings } from './postings.ts';

/** @returns a function that finds what a build's word index holds of the same passage */
export async function previousWords(
  previous: OpenBuild,
  texts: Texts,
): Promise<(position: number) => PassagePostings | undefined> {
  const pace = keepPace();
  const { library, words } = previous;
  const positions = new Map<string, number>();
  for (let position = 0; position < library.passageCount; position += 1) {
    positions.set(passageTermsKey(library, position), position);
    await pace();
  }
  const postingsOf = byPassage(decodePostings(words));
  return (position) => {
    const there = positions.get(passageTermsKey(texts, position));
    return there === undefined ? undefined : postingsOf(there);
  };
}
