import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/bot/languages/languages.ts';
import type { Sentences } from '../../src/bot/languages/sentences.ts';
import { renderAnswer } from '../../src/bot/rendering.ts';
import type { Excerpt } from '../../src/retrieval/answer.ts';
import { asRead, asWritten } from './languages/reading-order.ts';
import { answerOf, excerptOf } from './support/excerpts.ts';

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
    expect(asRead(line)).toEqual(asWritten(line));
  });

  test('which without isolation it would not be', () => {
    const [sentences] = LANGUAGES;
    const line = citation(sentences, { title: 'חוקה', section: ['זכויות'] });
    const bare = line.replaceAll(/[\u2066-\u2069]/gu, '');
    expect(asRead(bare)).not.toEqual(asWritten(bare));
  });
});
