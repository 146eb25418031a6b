import { describe, expect, test } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { LANGUAGES, sentencesFor } from '../../src/bot/languages/languages.ts';
import { wordsFor } from '../../src/bot/maintaining/languages/words-for.ts';
import { MAX_MESSAGE_CHARS } from '../../src/bot/rendering.ts';
import { everySentence, type Said } from './languages/every-sentence.ts';
import { asRead, asWritten, onScreen } from './languages/reading-order.ts';
import { MAINTAINER_SAMPLES, SENTENCE_SAMPLES } from './languages/samples.ts';

function sentencesIn(code: string): Said[] {
  return [
    ...everySentence(sentencesFor(code), SENTENCE_SAMPLES),
    ...everySentence(wordsFor(code), MAINTAINER_SAMPLES, 'maintaining'),
  ].filter(({ path }) => !['code', 'name', 'comma', 'maintaining.code'].includes(path));
}

/** Those of `paths`: whole paths, or beginnings that end in a full stop. */
function among(said: readonly Said[], paths: readonly string[]): Said[] {
  return said.filter(({ path }) =>
    paths.some((one) => (one.endsWith('.') ? path.startsWith(one) : path === one)),
  );
}

/** Sentences that are not as they should be, to be read in a failure. */
function those(said: readonly Said[], areWrong: (text: string, path: string) => boolean): string[] {
  return said
    .filter(({ path, text }) => areWrong(text, path))
    .map(({ path, text }) => `${path}: ${text}`);
}

const CODES = LANGUAGES.map(({ code }) => code);

describe('a language is chosen', () => {
  test.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['RU', 'ru'],
    ['en-GB', 'en'],
    ['es-419', 'es'],
    ['zh-hans', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['pt-br', 'en'],
    ['arz', 'en'],
    ['tlh', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('someone with %j is spoken to in %s', (code, language) => {
    expect(sentencesFor(code).code).toBe(language);
    expect(wordsFor(sentencesFor(code).code).code).toBe(language);
  });

  test('by its own name in a list of them', () => {
    expect(new Set(LANGUAGES.map(({ name }) => name)).size).toBe(LANGUAGES.length);
    // Intl has «қазақ тілі», where people say «қазақша».
    for (const { code, name } of LANGUAGES.filter((one) => one.code !== 'kk')) {
      const named = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? '';
      expect(name.toLowerCase()).toBe(named.toLowerCase());
      expect(name[0]).toBe(name[0]?.toUpperCase());
    }
  });
});

/** Letters that a table is written in, and no others but for names, commands and settings. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ru: /^\p{Script=Cyrillic}$/u,
  kk: /^\p{Script=Cyrillic}$/u,
  ar: /^\p{Script=Arabic}$/u,
  zh: /^\p{Script=Han}$/u,
  hi: /^\p{Script=Devanagari}$/u,
  hy: /^\p{Script=Armenian}$/u,
};
const LATIN = /^\p{Script=Latin}$/u;

/** What stands in Latin letters in every language: names, commands, settings, measures. */
const LATIN_WORDS =
  /\u2068[^\u2069]*\u2069|https:\S+|[/@][A-Za-z_]+(?: CODE)?|@?LibraryBot|Telegram|privacy mode|ACCESS=listed|KEEP_QUESTIONS_DAYS|K7PM2Q9X|UTC|MB|ENOSPC|\.txt|\.md|is empty|There is no folder\.|\d{4}-\d\d-\d\dT\S+|(?:private|inline) \d|: en\b|：en\b|՝ en\b/gu;

/** Words that are the same in English and another language, by the paths of their sentences. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  es: ['settings.noSilence'],
  de: ['access.person', 'maintaining.build'],
  fr: [
    'page',
    'reading.previousPage',
    'reading.nextPage',
    'maintaining.previousPage',
    'maintaining.nextPage',
    'maintaining.passages',
    'maintaining.docs',
    'settings.names.folder',
    'settings.names.silence',
    'settings.lengths.',
  ],
};

/** What stays the same wherever it is said. */
const UNIVERSAL = ['settings.chosen', 'settings.named', 'maintaining.working', 'maintaining.build'];

/** https://core.telegram.org/bots/api#botcommand */
const MAX_DESCRIPTION_CHARS = 256;
const COMMANDS = ['commands.', 'access.commands.', 'maintaining.commands.'];

/** https://core.telegram.org/bots/api#answercallbackquery */
const MAX_TOAST_CHARS = 200;
const TOASTS = [
  'oldButton',
  'votes.noted.',
  'votes.takenBack',
  'saved.saved',
  'saved.known',
  'saved.removed',
  'saved.inPrivate',
  'reading.changed',
  'reading.gone',
  'reading.notShown',
  'reading.atBeginning',
  'reading.atEnd',
  'reading.forgotten',
  'settings.saved',
  'settings.onlyAdmins',
  'settings.cannotHear',
  'settings.silent',
  'access.unknownBriefly',
  'access.removed',
  'limits.person',
  'limits.group',
  'maintaining.decidedAlready',
  'maintaining.noSuchDocument',
];

/** Buttons by how many characters a narrow phone shows of them where so many stand in a row. */
const BUTTONS: readonly (readonly [number, readonly string[]])[] = [
  [14, ['reading.before', 'reading.after', 'reading.copy', 'reading.back']],
  [
    22,
    [
      'votes.missedButton',
      'saved.button',
      'saved.removeButton',
      'saved.newer',
      'saved.older',
      'privacy.deleteButton',
      'privacy.keepButton',
      'reading.section',
      'reading.next',
      'reading.previousPart',
      'reading.nextPart',
      'reading.previousPage',
      'reading.nextPage',
      'settings.names.',
      'settings.back',
      'settings.done',
      'settings.earlier',
      'settings.later',
      'maintaining.addButton',
      'maintaining.discardButton',
      'maintaining.insistButton',
      'maintaining.undoButton',
      'maintaining.deleteButton',
      'maintaining.keepButton',
      'maintaining.backButton',
      'maintaining.previousPage',
      'maintaining.nextPage',
      'maintaining.rollBackButton',
    ],
  ],
  [
    32,
    [
      'askAfresh',
      'saved.openPrivate',
      'askAsWritten',
      'reading.fromBeginning',
      'reading.allDocuments',
      'settings.lengths.',
      'settings.speaks.',
      'settings.nothing.',
      'settings.everyonesOwn',
      'settings.ofApp',
      'settings.allDocuments',
      'settings.noSilence',
      'settings.hours',
      'maintaining.forceButton',
      'inline.nothing',
      'inline.open',
    ],
  ],
  [60, ['access.unknownBriefly', 'limits.briefly']],
];

describe.each(CODES)('the table of %s', (code) => {
  const said = sentencesIn(code);

  test('leaves nothing open, whatever it is given', () => {
    const isOpen = (text: string) =>
      text !== text.trim() ||
      /undefined|NaN|null|\[object|[#$`{}]|^$| {2}|\s[.,。，։](?!\w)/u.test(text) ||
      text.match(/\u2068/gu)?.length !== text.match(/\u2069/gu)?.length;
    expect(those(said, isOpen)).toEqual([]);
  });

  test('keeps to the lengths that Telegram and a narrow phone take', () => {
    const beyond = (chars: number, paths: readonly string[]) =>
      those(among(said, paths), (text) => text.length > chars);
    expect(those(said, (text) => text.length > MAX_MESSAGE_CHARS)).toEqual([]);
    expect(beyond(MAX_TOAST_CHARS, TOASTS)).toEqual([]);
    expect(beyond(MAX_DESCRIPTION_CHARS, COMMANDS)).toEqual([]);
    expect(BUTTONS.flatMap(([chars, paths]) => beyond(chars, paths))).toEqual([]);
  });

  test('is written in its own letters', () => {
    const own = SCRIPTS[code] ?? LATIN;
    const hasOthers = (text: string) =>
      (text.replaceAll(LATIN_WORDS, '').match(/\p{L}/gu) ?? []).some((letter) => !own.test(letter));
    expect(those(said, hasOthers)).toEqual([]);
  });

  test('is not left in English', () => {
    if (code === 'en') return;
    const english = new Set(sentencesIn('en').map(({ path, text }) => `${path}: ${text}`));
    const same = new Set(among(said, [...UNIVERSAL, ...(SAME_AS_ENGLISH[code] ?? [])]));
    const own = said.filter((one) => !same.has(one));
    expect(
      those(own, (text, path) => english.has(`${path}: ${text}`) && /\p{L}/u.test(text)),
    ).toEqual([]);
  });

  test('names the bot and the documents where it should', () => {
    const sentences = sentencesFor(code);
    expect(sentences.help('DocBot')).toContain('@DocBot');
    expect(sentences.joined('DocBot', true)).toContain('@DocBot');
    expect(sentences.joined('DocBot', true)).not.toBe(sentences.joined('DocBot', false));
    expect(sentences.welcome('Town charter')).toContain('Town charter');
    expect(sentences.about('Town charter')).toContain('Town charter');
  });

  test('names the same commands as the English one', () => {
    const commandsIn = (table: readonly Said[]) =>
      new Set(table.flatMap(({ path, text }) => commandsOf(text).map((one) => `${path} ${one}`)));
    expect([...commandsIn(said)].sort()).toEqual([...commandsIn(sentencesIn('en'))].sort());
  });

  test('reads well aloud: no rows of pictures, no tables made of spaces', () => {
    const isHardToHear = (text: string) =>
      (text.match(/\p{Extended_Pictographic}/gu)?.length ?? 0) > 1 || /\t|[-_=·]{4}/u.test(text);
    expect(those(said, isHardToHear)).toEqual([]);
  });

  test('is read in its order, with names from either side', () => {
    const isTurned = (line: string) => {
      const words = withNamesAsWords(line);
      return (
        asRead(words).join(' ') !== asWritten(words).join(' ') ||
        commandsOf(line).some((command) => !onScreen(line).includes(command))
      );
    };
    const mayTurn = (line: string) => FROM_RIGHT.test(line);
    expect(those(said, (text) => text.split('\n').filter(mayTurn).some(isTurned))).toEqual([]);
  });
});

/** What may turn a line round: letters written from right to left, and isolated text. */
const FROM_RIGHT = /[\u0590-\u08ff\u2068]/u;

/** Each isolated text without its spaces and signs: inside, words stand in the text's own order, which is not ours. */
function withNamesAsWords(text: string): string {
  return text.replaceAll(/\u2068[^\u2069]*\u2069/gu, (name) =>
    name.replaceAll(/[^\p{L}\p{M}\p{N}\u2068\u2069]/gu, ''),
  );
}

/** Commands and mentions of the bot, each with its sign. */
function commandsOf(text: string): string[] {
  return text.match(/(?<![\w:/.])\/[a-z]+|@LibraryBot/g) ?? [];
}

test('numbers have the forms that each language gives them', () => {
  const documents = (code: string) =>
    [0, 1, 2, 5, 11, 21, 100].map((number) =>
      wordsFor(code)
        .docs(1, 1, number)
        .replace(/\s?[:.]$/u, ''),
    );
  expect(documents('ru')).toEqual([
    '0 документов',
    '1 документ',
    '2 документа',
    '5 документов',
    '11 документов',
    '21 документ',
    '100 документов',
  ]);
  expect(documents('ar')).toEqual([
    'لا مستندات',
    'مستند واحد',
    'مستندان',
    '5 مستندات',
    '11 مستندًا',
    '21 مستندًا',
    '100 مستند',
  ]);
  expect(documents('hy').slice(0, 3)).toEqual(['0 փաստաթուղթ', '1 փաստաթուղթ', '2 փաստաթուղթ']);
  expect(documents('kk').slice(0, 3)).toEqual(['0 құжат', '1 құжат', '2 құжат']);
  expect(documents('fr').slice(0, 3)).toEqual(['0 document', '1 document', '2 documents']);
});

test('English is there for everyone else', () => {
  expect(LANGUAGES[0]).toBe(en);
});
