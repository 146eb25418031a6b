import type {
  Embedder,
  EmbeddingModel,
  PassageText,
  PassageVectors,
  QuestionVectors,
} from './embedder.ts';

/** Port: embeds passages beside an embedder, with the same model: the same vectors, bit for bit. */
export interface PassageHelper {
  /** @throws HelperEnded, and what an embedder throws for a passage */
  embedPassage(passage: PassageText): Promise<PassageVectors>;
  close(): void;
}

/** A helper ended by itself, or was ended; what it had been given is nobody's now. */
export class HelperEnded extends Error {
  override name = 'HelperEnded' as const;
}

export interface SharingParts {
  readonly embedder: Embedder;
  /** Starts a helper; resolves when it can help. */
  readonly startHelper: () => Promise<PassageHelper>;
  /** How many may be started now. */
  readonly helpersThatFit: () => number;
  /** Without passages for so long, helpers are let go: milliseconds. */
  readonly restMs?: number;
}

/** Passages in a row before help is called: fewer are embedded before a helper has loaded its model. */
const WORTH_HELP = 40;

/** UTF-16 units of a passage: the mean of SQuAD's articles. */
const PASSAGE_CHARS = 800;

/** Passages that are given to a helper at a time: the next one is there when one is done, and few wait at the end. */
const AT_A_TIME = 2;

const REST_MS = 5000;

/** Helpers and how much each has to do. */
interface Lane {
  readonly helper: Pick<PassageHelper, 'embedPassage'>;
  underWay: number;
}

/** A passage that waits for whoever is free first. */
interface Errand {
  readonly passage: PassageText;
  readonly resolve: (vectors: PassageVectors) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Shares passages between an embedder and helpers, which come when there are many and go when there are none. A helper that
 * ends, or can't be started, is done without: others do what it had been given.
 */
export class SharedEmbedder implements Embedder {
  readonly model: EmbeddingModel;
  readonly passageTokens: number;
  readonly #parts: SharingParts;
  readonly #own: Lane;
  readonly #helping = new Map<PassageHelper, Lane>();
  readonly #waiting: Errand[] = [];
  /** Passages since the last rest, expected ones among them. */
  #inRow = 0;
  #underWay = 0;
  #resting: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: SharingParts) {
    const { embedder } = parts;
    this.#parts = parts;
    this.model = embedder.model;
    this.passageTokens = embedder.passageTokens;
    this.#own = { helper: embedder, underWay: 0 };
  }

  countTokens(texts: readonly string[]): Promise<readonly number[]> {
    return this.#parts.embedder.countTokens(texts);
  }

  embedQuestion(question: string): Promise<QuestionVectors> {
    return this.#parts.embedder.embedQuestion(question);
  }

  expectPassages(chars: number): void {
    this.#goOn(chars / PASSAGE_CHARS);
    if (this.#underWay === 0) this.#restSoon();
  }

  async embedPassage(passage: PassageText): Promise<PassageVectors> {
    this.#goOn(1);
    this.#underWay += 1;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ passage, resolve, reject });
        this.#serve();
      });
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#restSoon();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dismiss();
    await this.#parts.embedder.close();
  }

  #goOn(passages: number): void {
    clearTimeout(this.#resting);
    const before = this.#inRow;
    this.#inRow += passages;
    if (before < WORTH_HELP && this.#inRow >= WORTH_HELP) this.#callHelp();
  }

  /** Gives what waits to whoever is free. */
  #serve(): void {
    for (;;) {
      const lane = this.#leastBusy();
      const errand = lane.underWay < AT_A_TIME ? this.#waiting.shift() : undefined;
      if (errand === undefined) return;
      void this.#run(lane, errand);
    }
  }

  async #run(lane: Lane, errand: Errand): Promise<void> {
    lane.underWay += 1;
    try {
      errand.resolve(await lane.helper.embedPassage(errand.passage));
    } catch (error) {
      if (error instanceof HelperEnded) this.#doWithout(lane, errand);
      else errand.reject(error);
    } finally {
      lane.underWay -= 1;
      this.#serve();
    }
  }

  #doWithout(lane: Lane, errand: Errand): void {
    for (const [helper, of] of this.#helping) if (of === lane) this.#helping.delete(helper);
    this.#waiting.unshift(errand);
  }

  /** Of equally busy ones its own, which needs no message from process to process. */
  #leastBusy(): Lane {
    let least = this.#own;
    for (const lane of this.#helping.values()) if (lane.underWay < least.underWay) least = lane;
    return least;
  }

  #callHelp(): void {
    const { startHelper, helpersThatFit } = this.#parts;
    for (let count = helpersThatFit(); count > 0; count -= 1) {
      startHelper().then(
        (helper) => this.#welcome(helper),
        () => undefined,
      );
    }
  }

  /** Where the work is over by now it isn't needed. */
  #welcome(helper: PassageHelper): void {
    if (this.#isClosed || this.#inRow < WORTH_HELP) return helper.close();
    this.#helping.set(helper, { helper, underWay: 0 });
    this.#serve();
  }

  #restSoon(): void {
    const { restMs = REST_MS } = this.#parts;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#dismiss(), restMs).unref();
  }

  #dismiss(): void {
    this.#inRow = 0;
    for (const helper of this.#helping.keys()) helper.close();
    this.#helping.clear();
  }
}
