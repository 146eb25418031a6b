import { joinsWithoutSpace } from './spaceless.ts';

const HYPHENATED = /(\p{L}[\p{L}\p{M}'’]*)[-\u2010]$/u;
const SOFT = /\u00ad$/u;
const FIRST_WORD = /^[\p{L}\p{M}'’]+/u;
/** `Vor- und Nachteile`: the hyphen stands for a part that follows later. */
const COMMON_TO_BOTH = /^(?:and|or|to|und|oder|bis|bzw|et|ou|y|o|и|или|до)$/u;
/** Parts of words that nearly always have a hyphen of their own: `twenty-four`, `self-taught`, `кто-нибудь`. */
const KEEPS_HYPHEN_AFTER = /^(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|self|well|кое)$/u;
const KEEPS_HYPHEN_BEFORE = /^(?:нибудь|либо|таки)$/u;
const WORDS = /\p{L}[\p{L}\p{M}'’]*(?:[-\u2010]\p{L}[\p{L}\p{M}'’]*)*/gu;

/** Joins the lines of a document's paragraphs: words parted at a line's end are made whole again. */
export interface LineJoiner {
  /** The text of the line that stays, and what comes between it and the next line. */
  join(line: string, next: string): { readonly kept: string; readonly between: string };
}

/** A joiner that knows the words of a document, so as to tell `sedi-ment` from `well-known`. */
export function lineJoiner(lines: Iterable<string>): LineJoiner {
  const words = wordsOf(lines);
  return {
    join: (line, next) => {
      if (SOFT.test(line)) return { kept: line.slice(0, -1), between: '' };
      const first = HYPHENATED.exec(line)?.[1];
      const second = FIRST_WORD.exec(next)?.[0] ?? '';
      if (first === undefined || second === '' || COMMON_TO_BOTH.test(second))
        return { kept: line, between: betweenLines(line, next) };
      const isParted = /^\p{Ll}/u.test(second) && !isCompound(first, second, words);
      return { kept: isParted ? line.slice(0, -1) : line, between: '' };
    },
  };
}

/** All words in small letters, but not the parts of words at lines' ends. */
function wordsOf(lines: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  let wasParted = false;
  for (const line of lines) {
    const whole = (wasParted ? line.replace(FIRST_WORD, '') : line).replace(HYPHENATED, '');
    for (const [word] of whole.matchAll(WORDS)) words.add(plainHyphens(word.toLowerCase()));
    wasParted = HYPHENATED.test(line);
  }
  return words;
}

const plainHyphens = (word: string): string => word.replaceAll('\u2010', '-');

function betweenLines(line: string, next: string): string {
  if (/\d[-\u2010\u2013]$/u.test(line) && /^\d/u.test(next)) return '';
  return joinsWithoutSpace(line, next) ? '' : ' ';
}

/** A word with a hyphen of its own: elsewhere written so; or of two words that both stand elsewhere, but never as one. */
function isCompound(first: string, second: string, words: ReadonlySet<string>): boolean {
  const [before, after] = [first.toLowerCase(), second.toLowerCase()];
  if (words.has(before + after)) return false;
  if (words.has(`${before}-${after}`)) return true;
  if (KEEPS_HYPHEN_AFTER.test(before) || KEEPS_HYPHEN_BEFORE.test(after)) return true;
  return before.length >= 3 && after.length >= 3 && words.has(before) && words.has(after);
}
