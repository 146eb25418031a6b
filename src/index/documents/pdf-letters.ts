/** Forms of letters that have a plain one: joined and positional forms, and the radicals of Chinese dictionaries. */
const FORMS = /[\u2f00-\u2fdf\ufb00-\ufb06\ufb1d-\ufdfb\ufe70-\ufefc]+/gu;

/**
 * Radicals that Unicode doesn't equate with the letters they look like, as its EquivalentUnifiedIdeograph does. Some
 * programs (Chromium, say) write a font's radical where its letter was meant.
 */
const RADICALS =
  '⺠民⺟母⺎兀⺩王⺫目⺮竹⺶羊⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⻯竜⻭歯⻫斉⻲亀';

const LETTER_OF_RADICAL: ReadonlyMap<string, string> = new Map(
  Array.from({ length: RADICALS.length / 2 }, (_, at) => [
    RADICALS.charAt(2 * at),
    RADICALS.charAt(2 * at + 1),
  ]),
);

/**
 * Text as a person would type it: without the spaces around it, and without what can't be shown, which is control
 * characters, soft hyphens but the last one, and signs that only the file's own font knows. Of these, the usual bullet
 * is known.
 */
export function plainLetters(text: string): string {
  return text
    .replaceAll(FORMS, (forms) => forms.normalize('NFKC'))
    .replaceAll(/[\u2e80-\u2ef3]/gu, (radical) => LETTER_OF_RADICAL.get(radical) ?? radical)
    .replaceAll(/\uf0b7/gu, '•')
    .replaceAll(/[\p{Co}\ufffe\uffff]|\u00ad(?!$)/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
