import { createHash } from 'node:crypto';
import type { Answer, Ask, AskOptions } from './answer.ts';
import { LeastRecent } from './least-recent.ts';
import { type DocumentIds, scopeOf } from './scope.ts';

export interface CachedAskParts {
  readonly ask: Ask;
  /** In use now: answers of any other are forgotten. */
  readonly library: () => DocumentIds & { readonly id: string };
  /** Most answers kept. */
  readonly maxAnswers?: number;
  /** Most memory that they take together, as estimated. */
  readonly maxBytes?: number;
}

/** What a busy group asks in some days, at 2 to 10 kB an answer; next to nothing beside the model. */
const MAX_ANSWERS = 1000;
const MAX_BYTES = 8 * 1024 * 1024;

/** What is the same whoever asks. */
type Kept = Omit<Answer, 'question' | 'ms'>;

/**
 * Answers a question that was asked before, of the same library and in the same way, without searching again; equal
 * questions at one time share one search.
 *
 * A question itself isn't kept, only its SHA-256; an answer holds it where it was corrected or went on from another one.
 * Explanations are made anew each time, and failures are not kept.
 */
export function cachedAsk(parts: CachedAskParts): Ask {
  const { ask, library, maxAnswers = MAX_ANSWERS, maxBytes = MAX_BYTES } = parts;
  const answers = new LeastRecent<Kept>({ maxEntries: maxAnswers, maxBytes });
  const underWay = new Map<string, Promise<Answer>>();
  let heldOf: string | undefined;

  const search = async (key: string, start: () => Promise<Answer>): Promise<Answer> => {
    const { id } = library();
    const searching = start();
    underWay.set(key, searching);
    try {
      const answer = await searching;
      const { question: _, ms: __, ...kept } = answer;
      // Where a new library came meanwhile, the answer may be of either.
      if (library().id === id) answers.keep(key, kept, bytesOf(kept));
      return answer;
    } finally {
      underWay.delete(key);
    }
  };
  return async (question, options = {}) => {
    const started = performance.now();
    const current = library();
    const scope = options.explain === true ? undefined : scopeOf(options.mayQuote, current);
    if (scope === undefined) return await ask(question, options);
    if (heldOf !== current.id) answers.clear();
    heldOf = current.id;
    const key = keyOf([current.id, scope.name], question, options);
    const known = answers.find(key) ?? underWay.get(key);
    if (known === undefined) return await search(key, () => ask(question, within(scope, options)));
    return { ...(await known), question, ms: waitingSince(started) };
  };
}

/** All that an answer depends on. */
function keyOf(
  seen: readonly string[],
  question: string,
  { limit, asWritten = false, after }: AskOptions,
): string {
  const all = [...seen, question, limit, asWritten, after?.question, after?.isReply];
  return createHash('sha256').update(JSON.stringify(all)).digest('base64');
}

function within({ mayQuote }: { mayQuote: AskOptions['mayQuote'] }, options: AskOptions) {
  return mayQuote === undefined ? options : { ...options, mayQuote };
}

/** Nothing was embedded or searched for the person who waited. */
function waitingSince(started: number): Answer['ms'] {
  const total = performance.now() - started;
  return { total, embed: 0, search: 0, neighbours: 0, words: 0, rank: total, excerpt: 0 };
}

/** Two bytes a character; names and punctuation stand for what objects take besides. */
function bytesOf(kept: Kept): number {
  return 2 * JSON.stringify(kept).length;
}
