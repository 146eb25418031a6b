import { languageOf } from '../index/documents/language.ts';
import type { Library } from '../index/library/library.ts';
import { termsOf } from '../index/library/words.ts';
import { asksCount, asksTime, hasNewNumber } from './answer-types.ts';
import { deniesAlone, missesNumber, numbersOf, opposes } from './contradictions.ts';
import { neighbourhood } from './neighbourhood.ts';
import { quotedPhrases } from './phrases.ts';
import type { RankedSentence, Ranking } from './ranking.ts';

/** What speaks for and against the best sentence, by name; what the decision is made of. */
export const SIGNS = [
  /** Score of the best sentence, less 50, by 10: about -1.5..2.5. */
  'score',
  /** Of the question's tokens near the best sentence, and anywhere among the ranked ones: see `TokenMatcher`, -1..1. */
  'matchNear',
  'matchAnywhere',
  /** 1 when the question's language is known and none of the library's. */
  'across',
  /** The same two where it is so, else 0. */
  'acrossScore',
  'acrossMatchAnywhere',
  /** Share of the question's names (capitalised words but the first) that neither passage nor title has, 0..1. */
  'missingNames',
  /** 1 when it is so: see contradictions.ts. */
  'missesNumber',
  'deniesAlone',
  'opposes',
  /** Of the best sentence, as `RankSigns`; `sentence`: its cosine similarity. */
  'passage',
  'sentence',
  'sameTokens',
  /** 1 when the question has a number: if it is there, little else can be meant. */
  'hasNumber',
  /** 1 when a time or a number is asked for and no new number is near: see answer-types.ts. */
  'lacksTime',
  'lacksCount',
  /** 1 when the question quotes a phrase and the best sentence has none of its phrases; 0 across languages. */
  'missesPhrase',
] as const;
export type Sign = (typeof SIGNS)[number];

/** A number for each sign. None grows with the library. */
export type Evidence = Readonly<Record<Sign, number>>;

/** Evidence about the first of the ranked sentences, `best`. */
export function evidenceFor(
  library: Library,
  question: string,
  { matcher }: Pick<Ranking, 'matcher'>,
  best: RankedSentence,
): Evidence {
  const language = languageOf(question);
  const across = language !== 'und' && !languagesOf(library).has(language);
  const near = neighbourhood(library, best.sentence)
    .map((sentence) => sentenceText(library, sentence))
    .join(' ');
  const isEnglish = language === 'en' && !across;
  const score = (best.score - 50) / 10;
  const { matchNear, passage, sameTokens } = best.signs;
  const matchAnywhere = matcher.matchAnywhere();
  return {
    score,
    matchNear,
    matchAnywhere,
    across: Number(across),
    acrossScore: across ? score : 0,
    acrossMatchAnywhere: across ? matchAnywhere : 0,
    missingNames: across ? 0 : missingNames(library, question, best),
    missesNumber: Number(missesNumber(question, near)),
    deniesAlone: Number(isEnglish && deniesAlone(question, sentenceText(library, best.sentence))),
    opposes: Number(isEnglish && opposes(question, near)),
    passage,
    sameTokens,
    sentence: best.similarity,
    hasNumber: Number(numbersOf(question).length > 0),
    lacksTime: Number(asksTime(question) && !hasNewNumber(question, near)),
    lacksCount: Number(asksCount(question) && !hasNewNumber(question, near)),
    missesPhrase: Number(!across && best.phrases === 0 && quotedPhrases(question).length > 0),
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
