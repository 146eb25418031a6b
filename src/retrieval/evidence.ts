import { languageOf } from '../index/documents/language.ts';
import type { Library } from '../index/library/library.ts';
import { termsOf } from '../index/library/words.ts';
import { deniesAlone, missesNumber, opposes } from './contradictions.ts';
import { neighbourhood } from './neighbourhood.ts';
import type { RankedSentence, Ranking } from './ranking.ts';

/** What speaks for and against the best sentence, for the decision. Nothing in it grows with the library. */
export interface Evidence {
  /** `RankedSentence.score` of the best sentence, about 35..75. */
  readonly score: number;
  /** `RankedSentence.matchNear` of the best sentence, -1..1. */
  readonly matchNear: number;
  /** `Ranking.matchAnywhere`, -1..1, at least `matchNear`. */
  readonly matchAnywhere: number;
  /** The question's language is known and none of the library's. */
  readonly isCrossLingual: boolean;
  /** Share of the question's names (capitalised words but the first) that neither passage nor title has, 0..1. */
  readonly missingNames: number;
  readonly missesNumber: boolean;
  readonly deniesAlone: boolean;
  readonly opposes: boolean;
}

/** Evidence about the first of the ranked sentences, `best`. */
export function evidenceFor(
  library: Library,
  question: string,
  { matchAnywhere }: Pick<Ranking, 'matchAnywhere'>,
  best: RankedSentence,
): Evidence {
  const language = languageOf(question);
  const isCrossLingual = language !== 'und' && !languagesOf(library).has(language);
  const near = neighbourhood(library, best.sentence)
    .map((sentence) => sentenceText(library, sentence))
    .join(' ');
  const isEnglish = language === 'en' && !isCrossLingual;
  return {
    score: best.score,
    matchNear: best.matchNear,
    matchAnywhere,
    isCrossLingual,
    missingNames: isCrossLingual ? 0 : missingNames(library, question, best),
    missesNumber: missesNumber(question, near),
    deniesAlone: isEnglish && deniesAlone(question, sentenceText(library, best.sentence)),
    opposes: isEnglish && opposes(question, near),
  };
}

function languagesOf(library: Library): Set<string> {
  return new Set(library.documents.map(({ language }) => language));
}

function sentenceText(library: Library, position: number): string {
  const sentence = library.sentence(position);
  return library.text(sentence.document, sentence);
}

/** Words are compared by their stems in the document's language. */
function missingNames(library: Library, question: string, { candidate }: RankedSentence): number {
  const { place } = candidate;
  const document = library.documents[place.document];
  const language = document?.language ?? 'und';
  const names = namesOf(question).flatMap((name) => termsOf(name, language));
  if (names.length === 0) return 0;
  const span = {
    start: library.sentence(place.firstSentence).start,
    end: library.sentence(place.endSentence - 1).end,
  };
  const text = `${document?.title ?? ''}\n${library.text(place.document, span)}`;
  const there = new Set(termsOf(text, language));
  return names.filter((name) => !there.has(name)).length / names.length;
}

/** Capitalised words; the first one is a capital letter's in any sentence. */
function namesOf(question: string): string[] {
  const words = question.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu) ?? [];
  return words.slice(1).filter((word) => /^\p{Lu}/u.test(word));
}
