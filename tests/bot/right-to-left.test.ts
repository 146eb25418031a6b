import { createRequire } from 'node:module';
import type { Bidi } from 'bidi-js';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/bot/languages/languages.ts';
import type { Sentences } from '../../src/bot/languages/sentences.ts';
import { renderAnswer } from '../../src/bot/rendering.ts';
import type { Excerpt } from '../../src/retrieval/answer.ts';
import { answerOf, excerptOf } from './support/excerpts.ts';

// Its types promise a default export, which Node doesn't find in it.
const bidi = (createRequire(import.meta.url)('bidi-js') as () => Bidi)();

/**
 * The words of a line as an eye meets them that reads in the line's direction: laid out by the Unicode bidirectional algorithm,
 * then read from the right where the line runs from the right. Words that run the other way come out as they are written.
 */
function asRead(line: string): string[] {
  const levels = bidi.getEmbeddingLevels(line);
  const isFromRight = (levels.paragraphs[0]?.level ?? 0) % 2 === 1;
  const order = bidi.getReorderedIndices(line, levels);
  const places = (isFromRight ? order.toReversed() : order).map(
    (at) => [at, line[at] ?? ''] as const,
  );
  const words: (readonly [number, string])[][] = [[]];
  for (const place of places) {
    if (/[\p{L}\p{M}\p{N}]/u.test(place[1])) words.at(-1)?.push(place);
    else words.push([]);
  }
  return words
    .filter((word) => word.length > 0)
    .map((word) =>
      word
        .toSorted(([one], [other]) => one - other)
        .map(([, letter]) => letter)
        .join(''),
    );
}

const wordsOf = (line: string) => line.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function citation(sentences: Sentences, given: Partial<Excerpt>): string {
  const answer = answerOf('found', [excerptOf('*Text.*', given)]);
  const rendering = { sentences, botName: 'DocBot', audience: 'person', mostExcerpts: 1 } as const;
  return renderAnswer(answer, rendering).message.text.split('\n').at(-1) ?? '';
}

/** As in a table of right-to-left words: what stands around a title is ours, so it must not hang on the title's script. */
const PLACES: readonly (readonly [string, Partial<Excerpt>])[] = [
  ['Latin', { title: 'charter', section: ['rights'] }],
  ['Hebrew', { title: 'חוקה', section: ['זכויות'] }],
  ['Arabic', { title: 'ميثاق', section: ['حقوق'] }],
  ['Latin, then Hebrew', { title: 'charter', section: ['זכויות'] }],
  ['Hebrew, then Latin', { title: 'חוקה', section: ['rights'] }],
  ['a number', { title: '2024', section: ['12'] }],
];

describe('a citation is read in its order', () => {
  const cases = LANGUAGES.flatMap((sentences) =>
    PLACES.map(([script, given]) => [sentences.name, script, { sentences, given }] as const),
  );

  test.each(cases)('in %s, of a title in %s', (_language, _script, { sentences, given }) => {
    const line = citation(sentences, { ...given, page: 31, paragraph: 42 });
    expect(asRead(line)).toEqual(wordsOf(line));
  });

  test('which without isolation it would not be', () => {
    const [sentences] = LANGUAGES;
    const line = citation(sentences, { title: 'חוקה', section: ['זכויות'] });
    const bare = line.replaceAll(/[\u2066-\u2069]/gu, '');
    expect(asRead(bare)).not.toEqual(wordsOf(bare));
  });
});
