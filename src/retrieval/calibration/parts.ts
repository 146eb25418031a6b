import { createHash } from 'node:crypto';
import type { EvalCase } from '../eval/cases.ts';

/** How much of a set's documents a library holds: `rest` is all but one, `some` half of them. */
export type PartSize = 'all' | 'rest' | 'some' | 'one';

/** Documents that make a library of their own, by id. */
export interface Part {
  readonly size: PartSize;
  readonly documents: readonly string[];
}

/** A question and the library that it is asked of. */
export interface Asking {
  readonly asked: EvalCase;
  readonly part: Part;
  /** `foreign` where the library lacks the question's document. */
  readonly kind: EvalCase['kind'];
}

/** More documents than this have no libraries of their own: each takes seconds to build. */
const MOST_PARTS = 12;

/**
 * Shares of the questions that are asked of a small library as well, to save time: enough for a threshold to be compared
 * between sizes.
 */
const ASKED_OF = { one: 0.4, some: 0.4, rest: 1, all: 1 } satisfies Record<PartSize, number>;

/**
 * What is asked of which library, so that the decision is learnt on libraries of one document, of half of them, and of all
 * or all but one. Every question is asked of all documents; answerable ones also where their document is missing.
 *
 * @param documents ids of all of the set's documents, in their order
 */
export function askingsOf(cases: readonly EvalCase[], documents: readonly string[]): Asking[] {
  const all: Part = { size: 'all', documents };
  const parts = partsOf(documents);
  return cases.flatMap((asked) => {
    const own = parts.filter(
      ({ size, documents: [first] }) => size !== 'rest' && first === asked.document,
    );
    const without = parts.filter((part) => isWithout(part, asked, documents));
    const known = asked.kind === 'foreign' ? [] : own;
    const foreign = asked.kind === 'answerable' ? without : [];
    return [
      { asked, part: all, kind: asked.kind },
      ...known.map((part) => ({ asked, part, kind: asked.kind })),
      ...foreign.map((part) => ({ asked, part, kind: 'foreign' as const })),
    ].filter(
      ({ part, kind }) => drawn(asked.question, `${kind} ${part.size}`) < ASKED_OF[part.size],
    );
  });
}

/** Of answerable questions about other documents, how many are asked as foreign ones. */
const STRANGERS = 0.15;

/** Foreign questions: answerable ones about documents of another set altogether. */
export function strangersOf(cases: readonly EvalCase[], documents: readonly string[]): Asking[] {
  return cases
    .filter(
      ({ kind, question }) => kind === 'answerable' && drawn(question, 'stranger') < STRANGERS,
    )
    .map((asked) => ({ asked, part: { size: 'all', documents }, kind: 'foreign' }));
}

/** Libraries that begin with each of the documents in turn: of it alone, of it and those after it. */
function partsOf(documents: readonly string[]): Part[] {
  const count = documents.length;
  if (count < 2) return [];
  const from = (start: number, size: number) =>
    Array.from({ length: size }, (_, place) => documents[(start + place) % count] ?? '');
  return documents
    .slice(0, MOST_PARTS)
    .flatMap((_, start): Part[] => [
      { size: 'one', documents: from(start, 1) },
      ...(count >= 4
        ? [{ size: 'some' as const, documents: from(start, Math.floor(count / 2)) }]
        : []),
      ...(count >= 3 ? [{ size: 'rest' as const, documents: from(start, count - 1) }] : []),
    ]);
}

/** The library of each size that begins after the question's document: it holds that one last, if at all. */
function isWithout(part: Part, { document }: EvalCase, documents: readonly string[]): boolean {
  const next = documents[(documents.indexOf(document) + 1) % documents.length];
  return part.documents[0] === next && !part.documents.includes(document);
}

/** A number of 0..1 that is a question's own in every run. */
function drawn(question: string, purpose: string): number {
  const hash = createHash('sha256').update(`${purpose}\n${question}`).digest();
  return hash.readUInt32BE() / 2 ** 32;
}
