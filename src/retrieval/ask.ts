import type { Embedder } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import { termsOf } from '../index/library/words.ts';
import type { Answer, Ask, AskOptions } from './answer.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { decide } from './decide.ts';
import { excerptsOf } from './excerpt.ts';
import { rank, type TermWeights } from './score.ts';

/** What answers come from. */
export interface AskParts {
  /** The library in use now; one question sees one library, whatever is swapped in meanwhile. */
  readonly library: () => Library;
  readonly embedder: Pick<Embedder, 'embedQuestion'>;
}

/** Excerpts of an answer unless another number is asked for. */
const DEFAULT_LIMIT = 3;

/** Puts retrieval together: question, candidates, ranking, decision, excerpts. */
export function createAsk({ library: current, embedder }: AskParts): Ask {
  return async (question, options = {}) => {
    const started = performance.now();
    const vector = await embedder.embedQuestion(tidy(question));
    const embedded = performance.now();
    const library = current();
    const terms = questionTerms(library, question);
    const candidates = findCandidates(library, { vector, terms: [...terms.keys()] });
    const searched = performance.now();
    const answer = answerFrom(library, candidates, terms, options);
    const done = performance.now();
    const ms = {
      total: done - started,
      embed: embedded - started,
      search: searched - embedded,
      rank: done - searched,
    };
    return { question, ...answer, ms };
  };
}

function answerFrom(
  library: Library,
  candidates: readonly Candidate[],
  terms: TermWeights,
  { limit = DEFAULT_LIMIT }: AskOptions,
): Omit<Answer, 'question' | 'ms'> {
  const ranked = rank(candidates, terms);
  return {
    ...decide(ranked),
    excerpts: excerptsOf(library, ranked, limit),
    searchedFor: undefined,
    topics: topicsOf(library, ranked),
  };
}

/** White space means nothing in a question, and one line embeds as well as five. */
function tidy(question: string): string {
  return question.trim().replaceAll(/\s+/gu, ' ');
}

/**
 * The question's terms with their inverse document frequency, ln(1 + (N - n + 0.5) / (n + 0.5)) as in BM25, over
 * passages. They are stemmed as each of the library's languages would: a term of another language matches nothing.
 */
function questionTerms(library: Library, question: string): TermWeights {
  const languages = new Set(library.documents.map(({ language }) => language));
  const terms = new Set([...languages].flatMap((language) => termsOf(question, language)));
  return new Map([...terms].map((term) => [term, inverseFrequency(library, term)]));
}

function inverseFrequency(library: Library, term: string): number {
  const holding = library.passagesWith(term);
  return Math.log(1 + (library.passageCount - holding + 0.5) / (holding + 0.5));
}

/** Titles of the documents nearest to the question, at most five. */
function topicsOf(library: Library, ranked: readonly Candidate[]): string[] {
  const titles = ranked.map(({ place }) => library.documents[place.document]?.title ?? '');
  return [...new Set(titles)].filter((title) => title !== '').slice(0, 5);
}
