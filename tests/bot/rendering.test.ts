import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { wellFormed } from '../../src/bot/label.ts';
import { en } from '../../src/bot/languages/en.ts';
import { LANGUAGES } from '../../src/bot/languages/languages.ts';
import {
  MAX_ENTITIES,
  MAX_MESSAGE_CHARS,
  type Rendering,
  renderAnswer,
  renderExcerpt,
  renderReading,
} from '../../src/bot/rendering.ts';
import type { Answer, Excerpt } from '../../src/retrieval/answer.ts';
import { answerOf, excerptOf } from './support/excerpts.ts';
import { hostileExcerpt } from './support/hostile.ts';

const CITING = { sentences: en, botName: 'DocBot' } as const;
const PERSON = { ...CITING, audience: 'person', mostExcerpts: 3 } as const;

const answerShown = (answer: Answer, rendering: Rendering) =>
  renderAnswer(answer, rendering).message;

interface Shown {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

function marked({ text, entities }: Shown, type: MessageEntity['type']): string[] {
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

describe('an answer', () => {
  test('quotes the excerpt, marks its best sentence and cites its place', () => {
    const excerpt = excerptOf('First. *Every resident may vote.* Last.', {
      section: ['Rights', 'Voting'],
      page: 3,
    });
    const shown = answerShown(answerOf('found', [excerpt]), PERSON);
    expect(marked(shown, 'expandable_blockquote')).toEqual([excerpt.text]);
    expect(marked(shown, 'bold')).toEqual(['Every resident may vote.']);
    expect(plain(shown.text)).toContain(
      '\n[1] Town charter › Rights › Voting › page 3, paragraph 4',
    );
  });

  test.each([
    [{ kind: 'time', ms: 3_723_900 }, '1:02:03'],
    [{ kind: 'row', row: 12 }, 'row 12'],
    [
      { kind: 'message', author: 'Anna\nK', clockSeconds: 1_710_238_260, link: undefined },
      'Anna K, Mar 12, 2024, 10:11 AM',
    ],
  ] as const)('names %j in place of the paragraph', (place, words) => {
    const shown = answerShown(answerOf('found', [excerptOf('*One.*', { place })]), PERSON);
    expect(plain(shown.text)).toMatch(new RegExp(`› ${words}$`));
  });

  const message = (link: string) =>
    answerShown(
      answerOf('found', [
        excerptOf('*One.*', {
          place: { kind: 'message', author: '@anna_k', clockSeconds: 1_710_238_260, link },
        }),
      ]),
      PERSON,
    );

  test('opens the message it quotes, and does not call its author', () => {
    const link = 'https://t.me/c/123/45';
    const shown = message(link);
    expect(shown.entities.find(({ type }) => type === 'text_link')).toMatchObject({ url: link });
    expect(marked(shown, 'text_link')).toEqual(['Mar 12, 2024, 10:11 AM', en.reading.open]);
    expect(marked(shown, 'code')).toEqual(['@anna_k']);
  });

  test.each(['https://example.org/c/123/45', 'tg://user?id=1', 'javascript:alert(1)'])(
    'makes no link to %s, but one that opens the place',
    (link) => {
      expect(marked(message(link), 'text_link')).toEqual(['Mar 12, 2024, 10:11 AM']);
      expect(JSON.stringify(message(link).entities)).not.toContain(link);
    },
  );

  test('links each place to where it can be read on', () => {
    const excerpt = excerptOf('*One.*', { id: 'AAAAAAAA-1-BBBBBBBB', page: 3 });
    const shown = answerShown(answerOf('found', [excerpt]), PERSON);
    expect(marked(shown, 'text_link')).toEqual(['page 3, paragraph 4']);
    expect(shown.entities.find(({ type }) => type === 'text_link')).toMatchObject({
      url: 'https://t.me/DocBot?start=c_AAAAAAAA-1-BBBBBBBB',
    });
  });

  test('links nowhere where the bot has no name', () => {
    const shown = answerShown(answerOf('found', [excerptOf('*One.*')]), { ...PERSON, botName: '' });
    expect(marked(shown, 'text_link')).toEqual([]);
  });

  test('shows no more excerpts than it is to, and says which', () => {
    const excerpts = [1, 50, 90, 120].map((start) => excerptOf('*One.*', { start }));
    const shown = renderAnswer(answerOf('found', excerpts), PERSON);
    expect(marked(shown.message, 'expandable_blockquote')).toHaveLength(3);
    expect(shown.excerpts).toEqual(excerpts.slice(0, 3));
  });

  test('numbers its excerpts', () => {
    const excerpts = [excerptOf('*One.*', { start: 1 }), excerptOf('*Two.*', { start: 50 })];
    const shown = answerShown(answerOf('found', excerpts), PERSON);
    expect(marked(shown, 'expandable_blockquote')).toEqual(['One.', 'Two.']);
    expect(shown.text).toMatch(/\[1\][^]*\[2\]/);
  });

  test('says that the closest passages may not answer', () => {
    const shown = answerShown(answerOf('closest', [excerptOf('*One.*')]), PERSON);
    expect(shown.text.startsWith(en.closest)).toBe(true);
  });

  test('names the subjects where nothing was found, and shows no quotation', () => {
    const shown = answerShown(answerOf('nothing', [excerptOf('*One.*')]), PERSON);
    expect(plain(shown.text)).toBe(`${en.nothing} They are about: Town charter.`);
    expect(shown.entities).toEqual([]);
  });

  test('says what was asked where nothing was found, when that is not all that was written', () => {
    const answer = { ...answerOf('nothing', []), searchedFor: 'Who may fish?' };
    const shown = answerShown(answer, { ...PERSON, onlyBeginningChars: 1000 });
    expect(plain(shown.text).split('\n\n')).toEqual([
      en.onlyBeginning(1000),
      en.searchedFor('Who may fish?'),
      `${en.nothing} They are about: Town charter.`,
    ]);
  });

  test('needs one line in a group where nothing was found', () => {
    const shown = answerShown(answerOf('nothing', []), { ...PERSON, audience: 'group' });
    expect(shown.text).toBe(en.nothing);
  });

  test('[7] shows markup of the document literally', () => {
    const text = '*<b>x</b> &amp; _y_ `z` [t](tg://user?id=1)*';
    const shown = answerShown(answerOf('found', [excerptOf(text)]), PERSON);
    expect(marked(shown, 'expandable_blockquote')).toEqual([text.slice(1, -1)]);
  });

  test('[8] silences names in the quotation without changing a character of it', () => {
    const excerpt = excerptOf('Ask @mayor first. *Then @clerk1, or mail a@town.org.* Bye.');
    const shown = answerShown(answerOf('found', [excerpt]), PERSON);
    expect(marked(shown, 'code')).toEqual(['@mayor', '@clerk1']);
    expect(marked(shown, 'bold')).toEqual(['Then ', ', or mail a@town.org.']);
    expect(marked(shown, 'expandable_blockquote')).toEqual([excerpt.text]);
  });

  test('[9] shows fewer excerpts where all are too long together', () => {
    const long = (start: number) => excerptOf(`*${'word '.repeat(390)}end.*`, { start });
    const shown = answerShown(answerOf('found', [long(0), long(5000), long(9000)]), PERSON);
    expect(marked(shown, 'expandable_blockquote')).toHaveLength(2);
  });

  test('[9] shows the part with the best sentence of an excerpt that is too long alone', () => {
    const filler = 'Some words of no matter. '.repeat(200);
    const excerpt = excerptOf(`${filler}*The answer is here.* ${filler}`);
    const shown = answerShown(answerOf('found', [excerpt]), PERSON);
    const [quotation = ''] = marked(shown, 'expandable_blockquote');
    expect(excerpt.text).toContain(quotation);
    expect(marked(shown, 'bold')).toEqual(['The answer is here.']);
    expect(shown.text).toContain('(shortened)');
    expect(quotation).toMatch(/^\S[^]*\S$/);
  });

  test('[6] isolates titles, so that those written from right to left keep the citation in order', () => {
    const excerpt = excerptOf('*Text.*', { title: '\u202eאבג\u2069', section: ['הד'] });
    expect(answerShown(answerOf('found', [excerpt]), PERSON).text).toContain(
      '[1] \u2068אבג\u2069 › \u2068הד\u2069 › paragraph 4',
    );
  });
});

describe('whatever the documents hold', () => {
  test.each(LANGUAGES)('an answer in $code keeps to the limits of Telegram', (sentences) => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        fc.array(hostileExcerpt, { maxLength: 8, size: 'max' }),
        fc.constantFrom('found', 'closest', 'nothing'),
        (excerpts, kind) => {
          const audience = excerpts.length % 2 ? 'person' : 'group';
          const answer = { ...answerOf(kind, excerpts), searchedFor: excerpts[0]?.title };
          const citing = { sentences, botName: 'DocBot' };
          const rendering = { ...citing, audience, mostExcerpts: 8 } as const;
          expectSendable(answerShown(answer, rendering), excerpts);
          for (const one of excerpts.slice(0, 1).filter(({ text }) => text.trim() !== '')) {
            expectSendable(renderExcerpt(one, citing), [one]);
            expectSendable(renderReading(one, citing, sentences.reading.excerpt(4)), [one]);
          }
        },
      ),
      { numRuns: 200, endOnFailure: true },
    );
  });
});

function expectSendable(shown: Shown, excerpts: readonly Excerpt[]): void {
  const { text, entities } = shown;
  expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARS);
  expect(text.trim()).not.toBe('');
  expect(text).toBe(wellFormed(text));
  expect(entities.length).toBeLessThanOrEqual(MAX_ENTITIES);
  for (const { offset, length } of entities) {
    expect(length).toBeGreaterThan(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
    const slice = text.slice(offset, offset + length);
    expect(slice).toBe(wellFormed(slice));
  }
  expectNested(entities);
  const texts = excerpts.map((excerpt) => wellFormed(excerpt.text));
  const quotations = [...marked(shown, 'expandable_blockquote'), ...marked(shown, 'blockquote')];
  for (const quotation of quotations) {
    expect(texts.some((one) => one.includes(quotation))).toBe(true);
  }
}

/** https://core.telegram.org/bots/api#messageentity: one inside the other or apart; code holds nothing, quotes no quote. */
function expectNested(entities: readonly MessageEntity[]): void {
  for (const outer of entities) {
    for (const inner of entities) {
      if (outer === inner || inner.offset < outer.offset) continue;
      const outerEnd = outer.offset + outer.length;
      if (inner.offset >= outerEnd) continue;
      const isInside = inner.offset + inner.length <= outerEnd;
      const isAround = inner.offset === outer.offset && inner.offset + inner.length >= outerEnd;
      expect(isInside || isAround).toBe(true);
      expect(inner.type).not.toBe(outer.type);
      const types = [outer.type, inner.type];
      expect(types).not.toEqual(expect.arrayContaining(['code', 'bold']));
      expect(types).not.toEqual(expect.arrayContaining(['code', 'text_link']));
    }
  }
}

/** Without the marks that isolate titles. */
function plain(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '');
}
