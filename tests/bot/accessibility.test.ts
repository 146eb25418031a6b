import { describe, expect, test } from 'vitest';
import { buttonsUnder } from '../../src/bot/buttons.ts';
import { LANGUAGES } from '../../src/bot/languages/languages.ts';
import { renderAnswer } from '../../src/bot/rendering.ts';
import { answerOf, excerptOf } from './support/excerpts.ts';

const EXCERPTS = [
  excerptOf('First. *Every resident may vote.* Last.', { section: ['Rights'], page: 3 }),
  excerptOf('*Votes are counted twice.*', { start: 2000, title: 'Rules' }),
];
const ANSWER = {
  ...answerOf('closest', EXCERPTS),
  searchedFor: 'Who may vote?',
  excerpts: [...EXCERPTS, excerptOf('*A third one.*', { start: 3000 })],
};

/** Letters of a button that a phone of 320 CSS pixels shows in a row of one, two and three: some 280 pixels at 8 a letter. */
const LETTERS = [32, 17, 12];

describe.each(LANGUAGES)('an answer in $name', (sentences) => {
  const { message, excerpts } = renderAnswer(ANSWER, {
    sentences,
    audience: 'person',
    botName: 'LibraryBot',
    mostExcerpts: 2,
  });

  test('is read aloud as warning, quotation, place, quotation, place', () => {
    const order = [
      sentences.closest,
      EXCERPTS[0]?.text,
      `[1] \u2068Town charter\u2069 › \u2068Rights\u2069 › ${sentences.page(3)}`,
      EXCERPTS[1]?.text,
      '[2] \u2068Rules\u2069',
    ].map((part = '') => message.text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(message.text.split('\n').at(-1)).toMatch(/^\[2\]/);
  });

  test('has neither pictures nor columns made of spaces', () => {
    expect(message.text).not.toMatch(/\p{Extended_Pictographic}/u);
    expect(message.text).not.toMatch(/\t| {2}|[-_=|]{3}/u);
  });

  test('has buttons with a name of their own that a narrow phone shows whole', () => {
    const rows = buttonsUnder({ answer: ANSWER, shown: excerpts, sentences })?.inline_keyboard;
    const names = rows?.flat().map(({ text }) => text) ?? [];
    expect(new Set(names).size).toBe(names.length);
    for (const row of rows ?? []) {
      for (const { text } of row) {
        // A thumb is read out as one; other signs need a word beside them.
        expect(text).toMatch(/^(?:👍|👎)$|[\p{L}\p{M}]{2}/u);
        expect(text).toMatch(new RegExp(`^.{1,${LETTERS[row.length - 1] ?? 0}}$`, 'u'));
      }
    }
  });
});
