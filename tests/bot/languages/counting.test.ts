import { describe, expect, test } from 'vitest';
import { type PluralForms, type Spoken, countingIn } from '../../../src/bot/languages/counting.ts';

/** The same as the type, for Intl to check: each language's forms. */
const FORMS: { readonly [Language in Spoken]: readonly PluralForms[Language][] } = {
  en: ['one', 'other'],
  ru: ['one', 'few', 'many'],
  es: ['one', 'other'],
  de: ['one', 'other'],
  fr: ['one', 'other'],
  tr: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  zh: ['other'],
  hi: ['one', 'other'],
  hy: ['one', 'other'],
  kk: ['one', 'other'],
};

describe('plural forms', () => {
  test.each(Object.entries(FORMS))('of %s are those that its numbers take', (language, forms) => {
    const rules = new Intl.PluralRules(language);
    const taken = new Set<string>();
    for (let number = 0; number < 3000; number++) taken.add(rules.select(number));
    for (let number = 3000; number < 1_000_000; number += 997) taken.add(rules.select(number));
    expect([...taken].sort()).toEqual([...forms].sort());
  });

  test.each([
    [0, '0 файлов'],
    [1, '1 файл'],
    [2, '2 файла'],
    [5, '5 файлов'],
    [11, '11 файлов'],
    [21, '21 файл'],
    [112, '112 файлов'],
  ])('of Russian: %i', (number, read) => {
    const { count } = countingIn('ru');
    expect(count(number, { one: '# файл', few: '# файла', many: '# файлов' })).toBe(read);
  });

  test('may leave the number out', () => {
    const forms = {
      zero: 'لا ملفات',
      one: 'ملف واحد',
      two: 'ملفان',
      few: '# ملفات',
      many: '# ملفًا',
      other: '# ملف',
    };
    const { count } = countingIn('ar');
    expect([0, 1, 2, 3, 11, 100].map((number) => count(number, forms))).toEqual([
      'لا ملفات',
      'ملف واحد',
      'ملفان',
      '3 ملفات',
      '11 ملفًا',
      '100 ملف',
    ]);
  });
});

test('numbers are written as the language writes them', () => {
  expect(countingIn('de').write(1234.5)).toBe('1.234,5');
  expect(countingIn('hi').count(123_456, { one: '# पृष्ठ', other: '# पृष्ठ' })).toBe('1,23,456 पृष्ठ');
});
