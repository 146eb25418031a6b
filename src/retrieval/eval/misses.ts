import type { Span } from '../../index/span.ts';
import { type Outcome, rankOfGold } from './measure.ts';

/** Excerpts that people see at first: what isn't among them is a miss. */
const SHOWN = 3;

/** Text shown around a gold span, in UTF-16 code units on either side. */
const AROUND = 120;

/** The text of a document between two offsets, which may lie outside of it. */
export type TextOf = (document: string, span: Span) => string;

/**
 * The answerable questions whose gold place isn't among the first three excerpts, each with its gold spans in their
 * surroundings and with what was shown instead: Markdown for people, who see there what figures don't tell (a place that
 * answers as well and isn't labelled, a question that means something only in its paragraph).
 */
export function renderMisses(outcomes: readonly Outcome[], textOf: TextOf): string {
  const misses = outcomes.filter(isMiss);
  const asked = outcomes.filter(({ case: { kind } }) => kind === 'answerable').length;
  return [
    `# ${misses.length} of ${asked} questions without their gold place among the first ${SHOWN}`,
    ...misses.map((outcome, place) => section(outcome, place + 1, textOf)),
    '',
  ].join('\n\n');
}

function isMiss(outcome: Outcome): boolean {
  return outcome.case.kind === 'answerable' && (rankOfGold(outcome) ?? Infinity) > SHOWN;
}

function section(outcome: Outcome, number: number, textOf: TextOf): string {
  const { question, document, gold } = outcome.case;
  const rank = rankOfGold(outcome);
  return [
    `## ${number}. ${oneLine(question)}`,
    `${oneLine(document)}, ${rank === undefined ? 'not among the first ten' : `rank ${rank}`}`,
    gold
      .map((span) => `- gold: ${goldLine(span, (around) => textOf(document, around))}`)
      .join('\n'),
    outcome.answer.excerpts
      .slice(0, SHOWN)
      .map((shown, place) => `${place + 1}. ${oneLine(shown.document)}: ${oneLine(shown.text)}`)
      .join('\n'),
  ].join('\n\n');
}

/** The span in brackets, between what stands before and after it. */
function goldLine({ start, end }: Span, textOf: (span: Span) => string): string {
  const before = textOf({ start: Math.max(0, start - AROUND), end: start });
  const after = textOf({ start: end, end: end + AROUND });
  return oneLine(`…${before}[${textOf({ start, end })}]${after}…`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
