/**
 * What the buttons of reading say to the bot. Each says all that its press needs, so that one acts alike for everybody, at any
 * time and on any message: nothing is remembered between two presses. At most 64 bytes, as Telegram takes.
 *
 * `origin` is the excerpt that reading began at: there the button back leads, where its question is no longer known.
 */
export type ReadingPress =
  /** What stands before, or after, a cited sentence. */
  | { readonly act: 'before' | 'after'; readonly edge: string; readonly origin: string }
  /** A part of the section around a sentence; 0: the one that holds it. */
  | { readonly act: 'section'; readonly part: number; readonly at: string; readonly origin: string }
  /** The excerpt of this number (from 1) of the answer. */
  | { readonly act: 'excerpt'; readonly number: number; readonly origin: string }
  | { readonly act: 'back'; readonly origin: string }
  /** All from one sentence to another, to be copied. */
  | { readonly act: 'copy'; readonly first: string; readonly last: string };

const ID = String.raw`([\w-]{1,26})`;
const NUMBER = String.raw`(\d{1,4})`;

const BESIDE = new RegExp(`^([ba]):${ID}:${ID}$`);
const SECTION = new RegExp(`^s:${NUMBER}:${ID}:${ID}$`);
const EXCERPT = new RegExp(`^n:${NUMBER}:${ID}$`);
const BACK = new RegExp(`^o:${ID}$`);
const COPY = new RegExp(`^c:${ID}:${ID}$`);

/** Callback data of a button. */
export function writePress(press: ReadingPress): string {
  switch (press.act) {
    case 'before':
      return `b:${press.edge}:${press.origin}`;
    case 'after':
      return `a:${press.edge}:${press.origin}`;
    case 'section':
      return `s:${press.part}:${press.at}:${press.origin}`;
    case 'excerpt':
      return `n:${press.number}:${press.origin}`;
    case 'back':
      return `o:${press.origin}`;
    case 'copy':
      return `c:${press.first}:${press.last}`;
  }
}

/** Undefined for what no button of reading says. Whoever forges one may name any place: that it may be read is asked then. */
export function readPress(data: string): ReadingPress | undefined {
  const [, way, edge, origin] = BESIDE.exec(data) ?? [];
  if (edge && origin) return { act: way === 'b' ? 'before' : 'after', edge, origin };
  const [, part, at, sectionOrigin] = SECTION.exec(data) ?? [];
  if (part && at && sectionOrigin) {
    return { act: 'section', part: Number(part), at, origin: sectionOrigin };
  }
  const [, number, answerOrigin] = EXCERPT.exec(data) ?? [];
  if (number && answerOrigin)
    return { act: 'excerpt', number: Number(number), origin: answerOrigin };
  const [, backTo] = BACK.exec(data) ?? [];
  if (backTo) return { act: 'back', origin: backTo };
  const [, first, last] = COPY.exec(data) ?? [];
  return first && last ? { act: 'copy', first, last } : undefined;
}
