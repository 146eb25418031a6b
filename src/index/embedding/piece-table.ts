/**
 * The pieces of a vocabulary as numbers in a few arrays: 14 MB for the 250,002 pieces of XLM-RoBERTa, where strings, a map
 * of them and their scores take 80.
 */
export class PieceTable {
  /** Of the longest piece, in UTF-16 units. */
  readonly longest: number;
  /** Logarithms of probabilities, by id. */
  readonly scores: Float64Array;
  /** All pieces' UTF-16 units, one piece after the other. */
  readonly #units: Uint16Array;
  /** Piece i is `[#starts[i], #starts[i + 1])`. */
  readonly #starts: Uint32Array;
  /** Open addressing: the piece of a slot, and its hash. */
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  readonly #mask: number;
  /** A bit for each hash of a beginning of a piece, cut to 23 bits: most texts stop beginning a piece after a few units. */
  readonly #beginnings = new Uint8Array(BEGINNINGS / 8);

  constructor({ units, starts, scores }: Pieces) {
    this.scores = scores;
    this.#units = units;
    this.#starts = starts;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1, scores.length) * SLOTS_OF_PIECE));
    this.#slots = new Int32Array(slots).fill(NONE);
    this.#hashes = new Int32Array(slots);
    this.#mask = slots - 1;
    let longest = 0;
    for (let id = 0; id < scores.length; id += 1) {
      const [start = 0, end = 0] = [starts[id], starts[id + 1]];
      longest = Math.max(longest, end - start);
      this.#add(id, start, end);
    }
    this.longest = longest;
  }

  /**
   * The id of the piece `[start, start + length)` of a text, below 0 where there is none.
   *
   * @param hash of its units, as {@link extendHash} gives it
   */
  find(text: string, start: number, length: number, hash: number): number {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const id = this.#slots[slot] ?? NONE;
      if (id === NONE) return NONE;
      if (this.#hashes[slot] === hash && this.#is(id, text, start, length)) return id;
    }
  }

  /** False where no piece begins so; true where one does, and now and then where none does. */
  mayBegin(hash: number): boolean {
    const bit = hash & (BEGINNINGS - 1);
    return ((this.#beginnings[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  /** Below 0 where a text is no piece. */
  idOf(text: string): number {
    let hash = EMPTY_HASH;
    for (let at = 0; at < text.length; at += 1) hash = extendHash(hash, text.charCodeAt(at));
    return this.find(text, 0, text.length, hash);
  }

  #is(id: number, text: string, start: number, length: number): boolean {
    const from = this.#starts[id] ?? 0;
    if ((this.#starts[id + 1] ?? 0) - from !== length) return false;
    for (let at = 0; at < length; at += 1) {
      if (this.#units[from + at] !== text.charCodeAt(start + at)) return false;
    }
    return true;
  }

  /** Of two equal pieces the later one is found. */
  #add(id: number, start: number, end: number): void {
    let hash = EMPTY_HASH;
    for (let at = start; at < end; at += 1) {
      hash = extendHash(hash, this.#units[at] ?? 0);
      const bit = hash & (BEGINNINGS - 1);
      this.#beginnings[bit >>> 3] = (this.#beginnings[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const there = this.#slots[slot] ?? NONE;
      if (there !== NONE && !(this.#hashes[slot] === hash && this.#isEqual(there, start, end)))
        continue;
      this.#slots[slot] = id;
      this.#hashes[slot] = hash;
      return;
    }
  }

  #isEqual(id: number, start: number, end: number): boolean {
    const from = this.#starts[id] ?? 0;
    if ((this.#starts[id + 1] ?? 0) - from !== end - start) return false;
    for (let at = 0; at < end - start; at += 1) {
      if (this.#units[from + at] !== this.#units[start + at]) return false;
    }
    return true;
  }
}

/** What a vocabulary says. */
export interface Pieces {
  /** UTF-16 units of all pieces, one piece after the other. */
  readonly units: Uint16Array;
  /** Piece i is `[starts[i], starts[i + 1])`. */
  readonly starts: Uint32Array;
  /** Logarithms of probabilities, by id. */
  readonly scores: Float64Array;
}

/** Two to four slots for each piece keep the way to a free one short. */
const SLOTS_OF_PIECE = 2;
const NONE = -1;
const BEGINNINGS = 2 ** 23;

/** Of no units. */
export const EMPTY_HASH = 0x811c9dc5 | 0;

/** The hash of a piece that is one unit longer: MurmurHash3's step, whose low bits depend on all of the unit's. */
export function extendHash(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ Math.imul(unit, 0xcc9e2d51), 0x1b873593);
  return mixed ^ (mixed >>> 15);
}
