import { languageOf } from '../index/documents/language.ts';
import { numbersOf } from './contradictions.ts';

/** What a question wants to know, as far as its words tell. */
interface QuestionWords {
  /** A date, a year, a time. */
  readonly time: string;
  /** A number: how many, how much. */
  readonly count: string;
}

/** By ISO 639-1 code, alternatives of a regular expression. To add a language, add its line. */
const BY_LANGUAGE: Readonly<Record<string, QuestionWords>> = {
  ar: { time: 'متى|أي (عام|سنة|قرن|تاريخ|يوم|شهر|عقد)', count: 'كم' },
  bg: { time: 'кога|коя (година|дата)|кой (век|ден)', count: 'колко' },
  cs: { time: 'kdy|(kterém|jakém) (roce|století)', count: 'kolik' },
  da: { time: 'hvornår|hvilket (år|århundrede)', count: 'hvor (mange|meget)' },
  de: {
    time: 'wann|welche[mrsn]? (jahr|jahre|jahrhundert|datum|tag|monat|jahrzehnt|zeit)|bis wann|seit wann',
    count: 'wie ?viele?|wie viele[nr]?',
  },
  el: {
    time: 'πότε|ποια χρονιά|ποιο έτος|ποιον αιώνα|ποια ημερομηνία',
    count: 'πόσ(ος|η|ο|οι|ες|α|ους|ων)',
  },
  en: {
    time: 'when|(what|which) (year|date|century|day|month|decade|time|era|period)',
    count: 'how (many|much)|(what|which) (percentage|percent|number|amount|population)',
  },
  es: {
    time: 'cuándo|(qué|cuál) (año|fecha|siglo|día|mes|década|época)',
    count: 'cuánt[oa]s?|qué (porcentaje|número|cantidad)',
  },
  fa: { time: 'کی|چه (سالی|تاریخی|زمانی|روزی)', count: 'چند|چقدر' },
  fi: { time: 'milloin|minä vuonna|millä vuosisadalla', count: 'kuinka (monta|paljon)|montako' },
  fr: {
    time: 'quand|quell?e?s? (année|date|siècle|jour|mois|décennie|époque)',
    count: 'combien|quel (pourcentage|nombre)',
  },
  hi: { time: 'कब|किस (वर्ष|साल|तारीख|सदी|दिन|महीने|दशक)', count: 'कितन[ाीे]' },
  hu: { time: 'mikor|melyik (évben|században)', count: 'hány|mennyi' },
  hy: { time: 'երբ|որ (թվականին|տարում|դարում)', count: 'քանի|որքան' },
  it: { time: 'quando|(quale|che) (anno|data|secolo|giorno|mese|decennio)', count: 'quant[oaie]' },
  ja: { time: 'いつ|何(年|月|日|世紀)', count: 'いく(つ|ら)|何(人|個|パーセント)|どのくらい' },
  ko: { time: '언제|몇 ?(년|월|일|세기)', count: '몇|얼마' },
  nl: { time: 'wanneer|welk(e)? (jaar|datum|eeuw|dag|maand)', count: 'hoeveel' },
  no: { time: 'når|hvilket (år|århundre)', count: 'hvor (mange|mye)' },
  pl: { time: 'kiedy|(którym|jakim) (roku|wieku|dniu)', count: 'ile|ilu' },
  pt: { time: 'quando|(que|qual) (ano|data|século|dia|mês|década)', count: 'quant[oa]s?' },
  ro: { time: 'când|ce (an|dată|secol|zi|lună|deceniu)', count: 'câ(t|te|ți|ţi|tă)' },
  ru: {
    time: 'когда|(каком|какого|каком) (году|года|веке|века|месяце|числа|десятилетии)|какой день',
    count: 'сколько|скольки(х|м)',
  },
  sr: { time: 'kada|када|koje godine|које године', count: 'koliko|колико' },
  sv: { time: 'när|vilket (år|århundrade|datum)', count: 'hur (många|mycket)' },
  th: {
    time: 'เมื่อ(ไหร่|ไร|ใด)|(ปี|วัน|ศตวรรษ|เดือน)(ไหน|ใด|อะไร|ที่เท่าไหร่|ที่เท่าไร)',
    count: 'กี่|เท่า(ไหร่|ไร|ใด)',
  },
  tr: {
    time: 'ne zaman|(hangi|kaçıncı) (yıl|yılda|yılında|tarihte|yüzyılda|gün|ay)',
    count: 'kaç|ne kadar',
  },
  uk: { time: 'коли|(якому|якого) (році|року|столітті)', count: 'скільки' },
  vi: { time: 'khi nào|bao giờ|(năm|ngày|thế kỷ|tháng) nào', count: 'bao nhiêu|mấy' },
  zh: {
    time: '什么时候|什麼時候|何时|何時|哪(一)?(年|天|个月|个世纪)|几(年|月|世纪)',
    count: '多少|几|幾',
  },
};

/** Scripts that are written without spaces, and Korean with its endings: a word may stand within others. */
const TOGETHER = new Set(['ja', 'ko', 'th', 'zh']);

/** Whether a question asks for a date, a year or a time. False where its language has no line. */
export function asksTime(question: string): boolean {
  return asks('time', question);
}

/** Whether a question asks for a number. False where its language has no line. */
export function asksCount(question: string): boolean {
  return asks('count', question);
}

/** By the words of its language; a short question whose language can't be told, by those of any. */
function asks(type: keyof QuestionWords, question: string): boolean {
  const told = languageOf(question);
  const languages = told === 'und' ? Object.keys(BY_LANGUAGE) : [told];
  return languages.some((language) => {
    const words = BY_LANGUAGE[language]?.[type];
    return words !== undefined && patternOf(words, language).test(question);
  });
}

/** By words: they are few, and making one takes as long as asking ten. */
const patterns = new Map<string, RegExp>();

function patternOf(words: string, language: string): RegExp {
  const known = patterns.get(words) ?? newPattern(words, language);
  patterns.set(words, known);
  return known;
}

function newPattern(words: string, language: string): RegExp {
  const alone = `(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`;
  return new RegExp(TOGETHER.has(language) ? words : alone, 'iu');
}

/**
 * For a question that asks for a time, whether a sentence could tell it: it has a number of two digits at least (a year, a
 * day, an hour with minutes) that the question hasn't. False for any other question.
 */
export function timeGiver(question: string): (sentence: string) => boolean {
  if (!asksTime(question)) return () => false;
  const known = new Set(numbersOf(question));
  return (sentence) =>
    numbersOf(sentence).some((number) => number.length >= 2 && !known.has(number));
}

/** Number words that answer "how many": of English, from two on. */
const NUMBER_WORDS =
  /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|third|quarter|dozens?|twice)\b/iu;

/** Whether a text has a number that the question hasn't. */
export function hasNewNumber(question: string, text: string): boolean {
  const known = new Set(numbersOf(question));
  return numbersOf(text).some((number) => !known.has(number)) || NUMBER_WORDS.test(text);
}
