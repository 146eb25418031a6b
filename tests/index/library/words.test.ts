import { describe, expect, test } from 'vitest';
import { termsOf } from '../../../src/index/library/words.ts';

describe('termsOf', () => {
  test.each([
    ['endings', 'organizations organized', 'en', ['organ', 'organ']],
    ['stop words', 'what is the weather in Paris', 'en', ['weather', 'pari']],
    ['dates and versions', 'On 2026.4.10 v1.2.3 came', 'en', ['2026.4.10', 'v1.2.3', 'came']],
    ['thousands', '10,000 people, 1,234,567 cats', 'en', ['10000', 'peopl', '1234567', 'cat']],
    ['decimal commas', '1,5 Liter', 'de', ['1,5', 'lit']],
    [
      'possessives, with either apostrophe',
      "Armenia's Armenia’s Armenia",
      'en',
      ['armenia', 'armenia', 'armenia'],
    ],
    ['abbreviations with full stops', 'N.A.T.O. NATO', 'en', ['nato', 'nato']],
    ['elisions', 'L’armée', 'fr', ['arme']],
    ['accents', 'café cafe', 'en', ['cafe', 'cafe']],
    ['underscores', 'max_file_size', 'en', ['max', 'file', 'size']],
    ['compatible forms', 'ﬁle ｆｉｌｅ', 'en', ['file', 'file']],
    ['soft hyphens', 'sus\u00ADpended', 'en', ['suspend']],
    ['Russian', 'Армении приостановила участие ещё', 'ru', ['армен', 'приостанов', 'участ']],
    ['words of another script', 'программа Telegram', 'ru', ['программ', 'telegram']],
    ['a language that is not known', 'weather organizations', 'und', ['weather', 'organ']],
    ['a language without rules', 'organizations', 'pl', ['organizations']],
    ['Chinese and Japanese, by pairs', '東京都 X社', 'ja', ['東京', '京都', 'x', '社']],
    ['Korean, by pairs within words', '한국어를 공부', 'ko', ['한국', '국어', '어를', '공부']],
    ['Thai, by its dictionary', 'ภาษาไทย', 'th', ['ภาษา', 'ไทย']],
    ['Arabic without vowel signs', 'العَرَبِيَّة', 'ar', termsOf('العربية', 'ar')],
    ['the Turkish i', 'İSTANBUL', 'tr', termsOf('istanbul', 'tr')],
    ['the Turkish i without a dot', 'ISPARTA', 'tr', termsOf('ısparta', 'tr')],
    ['names that JavaScript knows', '__proto__ constructor', 'en', ['proto', 'constructor']],
  ])('knows %s', (_, text, language, terms) => {
    expect(termsOf(text, language)).toEqual(terms);
  });

  test('gives the same terms for a passage and the question about it', () => {
    const passage = termsOf('The secretaries have suspended their participation.', 'en');
    expect(passage).toEqual(
      expect.arrayContaining(termsOf('secretary participation suspend', 'en')),
    );
  });

  test.each(['', ' \n\t', '…!?—', '\ud800', '🙂🙂'])('finds no words in %j', (text) => {
    expect(termsOf(text, 'en')).toEqual([]);
  });

  test('cuts words that nobody types', () => {
    expect(termsOf('a1'.repeat(500), 'en').map((term) => term.length)).toEqual([64]);
  });
});
