import { describe, expect, test } from 'vitest';
import { renderForTerminal } from '../../src/retrieval/terminal.ts';
import { answerOf, excerptOf } from './answers.ts';

const plain = { colours: false, columns: 60 };
const coloured = { colours: true, columns: 60 };

describe('an answer in the terminal', () => {
  test('shows place and excerpt', () => {
    expect(renderForTerminal(answerOf(), plain)).toBe(
      '[1] Steam engines › paragraph 1\n    Steam engines use boilers.\n',
    );
  });

  test('names section and page where there are any', () => {
    const excerpt = excerptOf('They boil.', { section: ['Parts', 'Boilers'], page: 3 });
    expect(renderForTerminal(answerOf({ excerpts: [excerpt] }), plain)).toContain(
      '[1] Steam engines › Parts › Boilers › page 3 › paragraph 1',
    );
  });

  test.each([
    [{ kind: 'time', ms: 3_723_900 }, '1:02:03'],
    [{ kind: 'time', ms: 67_000 }, '1:07'],
    [{ kind: 'row', row: 12 }, 'row 12'],
    [
      { kind: 'message', author: 'Anna', clockSeconds: 1_710_238_260, link: undefined },
      'Anna, 12 Mar 2024, 10:11',
    ],
    [
      { kind: 'message', author: 'Anna', clockSeconds: 0, link: 'https://t.me/c/1/2' },
      'Anna, 1 Jan 1970, 00:00 › https://t.me/c/1/2',
    ],
  ] as const)('names %j in place of the paragraph', (place, words) => {
    const excerpts = [excerptOf('They boil.', { place })];
    expect(renderForTerminal(answerOf({ excerpts }), plain)).toContain(
      `[1] Steam engines › ${words}\n`,
    );
  });

  test('sets the best sentence bold when colours are allowed', () => {
    const excerpt = excerptOf('One. Two. Three.', { best: { start: 5, end: 9 } });
    const shown = renderForTerminal(answerOf({ excerpts: [excerpt] }), coloured);
    expect(shown).toContain('One. \u001b[1mTwo.\u001b[0m Three.');
    expect(renderForTerminal(answerOf({ excerpts: [excerpt] }), plain)).not.toContain('\u001b');
  });

  test('wraps within the columns', () => {
    const text = 'word '.repeat(60).trim();
    const lines = renderForTerminal(answerOf({ excerpts: [excerptOf(text)] }), plain).split('\n');
    expect(lines.every((line) => line.length <= 60)).toBe(true);
  });

  test('says plainly that the closest passages may not answer', () => {
    expect(renderForTerminal(answerOf({ kind: 'closest' }), plain)).toMatch(/may not answer/);
  });

  test('shows no excerpt when the documents answer nothing, but what they are about', () => {
    const shown = renderForTerminal(answerOf({ kind: 'nothing' }), { ...plain, columns: 80 });
    expect(shown).toBe("The documents don't answer this. They are about “Steam engines”.\n");
  });

  test('lets no escape sequence of a document through', () => {
    const excerpt = excerptOf('Evil \u001b[2J\u0001 text.', { title: 'A\u001b]0;x\u0007' });
    const shown = renderForTerminal(answerOf({ excerpts: [excerpt] }), plain);
    expect(shown).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  test('lets no title turn the rest of its line around', () => {
    const shown = renderForTerminal(
      answerOf({ excerpts: [excerptOf('Text.', { title: 'A\u202Efdp.b' })] }),
      plain,
    );
    expect(shown).toMatch(/^\[1\] A\uFFFDfdp\.b › /u);
  });
});
