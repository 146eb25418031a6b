import { label } from '../../../src/bot/label.ts';
import type { Sentences } from '../../../src/bot/languages/sentences.ts';
import type { MaintainerWords } from '../../../src/bot/maintaining/languages/words.ts';

/**
 * What each sentence of a table that takes something is tried with: lists of arguments. A sentence without samples is a type
 * error, so that none is left untried.
 */
export type Samples<Words> = {
  readonly [Name in keyof Words as Tried<Words[Name]> extends never ? never : Name]: Tried<
    Words[Name]
  >;
};

type Tried<Said> = Said extends (...given: infer Given) => unknown
  ? readonly Readonly<Given>[]
  : Said extends string
    ? never
    : keyof Samples<Said> extends never
      ? never
      : Samples<Said>;

/** Each plural form of each language, and a number that is written with a separator. */
const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 22, 100, 102, 1234] as const;

/** As people and documents have them: a mention, right to left, nothing but a number. */
const NAMES = ['Town charter @anna_k', 'ميثاق البلدة', 'חוקה', '2024', 'भारत'].map((name) =>
  label(name, 80),
);

const numbers = NUMBERS.map((number) => [number] as const);
const names = NAMES.map((name) => [name] as const);
const [aName = '', anotherName = ''] = NAMES;
const percentages = [
  [1, 99],
  [50, 50],
] as const;
const parts = [
  [1, 1],
  [2, 12],
] as const;
const pairs = NUMBERS.map((number) => [number, number] as const);
const botNames = [['LibraryBot']] as const;

/** Of what is said to everyone. */
export const SENTENCE_SAMPLES: Samples<Sentences> = {
  welcome: [[''], ...names],
  help: botNames,
  joined: [
    ['LibraryBot', true],
    ['LibraryBot', false],
  ],
  about: names,
  searchedFor: names,
  onlyBeginning: numbers,
  why: {
    found: percentages,
    closest: percentages,
    nothing: percentages,
    understood: { 'as-written': names, corrected: names, 'in-context': names },
    otherwise: { 'as-written': names, corrected: names, 'in-context': names },
    byMeaning: [[1, 20, 0.87]],
    byWords: [[1], [12]],
    bestSentence: [[0.9]],
    there: names,
    missing: names,
  },
  page: numbers,
  paragraph: numbers,
  row: numbers,
  inline: { example: names },
  reading: {
    excerpt: numbers,
    part: parts,
    previousPart: numbers,
    nextPart: numbers,
    documents: [
      ...NUMBERS.map((number) => [number, undefined] as const),
      ...NUMBERS.map((number) => [number, aName] as const),
    ],
    matches: [
      ...NUMBERS.map((number) => [number, aName, true] as const),
      [1234, anotherName, false],
    ],
    noMatches: names,
    pageOf: parts,
    previousPage: numbers,
    nextPage: numbers,
  },
  saved: {
    full: numbers,
    list: [
      [1, 1, 1],
      [9, 16, 21],
    ],
    removeButton: numbers,
    savedOn: [['2026-11-27']],
  },
  privacy: {
    questions: pairs,
    texts: numbers,
    votes: pairs,
    saved: pairs,
    remainingTexts: numbers,
  },
  settings: {
    named: [[aName, anotherName]],
    lengths: {
      short: numbers,
      usual: numbers,
      long: numbers,
    },
    hours: numbers,
    chosen: names,
  },
  access: {
    code: NUMBERS.map(
      (minutes) =>
        [
          {
            code: 'K7PM2Q9X',
            minutes,
            link: 'https://t.me/LibraryBot?start=pair_K7PM2Q9X',
            groupLink: 'https://t.me/LibraryBot?startgroup=pair_K7PM2Q9X',
          },
        ] as const,
    ),
    tooManyCodes: numbers,
    list: numbers,
    person: [['123456']],
    group: [['-100123456']],
    remove: names,
  },
};

const counts = { new: 1, changed: 2, moved: 0, removed: 5, unchanged: 21, skipped: 11 };

const reports = NUMBERS.map(
  (number) =>
    [
      {
        kind: 'published',
        counts,
        skipped: [],
        documents: number,
        passages: number,
        embedded: number,
        reused: number,
        seconds: 12.34,
        complaints: [],
      },
    ] as const,
);

/** Of what is said to maintainers. */
export const MAINTAINER_SAMPLES: Samples<MaintainerWords> = {
  tooLarge: [[aName, 20]],
  wrongFormat: [[aName, '.txt, .md']],
  looking: [[aName, 20]],
  unreadable: [[aName, 'is empty']],
  sameContent: [[aName, anotherName]],
  sameAsWaiting: names,
  notFetched: names,
  preview: NUMBERS.flatMap((number) =>
    [undefined, anotherName].map(
      (replaces) =>
        [
          aName,
          {
            title: aName,
            language: 'en',
            chars: number,
            passages: number,
            pages: replaces === undefined ? undefined : number,
            isEstimate: number > 5,
            replaces,
          },
        ] as const,
    ),
  ),
  discarded: names,
  waiting: NUMBERS.map((number) => [aName, number] as const),
  working: [
    [aName, undefined],
    ...(['read', 'embed', 'graph', 'words', 'check', 'publish'] as const).flatMap((phase) => [
      [aName, { phase, done: 3, total: 10, perSecond: 12.3, secondsLeft: 4.2 }] as const,
      [
        aName,
        { phase, done: 0, total: undefined, perSecond: undefined, secondsLeft: undefined },
      ] as const,
    ]),
  ],
  otherBuild: names,
  over: names,
  adding: names,
  deleting: names,
  rollingBack: [['2026-11-27T10-20-30Z-1a2b3c']],
  published: reports,
  unchanged: reports,
  leftOut: [
    [NAMES, 0],
    [NAMES, 12],
  ],
  failed: [['There is no folder.']],
  notWritten: [['ENOSPC']],
  rolledBack: [['2026-11-27T10-20-30Z-1a2b3c']],
  docs: [[1, 1, 1], ...NUMBERS.map((number) => [2, 5, number] as const)],
  previousPage: numbers,
  nextPage: numbers,
  docsHint: [[20, '.txt, .md']],
  passages: numbers,
  skipped: [[label('is empty', 80)]],
  language: [['en']],
  askDelete: names,
  build: NUMBERS.map((number) => ['1 2 2026, 3:04:05 UTC', number, number] as const),
  askRollBack: [['1 2 2026, 3:04:05 UTC']],
  stats: NUMBERS.map(
    (number) =>
      [
        {
          documents: number,
          passages: number,
          builtAt: '1 2 2026, 3:04:05 UTC',
          ageHours: number,
          changedFiles: number,
          skippedFiles: 0,
          days: number,
          kinds: { found: number, closest: 0, nothing: 1 },
          sources: number === 0 ? {} : { private: 3, inline: 4 },
          votes: { good: number, bad: number, missed: number },
          p50Ms: number === 0 ? undefined : 25,
          p95Ms: number === 0 ? undefined : 2500,
        },
      ] as const,
  ),
  gaps: NUMBERS.map((number) => [number, number, number] as const),
  noGaps: numbers,
};
