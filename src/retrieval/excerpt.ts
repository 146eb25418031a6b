import type { Library, LibrarySentence } from '../index/library/library.ts';
import type { Span } from '../index/span.ts';
import type { Excerpt } from './answer.ts';
import type { Candidate } from './candidates.ts';
import { citationId } from './citation.ts';

/** Length that an excerpt grows to, in UTF-16 code units; a longer best sentence is shown whole. */
const EXCERPT_CHARS = 450;

/** The best candidates' excerpts, best first, at most `limit`: whole sentences, none shown twice. */
export function excerptsOf(
  library: Library,
  ranked: readonly Candidate[],
  limit: number,
): Excerpt[] {
  const shown: Placed[] = [];
  for (const candidate of ranked) {
    if (shown.length === limit) break;
    const placed = place(library, candidate);
    if (placed && !shown.some((other) => overlaps(other, placed))) shown.push(placed);
  }
  return shown.map((placed) => cite(library, placed));
}

interface Placed extends Span {
  readonly document: number;
  readonly best: LibrarySentence;
  readonly similarity: number;
}

function overlaps(a: Placed, b: Placed): boolean {
  return a.document === b.document && a.start < b.end && b.start < a.end;
}

function place(library: Library, candidate: Candidate): Placed | undefined {
  const best = library.sentence(candidate.best.sentence);
  const window = grow(library, candidate.best.sentence);
  return { ...window, document: best.document, best, similarity: candidate.best.similarity };
}

/** Adds the sentences around, of the same section, next one first, while they fit. */
function grow(library: Library, position: number): Span {
  const best = library.sentence(position);
  const document = library.documents[best.document];
  let first = position;
  let last = position;
  let { start, end } = best;
  const fits = (neighbour: number): LibrarySentence | undefined => {
    if (!document || neighbour < document.firstSentence || neighbour >= document.endSentence)
      return undefined;
    const sentence = library.sentence(neighbour);
    const chars = Math.max(end, sentence.end) - Math.min(start, sentence.start);
    return sentence.section === best.section && chars <= EXCERPT_CHARS ? sentence : undefined;
  };
  for (;;) {
    const after = fits(last + 1);
    if (after) [last, end] = [last + 1, after.end];
    const before = fits(first - 1);
    if (before) [first, start] = [first - 1, before.start];
    if (!after && !before) return { start, end };
  }
}

function cite(library: Library, { start, end, document, best, similarity }: Placed): Excerpt {
  const source = library.documents[document];
  if (!source) throw new RangeError(`The library has no document ${document}.`);
  return {
    id: citationId(source.id, best.start, library.text(document, best)),
    document: source.id,
    title: source.title,
    section: source.sections[best.section]?.headings ?? [],
    page: pageOf(source.pageStarts, best.start),
    paragraph: best.paragraphNumber,
    start,
    end,
    text: library.text(document, { start, end }),
    best: { start: best.start, end: best.end },
    similarity,
  };
}

/** The page, from 1, that an offset lies on; undefined for a document without pages. */
function pageOf(pageStarts: readonly number[], offset: number): number | undefined {
  const page = pageStarts.findLastIndex((start) => start <= offset) + 1;
  return page === 0 ? undefined : page;
}
