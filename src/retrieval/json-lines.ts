import type { Answer, Excerpt } from './answer.ts';

/**
 * An answer as one line of JSON, for other programs. Names and format are relied on from outside: they only grow.
 * Offsets are UTF-16 code units of the document's canonical text; excerpts are best first whatever the kind.
 */
export function renderAsJsonLine(answer: Answer): string {
  return JSON.stringify({
    question: answer.question,
    kind: answer.kind,
    probability: round(answer.probability, 4),
    ...(answer.searchedFor === undefined ? {} : { searchedFor: answer.searchedFor }),
    excerpts: answer.excerpts.map(excerptFields),
    ...(answer.explanation && { explanation: answer.explanation }),
    ms: {
      total: round(answer.ms.total, 2),
      embed: round(answer.ms.embed, 2),
      search: round(answer.ms.search, 2),
      neighbours: round(answer.ms.neighbours, 2),
      words: round(answer.ms.words, 2),
      rank: round(answer.ms.rank, 2),
      excerpt: round(answer.ms.excerpt, 2),
    },
  });
}

function excerptFields(excerpt: Excerpt) {
  return {
    id: excerpt.id,
    document: excerpt.document,
    title: excerpt.title,
    section: excerpt.section.join(' › '),
    ...(excerpt.page === undefined ? {} : { page: excerpt.page }),
    paragraph: excerpt.paragraph,
    ...(excerpt.place === undefined ? {} : { place: excerpt.place }),
    start: excerpt.start,
    end: excerpt.end,
    text: excerpt.text,
    best: [excerpt.best.start, excerpt.best.end],
    similarity: round(excerpt.similarity, 4),
  };
}

function round(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
