import type { SentenceTokens, TokenVectors } from '../embedding/embedder.ts';

// Numbers of token vectors are -7..7: two fit into a byte, each with 8 added, the first in the low bits. Scales aren't
// written, since they follow from the numbers.

/** A sentence's tokens as {@link encodeTokens} made them. */
export interface PackedTokens {
  readonly packed: Uint8Array;
}

/** Bytes that a token takes: half a byte for each number of its two vectors. */
export function bytesOfToken(dimensions: number): number {
  return dimensions;
}

/**
 * A sentence's tokens as bytes: the vectors of `alone`, then those of `inPassage`.
 *
 * @throws RangeError for numbers that aren't -7..7 or don't make whole vectors, and for an odd number of dimensions
 */
export function encodeTokens(tokens: SentenceTokens, dimensions: number): Uint8Array {
  const { alone, inPassage } = tokens;
  const count = alone.scales.length;
  if (inPassage.scales.length !== count) {
    throw new RangeError(`${count} tokens alone, ${inPassage.scales.length} in the passage`);
  }
  const bytes = new Uint8Array(count * bytesOfToken(dimensions));
  packVectors(alone, dimensions, aloneOf(bytes));
  packVectors(inPassage, dimensions, inPassageOf(bytes));
  return bytes;
}

/** @param bytes as {@link encodeTokens} made them */
export function decodeTokens(bytes: Uint8Array, dimensions: number): SentenceTokens {
  return {
    alone: unpackVectors(aloneOf(bytes), dimensions),
    inPassage: unpackVectors(inPassageOf(bytes), dimensions),
  };
}

/** The packed vectors of a sentence's tokens as they stand in it alone. */
export function aloneOf(packed: Uint8Array): Uint8Array {
  return packed.subarray(0, packed.length / 2);
}

/** The packed vectors of a sentence's tokens as they stand in its passage. */
export function inPassageOf(packed: Uint8Array): Uint8Array {
  return packed.subarray(packed.length / 2);
}

/** In one loop, as {@link unpackVectors}: a million sentences have thirty thousand such numbers each. */
function packVectors(
  { values, scales }: TokenVectors,
  dimensions: number,
  bytes: Uint8Array,
): void {
  if (dimensions % 2 !== 0) throw new RangeError(`${dimensions} dimensions are an odd number`);
  if (values.length !== scales.length * dimensions) {
    throw new RangeError(`${values.length} numbers for ${scales.length} tokens`);
  }
  let isBeyond = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const low = (values[2 * at] as number) + 8;
    const high = (values[2 * at + 1] as number) + 8;
    isBeyond ||= low < 1 || low > 15 || high < 1 || high > 15;
    bytes[at] = low | (high << 4);
  }
  if (isBeyond) throw new RangeError('A number of a token vector that does not fit into four bits');
}

/** By byte, its two numbers (as one of 16 bits, to be written at once) and the sum of their squares. */
const PAIRS = Int8Array.from(
  { length: 512 },
  (_, place) => (place % 2 === 0 ? place >> 1 : place >> 5) & 15,
).map((number) => number - 8);
const PAIR_OF = new Int16Array(PAIRS.buffer);
const SQUARES_OF = Uint8Array.from(
  { length: 256 },
  (_, byte) => (PAIRS[2 * byte] ?? 0) ** 2 + (PAIRS[2 * byte + 1] ?? 0) ** 2,
);

/** In one loop, without checks of what is in bounds by construction: it runs a million times for a question. */
function unpackVectors(bytes: Uint8Array, dimensions: number): TokenVectors {
  const values = new Int8Array(bytes.length * 2);
  const pairs = new Int16Array(values.buffer);
  const scales = new Float32Array(values.length / dimensions);
  for (let token = 0, at = 0; token < scales.length; token += 1) {
    let squares = 0;
    for (const end = at + dimensions / 2; at < end; at += 1) {
      const byte = bytes[at] as number;
      pairs[at] = PAIR_OF[byte] as number;
      squares += SQUARES_OF[byte] as number;
    }
    scales[token] = 1 / (Math.sqrt(squares) || 1);
  }
  return { values, scales };
}
