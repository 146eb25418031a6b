import type { SentenceTokens, TokenVectors } from '../embedding/embedder.ts';
import { scalesOf } from '../embedding/token-vectors.ts';

// Numbers of token vectors are -7..7: two fit into a byte, each with 8 added, the first in the low bits. Scales aren't
// written, since they follow from the numbers.

/** Bytes that a token takes: half a byte for each number of its two vectors, of which each begins with a byte. */
export function bytesOfToken(dimensions: number): number {
  return 2 * bytesOfVector(dimensions);
}

function bytesOfVector(dimensions: number): number {
  return Math.ceil(dimensions / 2);
}

/**
 * A sentence's tokens as bytes: the vectors of `alone`, then those of `inPassage`.
 *
 * @throws RangeError for numbers that aren't -7..7, or that don't make whole vectors
 */
export function encodeTokens(tokens: SentenceTokens, dimensions: number): Uint8Array {
  const { alone, inPassage } = tokens;
  const count = alone.scales.length;
  if (inPassage.scales.length !== count) {
    throw new RangeError(`${count} tokens alone, ${inPassage.scales.length} in the passage`);
  }
  const bytes = new Uint8Array(count * bytesOfToken(dimensions));
  packVectors(alone, dimensions, bytes.subarray(0, bytes.length / 2));
  packVectors(inPassage, dimensions, bytes.subarray(bytes.length / 2));
  return bytes;
}

/** @param bytes as {@link encodeTokens} made them */
export function decodeTokens(bytes: Uint8Array, dimensions: number): SentenceTokens {
  return {
    alone: unpackVectors(bytes.subarray(0, bytes.length / 2), dimensions),
    inPassage: unpackVectors(bytes.subarray(bytes.length / 2), dimensions),
  };
}

function packVectors(
  { values, scales }: TokenVectors,
  dimensions: number,
  bytes: Uint8Array,
): void {
  if (values.length !== scales.length * dimensions) {
    throw new RangeError(`${values.length} numbers for ${scales.length} tokens`);
  }
  if (values.some((value) => value < -7 || value > 7)) {
    throw new RangeError('A number of a token vector that does not fit into four bits');
  }
  for (let token = 0; token < scales.length; token += 1) {
    for (let axis = 0; axis < dimensions; axis += 1) {
      const at = token * bytesOfVector(dimensions) + (axis >> 1);
      const nibble = (values[token * dimensions + axis] ?? 0) + 8;
      bytes[at] = (bytes[at] ?? 0) | (axis % 2 === 0 ? nibble : nibble << 4);
    }
  }
}

function unpackVectors(bytes: Uint8Array, dimensions: number): TokenVectors {
  const count = bytes.length / bytesOfVector(dimensions);
  const values = new Int8Array(count * dimensions);
  for (let token = 0, at = 0; token < count; token += 1) {
    const end = (token + 1) * dimensions;
    for (let place = token * dimensions; place < end; place += 2, at += 1) {
      const byte = bytes[at] as number; // in bounds by construction: this runs for every sentence that is matched
      values[place] = (byte & 15) - 8;
      if (place + 1 < end) values[place + 1] = (byte >> 4) - 8;
    }
  }
  return { values, scales: scalesOf(values, dimensions) };
}
