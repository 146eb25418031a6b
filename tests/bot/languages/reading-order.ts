import { createRequire } from 'node:module';
import type { Bidi } from 'bidi-js';

// Its types promise a default export, which Node doesn't find in it.
const bidi = (createRequire(import.meta.url)('bidi-js') as () => Bidi)();

/** Words and numbers, these with their separators. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*/gu;

/** The words of a line as they are written. */
export function asWritten(line: string): string[] {
  return line.match(WORD) ?? [];
}

/** A line as it stands on the screen, from left to right. */
export function onScreen(line: string): string {
  return bidi.getReorderedString(line, bidi.getEmbeddingLevels(line));
}

/**
 * The words of a line as an eye meets them that reads in the line's direction: laid out by the Unicode bidirectional algorithm,
 * then read from the right where the line runs from the right.
 */
export function asRead(line: string): string[] {
  const levels = bidi.getEmbeddingLevels(line);
  const isFromRight = (levels.paragraphs[0]?.level ?? 0) % 2 === 1;
  const places = bidi.getReorderedIndices(line, levels);
  const words = Array.from(line.matchAll(WORD), ({ 0: text, index: start }) => ({ text, start }));
  const wordAt = (place: number) =>
    words.find(({ text, start }) => place >= start && place < start + text.length);
  const met = (isFromRight ? places.toReversed() : places).flatMap((place) => wordAt(place) ?? []);
  return met.filter((word, at) => word !== met[at - 1]).map(({ text }) => text);
}
