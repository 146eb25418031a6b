import type { Embedder } from '../index/embedding/embedder.ts';
import type { Library } from '../index/library/library.ts';
import type { Answer, Ask, AskOptions } from './answer.ts';
import { type Candidate, findCandidates, type Sought } from './candidates.ts';
import { decide } from './decide.ts';
import { evidenceFor } from './evidence.ts';
import { excerptsOf } from './excerpt.ts';
import { rankSentences } from './ranking.ts';
import { questionTerms } from './terms.ts';

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
    const vectors = await embedder.embedQuestion(tidy(question));
    const embedded = performance.now();
    const library = current();
    const sought = { question, vectors, terms: questionTerms(library, question) };
    const candidates = findCandidates(library, sought, options.mayQuote);
    const searched = performance.now();
    const answer = answerFrom(library, sought, candidates, options);
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
  sought: Sought,
  candidates: readonly Candidate[],
  { limit = DEFAULT_LIMIT }: AskOptions,
): Omit<Answer, 'question' | 'ms'> {
  const ranking = rankSentences(library, sought, candidates);
  const [best] = ranking.sentences;
  return {
    ...decide(best && evidenceFor(library, sought.question, ranking, best)),
    excerpts: excerptsOf(library, ranking.sentences, limit),
    searchedFor: undefined,
    topics: topicsOf(
      library,
      ranking.sentences.map(({ candidate }) => candidate),
    ),
  };
}

/** White space means nothing in a question, and one line embeds as well as five. */
function tidy(question: string): string {
  return question.trim().replaceAll(/\s+/gu, ' ');
}

/** Titles of the documents nearest to the question, at most five. */
function topicsOf(library: Library, nearestFirst: readonly Candidate[]): string[] {
  const titles = nearestFirst.map(({ place }) => library.documents[place.document]?.title ?? '');
  return [...new Set(titles)].filter((title) => title !== '').slice(0, 5);
}
