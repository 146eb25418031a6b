import { firstPlace, headingsOf, questionOf, sentencesOf, type Texts } from './passage-text.ts';
import { createHash } from 'node:crypto';
import type { PassageTerms } from './word-index.ts';
import { termsOf } from './words.ts';

/** Titles and headings that a passage of many copies brings along: more would drown those of others. */
const MAX_PLACES = 20;

/** The terms that a passage is found by. */
export function passageTermsOf(texts: Texts, position: number): PassageTerms {
  const { text, language, labels, question } = wordsOf(texts, position);
  return {
    text: termsOf(text, language),
    headings: [...new Set(labels.flatMap(([label, own]) => termsOf(label, own)))],
    question: termsOf(question, language),
  };
}

/**
 * Names the terms of a passage: equal names, equal terms, over builds too.
 *
 * @returns SHA-256, hexadecimal
 */
export function passageTermsKey(texts: Texts, position: number): string {
  return createHash('sha256')
    .update(JSON.stringify(wordsOf(texts, position)), 'utf16le')
    .digest('hex');
}

interface PassageWords {
  readonly text: string;
  readonly language: string;
  /** Titles and headings of its places, each with the language of its document. */
  readonly labels: readonly (readonly [label: string, language: string])[];
  readonly question: string;
}

function wordsOf(texts: Texts, position: number): PassageWords {
  const passage = texts.passage(position);
  const first = firstPlace(passage);
  const language = texts.documents[first.document]?.language ?? 'und';
  const labels = passage.places.slice(0, MAX_PLACES).flatMap((place) => {
    const { title, language: own } = texts.documents[place.document] ?? { title: '', language };
    return [title, ...headingsOf(texts, place)].map((label) => [label, own] as const);
  });
  const text = sentencesOf(texts, first).join('\n');
  return { text, language, labels, question: questionOf(texts, first) };
}
