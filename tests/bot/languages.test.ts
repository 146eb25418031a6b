import { describe, expect, test } from 'vitest';
import { LANGUAGES, sentencesFor } from '../../src/bot/languages/languages.ts';

describe('languages', () => {
  test.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['RU', 'ru'],
    ['en-GB', 'en'],
    ['tlh', 'en'],
    [undefined, 'en'],
  ])('someone with %j is spoken to in %s', (code, language) => {
    expect(sentencesFor(code).code).toBe(language);
  });

  test.each(LANGUAGES)('$code keeps to the lengths that Telegram takes', (sentences) => {
    const { ask, help, start } = sentences.commands;
    const descriptions = [ask, help, start].map((text) => text.length);
    expect(Math.max(...descriptions)).toBeLessThanOrEqual(256);
    expect(Math.min(...descriptions)).toBeGreaterThan(0);
    expect(sentences.oldButton.length).toBeLessThanOrEqual(200);
    expect(sentences.inline.open.length).toBeLessThanOrEqual(64);
    expect(sentences.inline.nothing.length).toBeLessThanOrEqual(64);
  });

  test.each(LANGUAGES)('$code names the bot and the documents where it should', (sentences) => {
    expect(sentences.help('DocBot')).toContain('@DocBot');
    expect(sentences.joined('DocBot', true)).toContain('@DocBot');
    expect(sentences.joined('DocBot', true)).not.toBe(sentences.joined('DocBot', false));
    expect(sentences.welcome('Town charter')).toContain('Town charter');
    expect(sentences.welcome('')).not.toMatch(/: \.|undefined/);
    expect(sentences.about('Town charter')).toContain('Town charter');
  });
});
