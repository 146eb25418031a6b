import { EMPTY_HASH, extendHash, type PieceTable } from './piece-table.ts';

/**
 * Cuts text into the most probable pieces, as the unigram model of @xenova/transformers 2.17.2 does, sum for sum: token ids
 * are the same. Two things differ. Special tokens written in a text are only text. And pieces outside the Basic
 * Multilingual Plane are found, which the library stores whole and looks for by halves: it takes every emoji for unknown.
 */
export class Unigram {
  readonly #table: PieceTable;
  readonly #unknownId: number;
  readonly #unknownScore: number;
  readonly #special: ReadonlySet<number>;

  /** @param special pieces that no text has */
  constructor(table: PieceTable, unknownId: number, special: readonly string[]) {
    this.#table = table;
    this.#unknownId = unknownId;
    this.#special = new Set(special.map((piece) => table.idOf(piece)));
    let least = Infinity;
    for (const score of table.scores) least = Math.min(least, score);
    this.#unknownScore = least - UNKNOWN_PENALTY;
  }

  /** Ids of the pieces of words that follow each other; what is unknown in a row is one token. */
  encode(words: readonly string[]): number[] {
    const ids: number[] = [];
    for (const word of words) {
      for (const id of this.#best(word)) {
        if (id !== this.#unknownId || ids.at(-1) !== id) ids.push(id);
      }
    }
    return ids;
  }

  /** Viterbi: at each place the best way to each piece that begins there, over the pieces that end there. */
  #best(text: string): number[] {
    const lattice = new Lattice(text.length);
    for (let place = 0; place < text.length; place += 1) {
      lattice.startAt(place);
      this.#addPieces(lattice, text, place);
    }
    return lattice.idsTo(text.length);
  }

  #addPieces(lattice: Lattice, text: string, place: number): void {
    const table = this.#table;
    const longest = Math.min(table.longest, text.length - place);
    let hash = EMPTY_HASH;
    let isKnown = false;
    for (let length = 1; length <= longest; length += 1) {
      hash = extendHash(hash, text.charCodeAt(place + length - 1));
      if (!table.mayBegin(hash)) break;
      const id = table.find(text, place, length, hash);
      if (id < 0 || this.#special.has(id)) continue;
      lattice.add(id, place + length, table.scores[id] ?? 0);
      if (length === 1) isKnown = true;
    }
    if (!isKnown) lattice.add(this.#unknownId, place + 1, this.#unknownScore);
  }
}

/** How much less probable than the rarest piece an unknown character is. */
const UNKNOWN_PENALTY = 10;

const NONE = -1;

/**
 * Pieces of a text, each with the best way to it. Of pieces that end at one place, those that begin earlier come first,
 * and the first of equally good ones is taken.
 */
class Lattice {
  readonly #ids: number[] = [];
  /** Sum of the scores of the best way to a piece, its own included. */
  readonly #sums: number[] = [];
  readonly #before: number[] = [];
  /** Pieces that end at a place: the first, the last, and for each piece the next. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #next: number[] = [];
  #place = 0;

  constructor(length: number) {
    this.#first = new Int32Array(length + 1).fill(NONE);
    this.#last = new Int32Array(length + 1).fill(NONE);
  }

  /** Pieces that are added from now on begin here. */
  startAt(place: number): void {
    this.#place = place;
  }

  add(id: number, end: number, score: number): void {
    let sum = this.#place === 0 ? score : -Infinity;
    let before = NONE;
    for (let piece = this.#first[this.#place] ?? NONE; piece !== NONE; piece = this.#after(piece)) {
      const way = (this.#sums[piece] ?? 0) + score;
      if (before !== NONE && way <= sum) continue;
      sum = way;
      before = piece;
    }
    const added = this.#ids.length;
    this.#ids.push(id);
    this.#sums.push(sum);
    this.#before.push(before);
    this.#next.push(NONE);
    const last = this.#last[end] ?? NONE;
    if (last === NONE) this.#first[end] = added;
    else this.#next[last] = added;
    this.#last[end] = added;
  }

  /** Ids along the best way to a place, at which a piece ends. */
  idsTo(end: number): number[] {
    let best = this.#first[end] ?? NONE;
    for (let piece = best; piece !== NONE; piece = this.#after(piece)) {
      if ((this.#sums[piece] ?? 0) > (this.#sums[best] ?? 0)) best = piece;
    }
    const ids: number[] = [];
    for (let piece = best; piece !== NONE; piece = this.#before[piece] ?? NONE) {
      ids.push(this.#ids[piece] ?? 0);
    }
    return ids.reverse();
  }

  #after(piece: number): number {
    return this.#next[piece] ?? NONE;
  }
}
