import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as nepali } from '@orama/stemmers/nepali';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { stopwords as arabicStops } from '@orama/stopwords/arabic';
import { stopwords as armenianStops } from '@orama/stopwords/armenian';
import { stopwords as bulgarianStops } from '@orama/stopwords/bulgarian';
import { stopwords as danishStops } from '@orama/stopwords/danish';
import { stopwords as dutchStops } from '@orama/stopwords/dutch';
import { stopwords as englishStops } from '@orama/stopwords/english';
import { stopwords as finnishStops } from '@orama/stopwords/finnish';
import { stopwords as frenchStops } from '@orama/stopwords/french';
import { stopwords as germanStops } from '@orama/stopwords/german';
import { stopwords as greekStops } from '@orama/stopwords/greek';
import { stopwords as hungarianStops } from '@orama/stopwords/hungarian';
import { stopwords as hindiStops } from '@orama/stopwords/indian';
import { stopwords as indonesianStops } from '@orama/stopwords/indonesian';
import { stopwords as irishStops } from '@orama/stopwords/irish';
import { stopwords as italianStops } from '@orama/stopwords/italian';
import { stopwords as lithuanianStops } from '@orama/stopwords/lithuanian';
import { stopwords as nepaliStops } from '@orama/stopwords/nepali';
import { stopwords as norwegianStops } from '@orama/stopwords/norwegian';
import { stopwords as portugueseStops } from '@orama/stopwords/portuguese';
import { stopwords as romanianStops } from '@orama/stopwords/romanian';
import { stopwords as russianStops } from '@orama/stopwords/russian';
import { stopwords as serbianStops } from '@orama/stopwords/serbian';
import { stopwords as spanishStops } from '@orama/stopwords/spanish';
import { stopwords as swedishStops } from '@orama/stopwords/swedish';
import { stopwords as tamilStops } from '@orama/stopwords/tamil';
import { stopwords as turkishStops } from '@orama/stopwords/turkish';
import { stopwords as ukrainianStops } from '@orama/stopwords/ukrainian';

/** What the word index knows of a language: how its words lose their endings, and which of them say nothing. */
export interface WordLanguage {
  readonly script: RegExp;
  readonly stem: (word: string) => string;
  /** Lower case, as written before stemming. */
  readonly stops: ReadonlySet<string>;
}

const LATIN = /^\p{Script=Latin}/u;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
const DEVANAGARI = /^\p{Script=Devanagari}/u;

function language(
  script: RegExp,
  stem: (word: string) => string,
  stops: readonly string[],
): WordLanguage {
  return { script, stem, stops: new Set(stops.map((word) => word.toLowerCase())) };
}

const ENGLISH = language(LATIN, english, ['a', ...englishStops]);
const RUSSIAN = language(CYRILLIC, russian, russianStops);
const NORWEGIAN = language(LATIN, norwegian, norwegianStops);
const GREEK = language(/^\p{Script=Greek}/u, greek, greekStops);
const ARMENIAN = language(/^\p{Script=Armenian}/u, armenian, armenianStops);
const ARABIC = language(/^\p{Script=Arabic}/u, arabic, arabicStops);
const HINDI = language(DEVANAGARI, hindi, hindiStops);
const TAMIL = language(/^\p{Script=Tamil}/u, tamil, tamilStops);

/** By ISO 639-1 code. */
const LANGUAGES: ReadonlyMap<string, WordLanguage> = new Map([
  ['ar', ARABIC],
  ['bg', language(CYRILLIC, bulgarian, bulgarianStops)],
  ['da', language(LATIN, danish, danishStops)],
  ['de', language(LATIN, german, germanStops)],
  ['el', GREEK],
  ['en', ENGLISH],
  ['es', language(LATIN, spanish, spanishStops)],
  ['fi', language(LATIN, finnish, finnishStops)],
  ['fr', language(LATIN, french, frenchStops)],
  ['ga', language(LATIN, irish, irishStops)],
  ['hi', HINDI],
  ['hu', language(LATIN, hungarian, hungarianStops)],
  ['hy', ARMENIAN],
  ['id', language(LATIN, indonesian, indonesianStops)],
  ['it', language(LATIN, italian, italianStops)],
  ['lt', language(LATIN, lithuanian, lithuanianStops)],
  ['nb', NORWEGIAN],
  ['ne', language(DEVANAGARI, nepali, nepaliStops)],
  ['nl', language(LATIN, dutch, dutchStops)],
  ['nn', NORWEGIAN],
  ['no', NORWEGIAN],
  ['pt', language(LATIN, portuguese, portugueseStops)],
  ['ro', language(LATIN, romanian, romanianStops)],
  ['ru', RUSSIAN],
  ['sr', language(/^[\p{Script=Cyrillic}\p{Script=Latin}]/u, serbian, serbianStops)],
  ['sv', language(LATIN, swedish, swedishStops)],
  ['ta', TAMIL],
  ['tr', language(LATIN, turkish, turkishStops)],
  ['uk', language(CYRILLIC, ukrainian, ukrainianStops)],
]);

/** For a word in another script than its text's language has: a product's English name in Russian text, say. */
const SCRIPT_DEFAULTS = [ENGLISH, RUSSIAN, GREEK, ARMENIAN, ARABIC, HINDI, TAMIL];

/** Scripts with a default above, by their ISO 15924 codes. */
const SCRIPTS: ReadonlyMap<string, WordLanguage> = new Map([
  ['Arab', ARABIC],
  ['Armn', ARMENIAN],
  ['Cyrl', RUSSIAN],
  ['Deva', HINDI],
  ['Grek', GREEK],
  ['Latn', ENGLISH],
  ['Taml', TAMIL],
]);

/**
 * Which language a word of a text is treated in.
 *
 * @param code of the text's main language (ISO 639-1), or `und`. Words of a language without rules here (Polish, say)
 *   are kept as they are rather than stemmed as another language of the same script.
 */
export function wordLanguages(code: string): (word: string) => WordLanguage | undefined {
  const own = LANGUAGES.get(code);
  const scriptDefault = SCRIPTS.get(scriptOf(code) ?? '');
  const others = SCRIPT_DEFAULTS.filter((rules) => rules !== scriptDefault || code === 'und');
  return (word) =>
    own?.script.test(word) === true ? own : others.find(({ script }) => script.test(word));
}

/** By language code: a library has few, and ICU takes 10 us to tell. */
const scripts = new Map<string, string | undefined>();

/** The script that a language is mostly written in, as ICU knows it. */
function scriptOf(code: string): string | undefined {
  if (!scripts.has(code)) scripts.set(code, scriptByIcu(code));
  return scripts.get(code);
}

function scriptByIcu(code: string): string | undefined {
  try {
    return new Intl.Locale(code).maximize().script;
  } catch {
    return undefined; // not a language code
  }
}
