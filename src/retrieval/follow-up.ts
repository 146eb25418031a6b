import { languageOf } from '../index/documents/language.ts';
import { wordLanguages } from '../index/library/word-languages.ts';
import type { Preceding } from './answer.ts';
import { referencesOf } from './reference-words.ts';

/**
 * How much a question leans on the one before it, by its words. `wholly`: it has none of its own ("and when was that?").
 * `mostly`: it has one and points back ("what did he stress there?"). `partly`: it may stand alone as well, since it has
 * two and points back, or is one word more than nothing in reply to an answer.
 */
export type Leaning = 'wholly' | 'mostly' | 'partly' | 'no';

/** From the most to the least. */
const LEANINGS: readonly Leaning[] = ['wholly', 'mostly', 'partly', 'no'];

/** Longer questions stand alone, whatever pronouns they have. */
const MOST_WORDS = 10;

/** What the words of a question say about whether it can be understood alone. */
export function leaningOf(question: string, { question: before, isReply }: Preceding): Leaning {
  const words = wordsOf(question);
  if (words.length === 0 || words.length > MOST_WORDS) return 'no';
  // A few words don't tell their language surely; the question before helps.
  const languages = [languageOf(question), languageOf(before)];
  const leanings = languages.map((language) => leaningIn(words, language, isReply));
  return LEANINGS.find((leaning) => leanings.includes(leaning)) ?? 'no';
}

function leaningIn(words: readonly string[], language: string, isReply: boolean): Leaning {
  const references = referencesOf(language);
  if (!references) return 'no';
  const { back, onward, idle } = references;
  const isStopWord = (word: string) => wordLanguages(language)(word)?.stops.has(word) === true;
  const own = words.filter(
    (word) => !back.has(word) && !onward.has(word) && !idle.has(word) && !isStopWord(word),
  ).length;
  if (own === 0) return 'wholly';
  const pointsBack = words.some((word) => back.has(word));
  const goesOn = onward.has(words[0] ?? '') || onward.has(words.slice(0, 2).join('_'));
  if (own === 1 && (pointsBack || goesOn)) return 'mostly';
  return (own === 1 && isReply) || (own === 2 && pointsBack) ? 'partly' : 'no';
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function wordsOf(question: string): string[] {
  const lower = question.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return Array.from(segmenter.segment(lower.replace(EXISTENTIAL, ' '))).flatMap(
    ({ segment, isWordLike }) => (isWordLike === true ? [segment] : []),
  );
}

/** English "there" that points nowhere: "how many are there?" */
const EXISTENTIAL = /\b(is|are|was|were|be|been) there\b|\bthere (is|are|was|were)\b/g;

/** The question behind the one before it: what is searched for where it leans on that. */
export function inContext(question: string, { question: before }: Preceding): string {
  return `${before.trim()} ${question.trim()}`;
}
