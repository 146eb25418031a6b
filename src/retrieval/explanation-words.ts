import type { Doubt, ExplainedExcerpt, ExplainedReading, Explanation } from './explanation.ts';

/** What an explanation says in one language. Shares arrive in per cent, similarities as they are. */
export interface ExplanationWords {
  readonly found: (onSubject: number, answers: number) => string;
  readonly closest: (onSubject: number, needed: number) => string;
  readonly nothing: (onSubject: number, needed: number) => string;
  /** A follow-up that is shown as uncertain since nothing was found for it alone. */
  readonly doubtful: string;
  readonly uncalibrated: string;
  /** How the question was understood, where it was searched for in several ways. */
  readonly understood: Readonly<Record<ExplainedReading['meant'], (question: string) => string>>;
  /** Another way in which it was searched for, and how good the answer was. */
  readonly otherwise: Readonly<Record<ExplainedReading['meant'], (answer: string) => string>>;
  readonly kinds: Readonly<Record<Explanation['kind'], string>>;
  readonly doubts: Readonly<Record<Doubt, string>>;
  /** Where a passage stood: among how many, by meaning and by words. */
  readonly byMeaning: (rank: number, of: number, similarity: number) => string;
  readonly byWords: (rank: number) => string;
  /** Names the passage that was not shown. */
  readonly nearest: string;
  readonly bestSentence: (similarity: number) => string;
  readonly there: (words: string) => string;
  readonly missing: (words: string) => string;
}

export const ENGLISH_EXPLANATION: ExplanationWords = {
  found: (onSubject, answers) =>
    `Found: I am ${onSubject} % sure that the documents speak of this, and ${answers} % that the sentence in bold answers it.`,
  closest: (onSubject, needed) =>
    `Shown as uncertain: I am only ${onSubject} % sure that the documents speak of this; from ${needed} % on it counts as found.`,
  nothing: (onSubject, needed) =>
    `Refused: I am only ${onSubject} % sure that the documents speak of this; below ${needed} % I show nothing.`,
  doubtful:
    'Shown as uncertain: the documents answer the question before, but I found nothing for this one alone.',
  uncalibrated: 'The percentages are guesses: this embedding model is not calibrated.',
  understood: {
    'as-written': () => 'Searched for as it was written.',
    corrected: (question) => `Searched for with the spelling corrected: ${question}`,
    'in-context': (question) => `Searched for together with the question before: ${question}`,
  },
  otherwise: {
    'as-written': (answer) => `As it was written: ${answer}.`,
    corrected: (answer) => `With the spelling corrected: ${answer}.`,
    'in-context': (answer) => `Together with the question before: ${answer}.`,
  },
  kinds: { found: 'found', closest: 'uncertain', nothing: 'nothing' },
  doubts: {
    language:
      'The question is in another language than the documents, so its words could not help.',
    phrase: 'Against it: the words in quotation marks do not stand there.',
    names: 'Against it: a name in the question is not in the passage.',
    number: 'Against it: a number in the question is not there.',
    time: 'Against it: a time is asked for, and none stands there.',
    count: 'Against it: a number is asked for, and none stands there.',
    denial: 'Against it: the question denies something, the sentence does not.',
    opposite: 'Against it: the text has the opposite of a word of the question.',
  },
  byMeaning: (rank, of, similarity) =>
    `passage no. ${rank} of ${of} in meaning (similarity ${similarity})`,
  byWords: (rank) => `no. ${rank} by words`,
  nearest: 'Nearest',
  bestSentence: (similarity) => `its sentence ${similarity}`,
  there: (words) => `has the words: ${words}`,
  missing: (words) => `has not: ${words}`,
};

/** Excerpts that are explained: of the further ones little is to be learned. */
const EXPLAINED_EXCERPTS = 3;

/**
 * An explanation as a few lines to read.
 *
 * @param quote makes text of others fit to stand in a line
 */
export function explainInWords(
  explanation: Explanation,
  words: ExplanationWords,
  quote: (text: string) => string,
): string[] {
  const { readings, doubts, isCalibrated } = explanation;
  return [
    verdictOf(explanation, words),
    ...(readings.length > 1 ? readings.map((one) => readingIn(one, words, quote)) : []),
    ...doubts.map((doubt) => words.doubts[doubt]),
    ...(isCalibrated ? [] : [words.uncalibrated]),
    ...passagesIn(explanation, words, quote),
  ];
}

/** By their numbers in the answer; of an answer that shows none, the nearest one. */
function passagesIn(
  { kind, excerpts, passages }: Explanation,
  words: ExplanationWords,
  quote: (text: string) => string,
): string[] {
  const lines = excerpts.map((excerpt) => excerptIn(excerpt, passages, words, quote));
  return kind === 'nothing'
    ? lines.slice(0, 1).map((line) => `${words.nearest}: ${line}`)
    : lines.slice(0, EXPLAINED_EXCERPTS).map((line, at) => `[${at + 1}] ${line}`);
}

function verdictOf(explanation: Explanation, words: ExplanationWords): string {
  const { kind, onSubject, thresholds, probability, readings, isCalibrated } = explanation;
  const followsUp = readings.some(({ isChosen, meant }) => isChosen && meant === 'in-context');
  switch (kind) {
    case 'found':
      return words.found(percent(onSubject), percent(probability));
    case 'closest':
      return followsUp && isCalibrated && onSubject >= thresholds.found
        ? words.doubtful
        : words.closest(percent(onSubject), percent(thresholds.found));
    case 'nothing':
      return words.nothing(percent(onSubject), percent(thresholds.closest));
  }
}

function readingIn(
  { question, meant, kind, probability, isChosen }: ExplainedReading,
  words: ExplanationWords,
  quote: (text: string) => string,
): string {
  return isChosen
    ? words.understood[meant](quote(question))
    : words.otherwise[meant](`${words.kinds[kind]}, ${percent(probability)} %`);
}

function excerptIn(
  excerpt: ExplainedExcerpt,
  passages: number,
  words: ExplanationWords,
  quote: (text: string) => string,
): string {
  const { rankByMeaning, rankByWords, wordsThere, wordsMissing } = excerpt;
  const list = (some: readonly string[]) => quote(some.join(', '));
  return [
    words.byMeaning(rankByMeaning, passages, rounded(excerpt.passageSimilarity)),
    words.bestSentence(rounded(excerpt.sentenceSimilarity)),
    ...(rankByWords === undefined ? [] : [words.byWords(rankByWords)]),
    ...(wordsThere.length > 0 ? [words.there(list(wordsThere))] : []),
    ...(wordsMissing.length > 0 ? [words.missing(list(wordsMissing))] : []),
  ].join('; ');
}

/** Never 0 or 100: nothing here is certain. */
function percent(share: number): number {
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}

function rounded(similarity: number): number {
  return Math.round(similarity * 100) / 100;
}
