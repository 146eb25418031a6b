import type { Span } from '../span.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { GoldenOutcome } from '../library/gate.ts';
import type { Library } from '../library/library.ts';
import type { GoldenCheck } from '../library/refresh-library.ts';
import { type GoldenQuestion, readGoldenQuestions } from './golden-questions.ts';

/** What of an excerpt is looked at; `best` is the sentence that answers, in the offsets of `start`. */
interface QuotedExcerpt extends Span {
  readonly document: string;
  readonly text: string;
  readonly best: Span;
}

/** What asks a library: retrieval's `Ask` is one. The excerpts of an answer that is `nothing` are shown to nobody. */
export type Asking = (
  question: string,
  options: { readonly limit: number },
) => Promise<{
  readonly kind: 'found' | 'closest' | 'nothing';
  readonly excerpts: readonly QuotedExcerpt[];
}>;

/** Opens what asks a library; the rooms meet in the `main.ts` files. */
export type OpenAsking = (library: Library, embedder: Embedder) => Asking | Promise<Asking>;

/** Excerpts among which the text must be. */
const FIRST_EXCERPTS = 3;

/** The gate's check with the golden questions of a file. */
export function goldenCheck(file: string, openAsking: OpenAsking): GoldenCheck {
  return async (library, embedder) => {
    const questions = await readGoldenQuestions(file);
    if (questions.length === 0) return { asked: 0, missing: [] };
    return await checkGoldenQuestions(questions, await openAsking(library, embedder));
  };
}

export async function checkGoldenQuestions(
  questions: readonly GoldenQuestion[],
  ask: Asking,
): Promise<GoldenOutcome> {
  const missing: string[] = [];
  for (const golden of questions) {
    if (await isAnswered(golden, ask)) continue;
    const { question, document, text } = golden;
    missing.push(
      `Golden question ${JSON.stringify(question)}: no excerpt among the first ${FIRST_EXCERPTS} is of ${document} and holds ${JSON.stringify(text)}.`,
    );
  }
  return { asked: questions.length, missing };
}

/** Whether the text stands in one of the first excerpts that people are shown. */
export async function isAnswered(golden: GoldenQuestion, ask: Asking): Promise<boolean> {
  const { kind, excerpts } = await ask(golden.question, { limit: FIRST_EXCERPTS });
  const holdsIt = ({ document, text }: QuotedExcerpt) =>
    document === golden.document && spaced(text).includes(spaced(golden.text));
  return kind !== 'nothing' && excerpts.some(holdsIt);
}

/** Line ends and indentation are the file's, not the question's. */
function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
