import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'файлдар оқылуда',
  embed: 'векторлар есептелуде',
  graph: 'векторлар байланыстырылуда',
  words: 'сөздер тізімделуде',
  check: 'тексерілуде',
  publish: 'іске қосылуда',
};

const { count, write } = countingIn('kk');

const passages = (n: number) => count(n, { one: '# үзінді', other: '# үзінді' });
const documents = (n: number) => count(n, { one: '# құжат', other: '# құжат' });
const days = (n: number) => count(n, { one: '# күн', other: '# күн' });
const hours = (n: number) => count(n, { one: '# сағат', other: '# сағат' });
const pages = (n: number) => count(n, { one: '# бет', other: '# бет' });
const tasks = (n: number) => count(n, { one: '# тапсырма', other: '# тапсырма' });
const questions = (n: number) => count(n, { one: '# сұрақ', other: '# сұрақ' });
const groups = (n: number) => count(n, { one: '# топ', other: '# топ' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} мс`);

/** Сөздік ../../languages/kk.ts файлындағыдай; оған қоса: library = кітапхана, build = нұсқа. How to contribute: README.md, "Languages". */
export const kk: MaintainerWords = {
  code: 'kk',

  onlyMaintainers:
    'Рахмет, бірақ құжаттарды осы ботты жүргізетін адамдар ғана қоса алады. Сұрағыңызды сөзбен жазыңыз: қолымдағы құжаттар бойынша жауап беремін.',

  tooLarge: (name, limitMb) =>
    `${name}: файл тым үлкен. Telegram боттарға ${limitMb} МБ дейінгі файлдарды ғана береді. Оны құжаттар қалтасына салыңыз.`,
  wrongFormat: (name, endings) => `${name}: бұл файлды оқи алмаймын. Оқи алатындарым: ${endings}.`,
  looking: (name, limitMb) => `Қарап жатырмын: ${name} (${limitMb} МБ дейінгі файлдар)…`,
  unreadable: (name, reason) => `${name}: қоса алмаймын: ${reason}.`,
  sameContent: (name, as) => `${name}: мазмұны мынамен дәл бірдей: ${as}. Қосатын ештеңе жоқ.`,
  sameAsWaiting: (name) => `${name}: мазмұны жоғарыда шешіміңізді күтіп тұрған файлмен дәл бірдей.`,
  notFetched: (name) => `${name}: Telegram-нан алу мүмкін болмады. Қайта жіберіңіз.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name}: жаңа құжат болады.`
      : `${name}: мынаның орнын басады: ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'шамамен ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} таңба`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `тілі: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Қосу',
  discardButton: 'Қоспау',
  discarded: (name) => `${name}: файл қосылмады.`,
  decidedAlready: 'Бұл шешіліп қойған.',

  waiting: (what, ahead) => `${what}: кезекте, алдында ${tasks(ahead)} бар.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} / ${total}`;
    const rate = perSecond === undefined ? '' : `, секундына ${Math.round(perSecond)}`;
    const left = secondsLeft === undefined ? '' : `, шамамен ${Math.ceil(secondsLeft)} с қалды`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: машинада басқа нұсқа құрастырылуда, аяқталғанын күтіп тұрмын…`,
  over: (what) => `${what}: дайын.`,
  adding: (document) => `Қосу: ${document}`,
  deleting: (document) => `Жою: ${document}`,
  reindexing: 'Кітапхананы жаңарту',
  insisting: 'Бәрібір іске қосу',
  undoing: 'Құжаттарды қайтару',
  rollingBack: (build) => `Мынаған оралу: ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `Жаңа кітапхана қолданыста: ${documents(all)}, ${passages(parts)}.`,
      `Файлдар: жаңа ${counts.new}, өзгерген ${counts.changed}, орын ауыстырған ${counts.moved}, жойылған ${counts.removed}, өзгермеген ${counts.unchanged}, қалдырылған ${counts.skipped}.`,
      `Қайта есептелгені: ${passages(embedded)}, дайын алынғаны: ${write(reused)}, ${write(seconds, 1)} с.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `Барлық құжаттар кітапханада бар: ${documents(all)}, ${passages(parts)}. Құрастыратын ештеңе болмады.`,
  leftOut: (names, more) =>
    `Қалдырылғандар:\n${names.join('\n')}${more > 0 ? `\nжәне тағы ${more}` : ''}`,
  refused: 'Жаңа кітапхана іске қосылмады, бұрынғысы жауап беріп тұр. Тексеру нәтижесі:',
  insistButton: 'Бәрібір іске қосу',
  undoButton: 'Құжаттарды қайтару',
  forceButton: 'Қайта құрастыру',
  failed: (says) => `Орындалмады, бұрынғы кітапхана жауап беріп тұр. ${says}`,
  notWritten: (code) =>
    `Құжаттар қалтасына жазу мүмкін болмады (${code}). Рұқсаттарды және дискідегі орынды тексеріңіз.`,
  fileGone: 'Файл енді жоқ. Қайта жіберіңіз.',
  rolledBack: (build) => `Қайтадан қолданыста: ${build}. Құжат өзгергенше осылай қалады.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, ${page}-бет, барлығы ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ ${page}-бет`,
  nextPage: (page) => `${page}-бет ▶`,
  noDocs: 'Құжаттар жоқ.',
  docsHint: (limitMb, endings) =>
    `Құжат қосу немесе ауыстыру үшін файлды жіберіңіз (${limitMb} МБ дейін: ${endings}). Төмендегі нөмір құжатты ашады.`,
  states: {
    new: 'әлі кітапханада жоқ',
    changed: 'содан бері өзгерген',
    removed: 'қалтада жоқ',
  },
  passages,
  skipped: (reason) => `қалдырылды: ${reason}`,
  language: (code) => `тілі: ${code}`,
  deleteButton: 'Жою',
  keepButton: 'Қалдыру',
  backButton: 'Тізімге оралу',
  askDelete: (document) => `Құжаттар қалтасынан және кітапханадан жойылсын ба: ${document}?`,
  kept: 'Бәрі сол күйінде қалады.',
  noSuchDocument: 'Мұндай құжат жоқ. Тізімі: /docs.',
  whichDocument: 'Бірнеше құжаттың атауы осындай. Қайсысы?',

  builds: 'Кітапхананың нұсқалары, жаңасы бірінші:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'қолданыста',
  buildRefused: 'тексеруден өтпеген',
  noEarlierBuild: 'Оралатын басқа нұсқа жоқ.',
  askRollBack: (builtAt) => `Мына нұсқамен қайта жауап берілсін бе: ${builtAt}?`,
  rollBackButton: 'Соған оралу',

  stats: (facts) => [
    `Кітапхана: ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Құрастырылғаны: ${facts.builtAt} (${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))} бұрын). Содан бері өзгерген файлдар: ${facts.changedFiles}; қалдырылғандары: ${facts.skippedFiles}.`,
    `${days(facts.days)} ішіндегі сұрақтар: жауабы бар ${facts.kinds.found}, күмәнді ${facts.kinds.closest}, жауапсыз ${facts.kinds.nothing}.`,
    `Қайдан: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Дауыстар: жақсы ${facts.votes.good}, нашар ${facts.votes.bad}, сұралғаны емес ${facts.votes.missed}.`,
    `Жауапқа дейін: жартысы ${ms(facts.p50Ms)} ішінде, 95 % — ${ms(facts.p95Ms)} ішінде.`,
  ],
  gaps: (parts, all, kept) =>
    `${days(kept)} ішінде жақсы жауапсыз қалған ${questions(all)}, ${groups(parts)}:`,
  noGaps: (kept) => `${days(kept)} ішінде жақсы жауапсыз қалған сұрақ болмады.`,
  gapsOff: 'Сұрақтар сақталмайды: KEEP_QUESTIONS_DAYS мәні 0.',
  gapsFile: 'Барлық сұрақтар.',

  commands: {
    docs: 'Құжаттар тізімі; қосу үшін файл жіберіңіз',
    delete: 'Құжатты жою',
    reindex: 'Кітапхананы жаңарту',
    rollback: 'Кітапхананың бұрынғы нұсқасына оралу',
    stats: 'Кітапхана, сұрақтар, жылдамдық',
    gaps: 'Жақсы жауапсыз қалған сұрақтар',
  },
};
