import fc from 'fast-check';
import { wellFormed } from '../../../src/bot/label.ts';
import type { Excerpt } from '../../../src/retrieval/answer.ts';
import { excerptOf } from './excerpts.ts';

/** Pieces that have broken bots: names, markup, links, marks of direction, combined and torn characters. */
const PIECES = [
  '@name_1',
  '@ab',
  '@LibraryBot',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '. ',
  '? ',
  'слово',
  '誰が投票',
  'שלום',
  'مرحبا',
  'नमस्ते',
  'สวัสดี',
  'Ա',
  '👩‍👩‍👧',
  '🇦🇲',
  '👍🏽',
  '1️⃣',
  '\u202e',
  '\u2067',
  '\u200f',
  '\u2028',
  '\ufeff',
  '\u200b',
  '\u00ad',
  'x'.repeat(90),
  `z${'\u0336\u0489\u0301'.repeat(30)}`,
  '<b>',
  '</b>&amp;',
  '*_`~|>#-=+.!{}()[]\\',
  '[x](tg://user?id=1)',
  'https://t.me/name_1/5?start=x',
  't.me/c/1/2',
  'http://',
  'a@b.org',
  '/start',
  '#tag',
  '$USD',
  '+7 495 000-00-00',
  '+who?+',
  '"',
  '«',
  '»',
  'e\u0301',
  '\ud83d',
  '\udc4d',
  '\u0000',
  '\u001b[31m',
  '。',
  '1:02:03',
] as const;

/** Code points of many scripts, the first one of each and how many follow. */
const BLOCKS = [
  [0x20, 95],
  [0xa0, 400],
  [0x300, 112],
  [0x400, 256],
  [0x590, 112],
  [0x600, 256],
  [0x900, 128],
  [0xe00, 128],
  [0x2000, 112],
  [0x3040, 192],
  [0x4e00, 2000],
  [0xac00, 2000],
  [0xd800, 2048],
  [0xfe00, 512],
  [0x1f300, 1000],
  [0x1f1e6, 26],
  [0xe0000, 128],
  [0x10fff0, 16],
] as const;

/** How a text is put together: of pieces, of characters of one script or of all, or of one piece again and again. */
const MAKES = ['pieces', 'script', 'characters', 'repetition'] as const;

/**
 * Text that nobody expects, of any script: made by a generator of our own, since fast-check's take longer than the bot.
 *
 * @param maxLength UTF-16 units
 */
export function hostileText(maxLength: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...MAKES), fc.constantFrom(0, 1, 20, 200, maxLength), fc.integer())
    .map(([make, most, seed]) => {
      const random = randomNumbers(seed);
      const length = random(Math.min(most, maxLength) + 1);
      return textOf(make, length, random);
    });
}

type Random = (below: number) => number;

function textOf(make: (typeof MAKES)[number], length: number, random: Random): string {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]) => list[random(list.length)] as T;
  const block = pick(BLOCKS);
  const piece = pick(PIECES);
  let text = '';
  while (text.length < length) {
    if (make === 'repetition') text += piece;
    else if (make === 'pieces') text += pick(PIECES);
    else {
      const [first, count] = make === 'script' ? block : pick(BLOCKS);
      text += random(8) === 0 ? ' ' : String.fromCodePoint(first + random(count));
    }
  }
  return text.slice(0, length);
}

/** Whole numbers from 0: mulberry32, the same for a seed everywhere. */
function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The same as it comes from Telegram: encoded in UTF-8, and not blank. */
export function hostileMessage(maxLength: number): fc.Arbitrary<string> {
  return hostileText(maxLength).map((text) => {
    const sent = wellFormed(text).trim();
    return sent === '' ? '?' : sent;
  });
}

/** An excerpt of a document that may hold anything. */
export const hostileExcerpt: fc.Arbitrary<Excerpt> = fc
  .record({
    text: fc.oneof(
      { weight: 24, arbitrary: hostileText(6000) },
      { weight: 1, arbitrary: hostileText(100_000) },
    ),
    cuts: fc.tuple(fc.nat(6000), fc.nat(6000)),
    title: hostileText(300),
    section: fc.array(hostileText(300), { maxLength: 4 }),
    page: fc.option(fc.nat(), { nil: undefined }),
    place: fc.option(
      fc.record({
        kind: fc.constant('message' as const),
        author: hostileText(300),
        clockSeconds: fc.nat(2 ** 32 - 1),
        link: fc.constantFrom(undefined, 'https://t.me/town/45', 'x'),
      }),
      { nil: undefined },
    ),
    start: fc.nat(),
    paragraph: fc.nat(),
  })
  .map(({ text, cuts, start, ...rest }) => {
    const [from = 0, to = 0] = cuts
      .map((cut) => pairSafe(text, Math.min(cut, text.length)))
      .sort((a, b) => a - b);
    const best = { start: start + from, end: start + to };
    return excerptOf('', { ...rest, text, start, end: start + text.length, best });
  });

/** Retrieval never cuts a pair; neither may the test. */
function pairSafe(text: string, position: number): number {
  return wellFormed(text.slice(0, position)) === wellFormed(text).slice(0, position)
    ? position
    : position - 1;
}
