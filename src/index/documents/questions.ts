import { opensTurn } from './lines.ts';
import { splitSentences } from './sentences.ts';
import type { Span } from '../span.ts';

/** A longer paragraph says more than it asks. */
const MAX_QUESTION_CHARS = 600;

/** From so many questions on a text is an interview or a FAQ, and a question is answered up to the next one. */
const INTERVIEW_QUESTIONS = 3;

/** Question marks of all scripts at a sentence's end (the first of two is the Greek one's own character). */
const ASKS = /[?？؟⸮‽⁇⁈⁉፧꘏꛷\u037e][!！?？.…]*[\p{Pe}\p{Pf}"'*_]*$/u;
/** Stands over the word that is asked about, not at the end. */
const ARMENIAN_MARK = '՞';
/** Greek mostly writes the ordinary semicolon. */
const GREEK_ASKS = /;[\p{Pe}\p{Pf}"']*$/u;

/** A speaker's name before what is said: `Izvestia: What …?`, `**Q:** …`. */
const SPEAKER = /^[*_]{0,2}\p{Lu}[\p{L}\p{M}.' -]{0,40}[:：][*_]{0,2}\s/u;
const ANSWER_MARK = /^[*_]{0,2}(?:A|Answer|О|Ответ|Antwort|Réponse|Respuesta|答)\s*\d{0,3}[:：.]/iu;

/** How a paragraph speaks: asks only, ends with a question after other words, or neither; whether it opens a turn. */
export interface Speech {
  readonly asks: 'only' | 'at its end' | 'not';
  readonly turn: boolean;
}

export function speechOf(text: string, paragraph: Span, language: string): Speech {
  const { start, end } = paragraph;
  const said = text.slice(start, Math.min(end, start + MAX_QUESTION_CHARS + 1)).trim();
  const turn = opensTurn(said) || SPEAKER.test(said);
  if (said.length > MAX_QUESTION_CHARS || ANSWER_MARK.test(said)) return { asks: 'not', turn };
  if (!isQuestion(said, language)) return { asks: 'not', turn };
  const sentences = Array.from(splitSentences(said, { start: 0, end: said.length }, language));
  const all = sentences.every((sentence) =>
    isQuestion(said.slice(sentence.start, sentence.end), language),
  );
  return { asks: all ? 'only' : 'at its end', turn };
}

/** Whether a sentence ends as a question does in any script. */
export function isQuestion(sentence: string, language: string): boolean {
  if (ASKS.test(sentence) || sentence.includes(ARMENIAN_MARK)) return true;
  return language === 'el' && GREEK_ASKS.test(sentence);
}

/**
 * Which of the paragraphs under one another are only questions. Where a text has turns (dashes, names), its questions
 * are turns; a turn may tell something before it asks, but not straight after a question, since there it is the answer.
 * Elsewhere a question that another one follows is not answered, so it is none.
 */
export function questionsAmong(speeches: readonly Speech[]): readonly boolean[] {
  if (isConversation(speeches)) return questionTurns(speeches);
  return speeches.map(
    ({ asks }, position) =>
      asks === 'only' && position + 1 < speeches.length && speeches[position + 1]?.asks !== 'only',
  );
}

function isConversation(speeches: readonly Speech[]): boolean {
  return speeches.filter(({ turn, asks }) => turn && asks !== 'not').length >= INTERVIEW_QUESTIONS;
}

function questionTurns(speeches: readonly Speech[]): boolean[] {
  const questions: boolean[] = [];
  for (const [position, { asks, turn }] of speeches.entries()) {
    const isLast = position + 1 === speeches.length;
    questions.push(turn && asks !== 'not' && !isLast && questions.at(-1) !== true);
  }
  return questions;
}

/** A paragraph as far as questions and answers go. */
export interface Part extends Span {
  readonly section: number;
  readonly kind: 'text' | 'heading' | 'question';
}

/**
 * For each paragraph the position of the question that it answers. In a text of many questions one is answered up to
 * the next question or section, or to a gap wider than the one before its answer; elsewhere by the next paragraph only.
 */
export function answeredQuestions(
  text: string,
  parts: readonly Part[],
): readonly (number | undefined)[] {
  const isInterview = parts.filter(({ kind }) => kind === 'question').length >= INTERVIEW_QUESTIONS;
  let question: number | undefined;
  let gap = 0;
  return parts.map((part, position) => {
    const before = parts[position - 1];
    if (part.kind !== 'text' || part.section !== before?.section) {
      question = part.kind === 'question' ? position : undefined;
      return undefined;
    }
    if (before.kind === 'question') gap = blankLinesBetween(text, before, part);
    else if (!isInterview || blankLinesBetween(text, before, part) > gap) question = undefined;
    return question;
  });
}

function blankLinesBetween(text: string, before: Span, after: Span): number {
  return text.slice(before.end, after.start).split('\n').length - 2;
}
