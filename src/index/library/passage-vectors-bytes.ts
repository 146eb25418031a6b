import type { PassageVectors, SentenceVectors, Vector } from '../embedding/embedder.ts';
import { littleEndian } from './table.ts';
import { bytesOfToken, decodeTokens, encodeTokens } from './token-bytes.ts';

/** A passage's vectors as bytes: its own, then for each sentence the vector, the number of tokens and the tokens. */
export function encodePassageVectors({ passage, sentences }: PassageVectors): Buffer {
  return Buffer.concat([
    encodeVector(passage),
    ...sentences.flatMap(({ vector, tokens }) => {
      const count = Buffer.alloc(4);
      count.writeUInt32LE(tokens.alone.scales.length);
      return [encodeVector(vector), count, encodeTokens(tokens, passage.length)];
    }),
  ]);
}

/** @throws RangeError for bytes that {@link encodePassageVectors} didn't make */
export function decodePassageVectors(bytes: Buffer, dimensions: number): PassageVectors {
  const vectorBytes = dimensions * 4;
  const take = (offset: number, length: number) => {
    if (offset + length > bytes.length) throw new RangeError('Vectors that end too early');
    return Uint8Array.from(bytes.subarray(offset, offset + length)); // aligned, and of its own
  };
  const passage = decodeVector(take(0, vectorBytes));
  const sentences: SentenceVectors[] = [];
  for (let offset = vectorBytes; offset < bytes.length;) {
    const vector = decodeVector(take(offset, vectorBytes));
    const count = Buffer.from(take(offset + vectorBytes, 4)).readUInt32LE();
    const tokensAt = offset + vectorBytes + 4;
    const tokens = decodeTokens(take(tokensAt, count * bytesOfToken(dimensions)), dimensions);
    sentences.push({ vector, tokens });
    offset = tokensAt + count * bytesOfToken(dimensions);
  }
  return { passage, sentences };
}

function encodeVector(vector: Vector): Uint8Array {
  return littleEndian(new Uint8Array(vector.slice().buffer));
}

function decodeVector(bytes: Uint8Array): Vector {
  littleEndian(bytes);
  return new Float32Array(bytes.buffer);
}
