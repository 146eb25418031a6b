import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { describe, expect, test } from 'vitest';
import { silenceNames } from '../../src/bot/names.ts';

const URL = 'https://t.me/DocBot?start=c_1';

describe('names in a text', () => {
  test('interrupt the link that they stand in, on both sides of it', () => {
    const link = FormattedString.link('Ask @mayor about it', URL);
    const { text, entities } = silenceNames(fmt`1.2 ${link}`);
    const pieces = entities.map(({ type, offset, length }) => [
      type,
      text.slice(offset, offset + length),
    ]);
    expect(pieces).toEqual([
      ['text_link', 'Ask '],
      ['code', '@mayor'],
      ['text_link', ' about it'],
    ]);
    const links = entities.filter(({ type }) => type === 'text_link');
    expect(links.map((entity) => 'url' in entity && entity.url)).toEqual([URL, URL]);
  });

  test('that are a whole link leave none of it', () => {
    const { entities } = silenceNames(fmt`${FormattedString.link('@mayor', URL)}`);
    expect(entities).toEqual([{ type: 'code', offset: 0, length: 6 }]);
  });
});
