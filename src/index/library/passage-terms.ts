import { firstPlace, headingsOf, questionOf, sentencesOf, type Texts } from './passage-text.ts';
import type { PassageTerms } from './word-index.ts';
import { termsOf } from './words.ts';

/** Titles and headings that a passage of many copies brings along: more would drown those of others. */
const MAX_PLACES = 20;

/** The terms that a passage is found by. */
export function passageTermsOf(texts: Texts, position: number): PassageTerms {
  const passage = texts.passage(position);
  const first = firstPlace(passage);
  const language = texts.documents[first.document]?.language ?? 'und';
  const labels = passage.places.slice(0, MAX_PLACES).flatMap((place) => {
    const { title, language: own } = texts.documents[place.document] ?? { title: '', language };
    return [title, ...headingsOf(texts, place)].map((label) => termsOf(label, own));
  });
  return {
    text: termsOf(sentencesOf(texts, first).join('\n'), language),
    headings: [...new Set(labels.flat())],
    question: termsOf(questionOf(texts, first), language),
  };
}
