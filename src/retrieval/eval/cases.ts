import { z } from 'zod';
import type { Library } from '../../index/library/library.ts';
import type { Span } from '../../index/span.ts';

/** A labelled question: what is asked, and where the documents answer it. */
export interface EvalCase {
  readonly question: string;
  /** ISO 639-1 code of the question's language, where the set tells it. */
  readonly language: string | undefined;
  /** `impossible`: on the subject, not answered; `foreign`: about something else altogether. */
  readonly kind: 'answerable' | 'impossible' | 'foreign';
  /** The document that it is about. */
  readonly document: string;
  /** Places that answer it, UTF-16 spans of the document's canonical text; empty unless answerable. */
  readonly gold: readonly Span[];
}

/** Thrown for a set of questions that can't be used; says which file and what is wrong with it. */
export class EvalSetError extends Error {
  override name = 'EvalSetError' as const;
}

const spanned = z.object({
  question: z.string().min(1),
  document: z.string(),
  language: z.string().optional(),
  impossible: z.boolean().optional(),
  foreign: z.boolean().optional(),
  spans: z.array(z.tuple([z.number(), z.number()])).default([]),
  /** Gold strings in place of spans, or beside them: what the bot exports knows no offsets. */
  answers: z.array(z.string().min(1)).default([]),
  /** What would answer it nobody has said yet: it is no case. */
  unlabelled: z.boolean().optional(),
});
const spannedSet = z.object({
  documents: z.string().optional(),
  questions: z.array(spanned).min(1, 'there is none'),
});

const quoted = z.object({
  question: z.string().min(1),
  kind: z.string(),
  language: z.string().optional(),
  answers: z.array(z.string().min(1)),
});
const quotedSet = z.object({
  documents: z.string().optional(),
  document: z.string(),
  questions: z.array(quoted).min(1, 'there is none'),
});

/** Either format of a set: gold spans in Unicode code points or gold strings with each question, or gold strings of one document. */
export type EvalSet = z.infer<typeof spannedSet> | z.infer<typeof quotedSet>;

/** @throws EvalSetError */
export function parseEvalSet(json: string, file: string): EvalSet {
  const value = parseJson(json, file);
  const isOfOne = typeof value === 'object' && value !== null && 'document' in value;
  const outcome = (isOfOne ? quotedSet : spannedSet).safeParse(value);
  if (outcome.success) return outcome.data;
  const [mistake] = outcome.error.issues;
  const where = mistake?.path.join('.') ?? '';
  throw new EvalSetError(
    `${file} is no set of questions (${where}: ${mistake?.message}). See "Evaluation" in the README.`,
  );
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new EvalSetError(`${file} is not JSON. See "Evaluation" in the README.`, { cause });
  }
}

/** The set's cases with their gold places in the library's own texts. */
export function casesOf(set: EvalSet, library: Library): EvalCase[] {
  const texts = new Map(
    library.documents.map(({ id, length }, document) => [
      id,
      library.text(document, { start: 0, end: length }),
    ]),
  );
  if ('document' in set) return quotedCases(set, texts.get(set.document) ?? '');
  const offsets = new Map([...texts].map(([id, text]) => [id, codeUnitOffsets(text)]));
  return set.questions
    .filter(({ unlabelled = false }) => !unlabelled)
    .map((one) => spannedCase(one, texts.get(one.document) ?? '', offsets.get(one.document)));
}

/** Documents, by id, that questions of a set are about and that the library lacks. */
export function documentsMissing(set: EvalSet, library: Library): string[] {
  const named = 'document' in set ? [set.document] : set.questions.map(({ document }) => document);
  const there = new Set(library.documents.map(({ id }) => id));
  return [...new Set(named)].filter((id) => !there.has(id)).sort();
}

/** Questions of a set that are no cases until somebody labels them. */
export function unlabelledIn(set: EvalSet): number {
  if ('document' in set) return 0;
  return set.questions.filter(({ unlabelled = false }) => unlabelled).length;
}

function spannedCase(
  { question, language, document, impossible, foreign, spans, answers }: z.infer<typeof spanned>,
  text: string,
  offsets: Uint32Array | undefined,
): EvalCase {
  const kind = foreign ? 'foreign' : impossible ? 'impossible' : 'answerable';
  const spanned = spans.map(([start, end]) => ({
    start: offsets?.[start] ?? -1,
    end: offsets?.[end] ?? -1,
  }));
  const gold = [...spanned, ...answers.flatMap((answer) => occurrences(text, answer))];
  return { question, language, kind, document, gold };
}

function quotedCases({ document, questions }: z.infer<typeof quotedSet>, text: string): EvalCase[] {
  return questions.map(({ question, kind, language, answers }) => ({
    question,
    language,
    kind: kind === 'off' ? 'foreign' : 'answerable',
    document,
    gold: answers.flatMap((answer) => occurrences(text, answer)),
  }));
}

/** Any white space stands for any other: a no-break space is not what a set is about. Lengths stay. */
function occurrences(text: string, wanted: string): Span[] {
  const [inText, sought] = [text, wanted].map((one) => one.replaceAll(/\s/gu, ' '));
  const spans: Span[] = [];
  if (!inText || !sought) return spans;
  for (let start = inText.indexOf(sought); start >= 0; start = inText.indexOf(sought, start + 1)) {
    spans.push({ start, end: start + sought.length });
  }
  return spans;
}

/** For each code point of the text, and for its end, the UTF-16 offset: sets made elsewhere count code points. */
function codeUnitOffsets(text: string): Uint32Array {
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return Uint32Array.from([...offsets, offset]);
}
