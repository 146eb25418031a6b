import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { answersAsMarkdown, quotesAsMarkdown } from '../../../src/bot/saved/quote-file.ts';
import { excerptOf } from '../support/excerpts.ts';

const CITING = { sentences: en, botName: 'DocBot' };
const SAVED_MS = Date.parse('2026-11-27T10:00:00Z');
const ID = 'abcdefgh-1z-abcdefgh';

describe('a file of quotes', () => {
  test('has each quote with its place as a link, and the day of saving', () => {
    const quotation = excerptOf('*Every resident\nmay vote.*', { id: ID, section: ['Council'] });
    const one = { id: 1, quotation, savedMs: SAVED_MS, isChanged: false };
    const changed = { ...one, id: 2, isChanged: true };
    expect(quotesAsMarkdown([one, changed], CITING)).toBe(
      [
        '# Saved quotes',
        '> Every resident\n> may vote.',
        `[Town charter › Council › paragraph 4](https://t.me/DocBot?start=c_${ID})  \nSaved on 2026-11-27`,
        '> Every resident\n> may vote.',
        `[Town charter › Council › paragraph 4](https://t.me/DocBot?start=c_${ID}) (the document has changed since)  \nSaved on 2026-11-27\n`,
      ].join('\n\n'),
    );
  });

  test('has nothing else in it, whatever titles and texts hold', () => {
    const quotation = excerptOf('*# <img src=x onerror=alert(1)> [a](javascript:b)*', {
      title: '](http://evil.example) **x** `y`\n# z',
    });
    const quote = { id: 1, quotation, savedMs: SAVED_MS, isChanged: false };
    const links = JSON.stringify(fromMarkdown(quotesAsMarkdown([quote], CITING))).match(
      /"type":"(?:link|html|image|code|inlineCode|strong)"|"url":"[^"]*"/g,
    );
    expect(links).toEqual(['"type":"link"', '"url":"https://t.me/DocBot?start=c_cite-1000"']);
  });
});

test('a file of answers has each question with its quotes', () => {
  const answer = {
    chatId: 7,
    answerId: 12,
    personId: 7,
    topicId: 0,
    messageId: 11,
    question: 'Who\n# may vote?',
    after: undefined,
    asWritten: false,
    kind: 'found' as const,
    shown: [excerptOf('*Every resident.*'), excerptOf('*And guests.*', { start: 2000 })],
    askedMs: SAVED_MS,
  };
  expect(answersAsMarkdown([answer], CITING)).toBe(
    [
      '# Answers in this chat',
      '## 2026-11-27: Who \\# may vote?',
      '> Every resident.',
      '[Town charter › paragraph 4](https://t.me/DocBot?start=c_cite-1000)',
      '> And guests.',
      '[Town charter › paragraph 4](https://t.me/DocBot?start=c_cite-2000)\n',
    ].join('\n\n'),
  );
});
