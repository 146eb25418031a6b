import type { Preceding } from './answer.ts';
import { inContext, type Leaning, leaningOf } from './follow-up.ts';
import { answersBetter, kindRank, search, type Searched, type SearchParts } from './search.ts';
import { correctedQuestion } from './spelling.ts';

/** A way to understand a question, and what it finds. */
export interface Reading extends Searched {
  readonly meant: 'as-written' | 'corrected' | 'in-context';
}

/** How a question was understood. */
export interface Understanding {
  readonly chosen: Reading;
  /** All readings that were searched for, in that order; the chosen one among them. */
  readonly tried: readonly Reading[];
}

export interface Wishes {
  readonly asWritten: boolean;
  readonly after: Preceding | undefined;
}

/**
 * Searches for a question as it was written and, where there is reason to, corrected and after the one before it. What
 * was written is only left where another reading answers better.
 */
export async function understand(
  question: string,
  { asWritten, after }: Wishes,
  parts: SearchParts,
): Promise<Understanding> {
  const written: Reading = { ...(await search(question, parts)), meant: 'as-written' };
  if (asWritten) return { chosen: written, tried: [written] };
  const corrected = await correctedReading(question, parts);
  const alone = corrected && answersBetter(corrected, written) ? corrected : written;
  const inContext = after && (await contextReading(alone, after, parts));
  const tried = [written, ...(corrected ? [corrected] : []), ...(inContext ? [inContext] : [])];
  const isTaken = inContext !== undefined && goesBefore(inContext, alone);
  return { chosen: isTaken ? inContext : alone, tried };
}

async function correctedReading(
  question: string,
  parts: SearchParts,
): Promise<Reading | undefined> {
  const corrected = await correctedQuestion(parts.library, question, parts.embedder);
  return corrected === undefined
    ? undefined
    : { ...(await search(corrected, parts)), meant: 'corrected' };
}

interface ContextReading extends Reading {
  readonly leaning: Exclude<Leaning, 'no'>;
}

async function contextReading(
  alone: Searched,
  after: Preceding,
  parts: SearchParts,
): Promise<ContextReading | undefined> {
  const { question } = alone.sought;
  const leaning = leaningOf(question, after);
  if (leaning === 'no') return undefined;
  const found = await search(inContext(question, after), parts);
  // The question before is answered there, but the documents know nothing of what this one adds: perhaps it isn't.
  const isDoubtful = leaning !== 'wholly' && alone.decision.kind === 'nothing';
  const decision =
    isDoubtful && found.decision.kind === 'found'
      ? { ...found.decision, kind: 'closest' as const }
      : found.decision;
  return { ...found, decision, meant: 'in-context', leaning };
}

/**
 * A question with hardly a word of its own means nothing alone, whatever is found for it. One that may stand alone does
 * so where it finds something: SQuAD's questions, asked each in reply to the answer to the one before, then keep their
 * figures (`npm run eval -- … --asking in-turn`).
 */
function goesBefore(context: ContextReading, alone: Reading): boolean {
  if (context.leaning === 'partly') {
    return alone.decision.kind !== 'found' && answersBetter(context, alone);
  }
  return kindRank(context) > 0 && kindRank(context) >= kindRank(alone);
}
