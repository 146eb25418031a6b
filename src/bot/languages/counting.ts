/**
 * The plural forms of each language that the bot speaks, for whole numbers below a million:
 * https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html. A noun lacks none: the type says so.
 */
export interface PluralForms {
  readonly en: 'one' | 'other';
  readonly ru: 'one' | 'few' | 'many';
  readonly es: 'one' | 'other';
  readonly de: 'one' | 'other';
  readonly fr: 'one' | 'other';
  readonly tr: 'one' | 'other';
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
  readonly zh: 'other';
  readonly hi: 'one' | 'other';
  readonly hy: 'one' | 'other';
  readonly kk: 'one' | 'other';
}

/** A language that the bot speaks: ISO 639-1. */
export type Spoken = keyof PluralForms;

/** How numbers stand in the sentences of one language. */
export interface Counting<Form extends string> {
  /** A number with what is counted: of the forms the one that it takes, `#` in it being the number. */
  readonly count: (number: number, forms: Readonly<Record<Form, string>>) => string;
  /** A number with the language's separators. @param decimals most of them; 2 unless given */
  readonly write: (number: number, decimals?: 0 | 1 | 2) => string;
}

/** @example const { count } = countingIn('en'); count(2, { one: '# page', other: '# pages' }) // 2 pages */
export function countingIn<Language extends Spoken>(
  language: Language,
): Counting<PluralForms[Language]> {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const write = (number: number, decimals: 0 | 1 | 2 = 2) =>
    numbers.format(Math.round(number * 10 ** decimals) / 10 ** decimals);
  return {
    write,
    count(number, forms) {
      const all: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
      const form = all[rules.select(number)] ?? all.other ?? '#';
      return form.replace('#', write(number));
    },
  };
}
