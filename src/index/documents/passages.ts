import type { Paragraph, Passage, Sentence } from './document.ts';
import { answeredQuestions } from './questions.ts';

/** How sentences are gathered to passages. Token counts are the embedder's own. */
export interface PassageSize {
  /** Most tokens of a passage's sentences together. */
  readonly maxTokens: number;
  /** Sentences that a passage repeats from the one before it, where a paragraph takes more than one. */
  readonly overlapSentences: number;
  /** A passage with fewer tokens takes the next paragraph in: single lines say little on their own. */
  readonly joinBelowTokens: number;
}

/**
 * Whole paragraphs of at most 400 tokens: best of the sizes measured together with single sentences' vectors on the
 * SQuAD development articles (found first 79.8 % against 78.4 % with 120 tokens and one sentence of overlap, and 332
 * passages instead of 879).
 */
export const PASSAGE_SIZE: PassageSize = {
  maxTokens: 400,
  overlapSentences: 0,
  joinBelowTokens: 40,
};

interface Parts {
  readonly paragraphs: readonly Paragraph[];
  readonly sentences: readonly Sentence[];
}

/** A run of sentences, `[first, end)`, that may share passages: one paragraph with its question, or small neighbours. */
interface Run {
  readonly first: number;
  readonly end: number;
  readonly tokens: number;
  readonly question: number | undefined;
  readonly section: number;
  /** Nothing but headings and questions: what follows belongs to it. */
  readonly opens: boolean;
}

/**
 * Gathers sentences to passages. A passage is of one section and answers one question at most; the question itself
 * stands in the first passage that answers it where it fits, else in one of its own.
 */
export function passagesOf(text: string, parts: Parts, size: PassageSize): Passage[] {
  const passages: Passage[] = [];
  for (const run of joined(paragraphRuns(text, parts), size))
    for (const passage of cut(run, parts.sentences, size)) passages.push(passage);
  return passages;
}

function paragraphRuns(text: string, { paragraphs, sentences }: Parts): Run[] {
  const answered = answeredQuestions(text, paragraphs);
  const runs: Run[] = [];
  for (let first = 0; first < sentences.length;) {
    const paragraph = sentences[first]?.paragraph ?? 0;
    let end = first;
    let tokens = 0;
    for (; end < sentences.length && sentences[end]?.paragraph === paragraph; end++)
      tokens += sentences[end]?.tokens ?? 0;
    const { kind, section } = paragraphs[paragraph] ?? { kind: 'text', section: 0 };
    const question = kind === 'question' ? paragraph : answered[paragraph];
    runs.push({ first, end, tokens, question, section, opens: kind !== 'text' });
    first = end;
  }
  return runs;
}

/** Headings and questions join what follows them, and so does a small paragraph. */
function joined(runs: readonly Run[], size: PassageSize): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const before = all.at(-1);
    if (before !== undefined && joins(before, run, size))
      all[all.length - 1] = together(before, run);
    else all.push(run);
  }
  return all;
}

function joins(before: Run, run: Run, { maxTokens, joinBelowTokens }: PassageSize): boolean {
  if (before.section !== run.section) return false;
  const fits = before.tokens + run.tokens <= maxTokens;
  const isSmall = Math.min(before.tokens, run.tokens) < joinBelowTokens;
  if (before.opens) {
    const mayJoin = before.question === undefined || before.question === run.question;
    // A long answer is cut anyway; its question stays with its beginning when both leave room for each other.
    return mayJoin && (fits || before.tokens * 2 <= maxTokens);
  }
  const isCutAnyway = before.tokens > maxTokens;
  return before.question === run.question && !run.opens && isSmall && (fits || isCutAnyway);
}

function together(before: Run, run: Run): Run {
  return {
    ...run,
    first: before.first,
    tokens: before.tokens + run.tokens,
    question: run.question ?? before.question,
    opens: before.opens && run.opens,
  };
}

/** One passage where the run fits, else several of about the same size. */
function cut(
  run: Run,
  sentences: readonly Sentence[],
  { maxTokens, overlapSentences }: PassageSize,
): Passage[] {
  const target = evenSize(run.tokens, maxTokens);
  const passages: Passage[] = [];
  let reached = run.first;
  for (let first = run.first; ;) {
    const end = fittingEnd(sentences, { first, reached, end: run.end }, { target, maxTokens });
    passages.push({ firstSentence: first, endSentence: end, question: run.question });
    if (end >= run.end) return passages;
    reached = end;
    first = overlapStart(sentences, { first, end, overlapSentences, maxTokens });
  }
}

/** Tokens a passage should have so that the last one isn't a scrap. */
function evenSize(tokens: number, maxTokens: number): number {
  return tokens / Math.max(1, Math.ceil(tokens / maxTokens));
}

/** Where a passage ends: it has one sentence at least beyond what was `reached`, and more up to the target. */
function fittingEnd(
  sentences: readonly Sentence[],
  run: { readonly first: number; readonly reached: number; readonly end: number },
  { target, maxTokens }: { readonly target: number; readonly maxTokens: number },
): number {
  let tokens = 0;
  let end = run.first;
  for (; end < run.end; end++) {
    const next = sentences[end]?.tokens ?? 0;
    if (end > run.reached && (tokens >= target || tokens + next > maxTokens)) break;
    tokens += next;
  }
  return end;
}

/** Goes back by the overlap, as far as the next sentence still fits beside what is repeated. */
function overlapStart(
  sentences: readonly Sentence[],
  passage: {
    readonly first: number;
    readonly end: number;
    readonly overlapSentences: number;
    readonly maxTokens: number;
  },
): number {
  const { first, end, overlapSentences, maxTokens } = passage;
  let start = end;
  let tokens = sentences[end]?.tokens ?? 0;
  while (start - 1 > first && end - start < overlapSentences) {
    tokens += sentences[start - 1]?.tokens ?? 0;
    if (tokens > maxTokens) break;
    start--;
  }
  return start;
}
