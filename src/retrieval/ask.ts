import type { Embedder } from '../index/embedding/embedder.ts';
import type { Library, UseLibrary } from '../index/library/library.ts';
import type { Answer, AnswerTimes, Ask, AskOptions } from './answer.ts';
import type { Calibration } from './calibration/calibration.ts';
import { shippedCalibration } from './calibration/shipped.ts';
import type { Candidate } from './candidates.ts';
import { excerptsOf } from './excerpt.ts';
import { explain } from './explanation.ts';
import type { Searched, SearchParts } from './search.ts';
import { startStopwatch } from './stopwatch.ts';
import { understand, type Understanding } from './understanding.ts';

/** What answers come from. */
export interface AskParts {
  /** One question sees one library, whatever is swapped in meanwhile. */
  readonly useLibrary: UseLibrary;
  readonly embedder: Pick<Embedder, 'embedQuestion' | 'countTokens'>;
  /** Of the library's model; unless told, the shipped one where it is for this model, else none of its own. */
  readonly calibration?: Calibration | undefined;
}

/** Excerpts of an answer unless another number is asked for. */
const DEFAULT_LIMIT = 3;

/** Puts retrieval together: the question is searched for in the ways that it may be meant, and the best one is shown. */
export function createAsk({ useLibrary, embedder, calibration }: AskParts): Ask {
  return (question, options = {}) =>
    useLibrary(async (library) => {
      const { mayQuote, asWritten = false, after } = options;
      const stopwatch = startStopwatch();
      const parts = {
        library,
        embedder,
        calibration: calibration ?? shippedCalibration(library.model),
        mayQuote,
      };
      const understanding = await understand(question, { asWritten, after }, parts);
      const understood = stopwatch.lap();
      const answer = answerFrom(understanding, parts, options);
      const excerpt = stopwatch.lap();
      return { question, ...answer, ms: timesOf(understanding.tried, { understood, excerpt }) };
    });
}

function answerFrom(
  understanding: Understanding,
  { library, calibration }: SearchParts,
  { limit = DEFAULT_LIMIT, explain: isExplained = false }: AskOptions,
): Omit<Answer, 'question' | 'ms'> {
  const { chosen } = understanding;
  const sentences = [...chosen.ranking.sentences, ...chosen.ranking.others];
  const excerpts = excerptsOf(library, sentences, limit);
  return {
    ...chosen.decision,
    excerpts,
    searchedFor: chosen.meant === 'as-written' ? undefined : chosen.sought.question,
    followsUp: chosen.meant === 'in-context',
    topics: topicsOf(
      library,
      sentences.map(({ candidate }) => candidate),
    ),
    ...(isExplained && { explanation: explain(understanding, { library, calibration, excerpts }) }),
  };
}

/** Of all readings that were tried: spelling is looked up between them, and counts as ranking. */
function timesOf(
  tried: readonly Searched[],
  { understood, excerpt }: { readonly understood: number; readonly excerpt: number },
): AnswerTimes {
  const sum = (part: keyof Searched['ms']) => tried.reduce((ms, one) => ms + one.ms[part], 0);
  const [embed, search] = [sum('embed'), sum('search')];
  return {
    total: understood + excerpt,
    embed,
    search,
    neighbours: sum('neighbours'),
    words: sum('words'),
    rank: understood - embed - search,
    excerpt,
  };
}

/** Titles of the documents nearest to the question, at most five. */
function topicsOf(library: Library, nearestFirst: readonly Candidate[]): string[] {
  const titles = nearestFirst.map(({ place }) => library.documents[place.document]?.title ?? '');
  return [...new Set(titles)].filter((title) => title !== '').slice(0, 5);
}
