/**
 * Longest part given to a tokenizer at once, in UTF-16 units. Tokenizers hold a lattice over a whole part: 5,000 units
 * take 0.2 s and tens of megabytes, 100,000 overflow the stack, 1,000,000 the heap.
 */
const MAX_PART_CHARS = 2000;

/**
 * The parts of a text that a tokenizer is given one after the other, without the white space around them.
 *
 * Ordinary text is one part. Longer text is parted at white space, where no token crosses, or, where there is none,
 * between characters. The same text always has the same parts, so counted and embedded tokens agree.
 */
export function embeddedParts(text: string): string[] {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const end = partEnd(rest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return parts;
}

/** The text starts with no white space, so a part is never empty. */
function partEnd(text: string): number {
  if (text.length <= MAX_PART_CHARS) return text.length;
  for (let end = MAX_PART_CHARS; end > MAX_PART_CHARS / 2; end--) {
    if (/\s/.test(text.charAt(end))) return end;
  }
  return isLowSurrogate(text.charCodeAt(MAX_PART_CHARS)) ? MAX_PART_CHARS - 1 : MAX_PART_CHARS;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
