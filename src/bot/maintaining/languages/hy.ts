import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'կարդում եմ ֆայլերը',
  embed: 'հաշվում եմ վեկտորները',
  graph: 'կապում եմ վեկտորները',
  words: 'ցուցակագրում եմ բառերը',
  check: 'ստուգում եմ',
  publish: 'գործարկում եմ',
};

const { count, write } = countingIn('hy');

const passages = (n: number) => count(n, { one: '# հատված', other: '# հատված' });
const documents = (n: number) => count(n, { one: '# փաստաթուղթ', other: '# փաստաթուղթ' });
const days = (n: number) => count(n, { one: '# օր', other: '# օր' });
const hours = (n: number) => count(n, { one: '# ժամ', other: '# ժամ' });
const pages = (n: number) => count(n, { one: '# էջ', other: '# էջ' });
const tasks = (n: number) => count(n, { one: '# գործ', other: '# գործ' });
const questions = (n: number) => count(n, { one: '# հարց', other: '# հարց' });
const groups = (n: number) => count(n, { one: '# խումբ', other: '# խումբ' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} մվ`);

/** Բառարանը՝ ../../languages/hy.ts, նաև՝ library = գրադարան, build = տարբերակ։ How to contribute: README.md, "Languages". */
export const hy: MaintainerWords = {
  code: 'hy',

  onlyMaintainers:
    'Շնորհակալություն, բայց փաստաթղթեր կարող են ավելացնել միայն նրանք, ովքեր սպասարկում են այս բոտը։ Գրեք ձեր հարցը բառերով. պատասխանում եմ ունեցածս փաստաթղթերով։',

  tooLarge: (name, limitMb) =>
    `${name}՝ ֆայլը չափազանց մեծ է. Telegram-ը բոտերին տալիս է մինչև ${limitMb} ՄԲ ֆայլեր։ Դրեք այն փաստաթղթերի պանակում։`,
  wrongFormat: (name, endings) => `${name}՝ չեմ կարող կարդալ։ Կարդում եմ՝ ${endings}։`,
  looking: (name, limitMb) => `Նայում եմ ${name} (մինչև ${limitMb} ՄԲ ֆայլեր)…`,
  unreadable: (name, reason) => `${name}՝ չեմ կարող ավելացնել. ${reason}։`,
  sameContent: (name, as) => `${name}՝ ճիշտ նույնն է, ինչ ${as}։ Ավելացնելու բան չկա։`,
  sameAsWaiting: (name) => `${name}՝ ճիշտ նույնն է, ինչ վերևում ձեր որոշմանը սպասող ֆայլը։`,
  notFetched: (name) => `${name}՝ չհաջողվեց ստանալ Telegram-ից։ Խնդրում եմ նորից ուղարկել։`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name}՝ կլինի նոր փաստաթուղթ։`
      : `${name}՝ կփոխարինի ${facts.replaces}։`,
    [
      `${facts.isEstimate ? 'մոտ ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} նիշ`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `լեզուն՝ ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Ավելացնել',
  discardButton: 'Չավելացնել',
  discarded: (name) => `${name}՝ չի ավելացվել։`,
  decidedAlready: 'Դա արդեն որոշված է։',

  waiting: (what, ahead) => `${what}՝ հերթում, առջևում՝ ${tasks(ahead)}։`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} / ${total}`;
    const rate = perSecond === undefined ? '' : `, վայրկյանում ${Math.round(perSecond)}`;
    const left = secondsLeft === undefined ? '' : `, մնաց մոտ ${Math.ceil(secondsLeft)} վ`;
    return `${what}՝ ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}՝ մեքենայի վրա մեկ այլ տարբերակ է կառուցվում, սպասում եմ ավարտին…`,
  over: (what) => `${what}՝ արված է։`,
  adding: (document) => `Ավելացում՝ ${document}`,
  deleting: (document) => `Ջնջում՝ ${document}`,
  reindexing: 'Գրադարանի թարմացում',
  insisting: 'Գործարկում, այնուամենայնիվ',
  undoing: 'Փաստաթղթերի վերականգնում',
  rollingBack: (build) => `Վերադարձ՝ ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `Նոր գրադարանը գործում է՝ ${documents(all)}, ${passages(parts)}։`,
      `Ֆայլեր՝ նոր ${counts.new}, փոխված ${counts.changed}, տեղափոխված ${counts.moved}, հեռացված ${counts.removed}, անփոփոխ ${counts.unchanged}, բաց թողնված ${counts.skipped}։`,
      `Նորից հաշված՝ ${passages(embedded)}, պատրաստի վերցված՝ ${write(reused)}, ${write(seconds, 1)} վ։`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `Բոլոր փաստաթղթերն արդեն գրադարանում են՝ ${documents(all)}, ${passages(parts)}։ Կառուցելու բան չկար։`,
  leftOut: (names, more) =>
    `Բաց են թողնված՝\n${names.join('\n')}${more > 0 ? `\nև ևս ${more}` : ''}`,
  refused: 'Նոր գրադարանը չի գործարկվել, պատասխանում է նախորդը։ Ստուգումն ասում է՝',
  insistButton: 'Միևնույն է, գործարկել',
  undoButton: 'Վերականգնել',
  forceButton: 'Կառուցել նորից',
  failed: (says) => `Չստացվեց, պատասխանում է նախորդ գրադարանը։ ${says}`,
  notWritten: (code) =>
    `Չհաջողվեց գրել փաստաթղթերի պանակում (${code})։ Ստուգեք թույլտվությունները և սկավառակի ազատ տեղը։`,
  fileGone: 'Ֆայլն այլևս չկա։ Խնդրում եմ նորից ուղարկել։',
  rolledBack: (build) => `Նորից գործում է՝ ${build}։ Այդպես կմնա, մինչև որևէ փաստաթուղթ փոխվի։`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, էջ ${page} / ${last}.` : `${documents(all)}.`,
  previousPage: (page) => `◀ Էջ ${page}`,
  nextPage: (page) => `Էջ ${page} ▶`,
  noDocs: 'Փաստաթղթեր չկան։',
  docsHint: (limitMb, endings) =>
    `Փաստաթուղթ ավելացնելու կամ փոխարինելու համար ուղարկեք ֆայլը (մինչև ${limitMb} ՄԲ՝ ${endings})։ Ներքևի թիվը բացում է փաստաթուղթը։`,
  states: {
    new: 'դեռ գրադարանում չէ',
    changed: 'փոխվել է դրանից հետո',
    removed: 'պանակում չկա',
  },
  passages,
  skipped: (reason) => `բաց է թողնված՝ ${reason}`,
  language: (code) => `լեզուն՝ ${code}`,
  deleteButton: 'Ջնջել',
  keepButton: 'Թողնել',
  backButton: 'Դեպի ցանկը',
  askDelete: (document) => `Ջնջե՞լ փաստաթղթերի պանակից և գրադարանից՝ ${document}։`,
  kept: 'Ամեն ինչ մնում է այնպես, ինչպես կա։',
  noSuchDocument: 'Այդպիսի փաստաթուղթ չկա։ Ցանկը՝ /docs։',
  whichDocument: 'Այդպես են կոչվում մի քանի փաստաթղթեր։ Ո՞րը։',

  builds: 'Գրադարանի տարբերակները, սկզբում նորերը.',
  build: (builtAt, all, parts) => `${builtAt}՝ ${documents(all)}, ${passages(parts)}`,
  inUse: 'գործում է',
  buildRefused: 'չի անցել ստուգումը',
  noEarlierBuild: 'Այլ տարբերակ, որին կարելի է վերադառնալ, չկա։',
  askRollBack: (builtAt) => `Նորից պատասխանե՞լ այս տարբերակով՝ ${builtAt}։`,
  rollBackButton: 'Վերադառնալ դրան',

  stats: (facts) => [
    `Գրադարան՝ ${documents(facts.documents)}, ${passages(facts.passages)}։`,
    `Կառուցված է ${facts.builtAt} (${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))} առաջ)։ Դրանից հետո փոխված ֆայլեր՝ ${facts.changedFiles}, բաց թողնված՝ ${facts.skippedFiles}։`,
    `Հարցեր ${days(facts.days)}ում՝ պատասխանված ${facts.kinds.found}, վերապահումով ${facts.kinds.closest}, մերժված ${facts.kinds.nothing}։`,
    `Որտեղից՝ ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }։`,
    `Ձայներ՝ լավ ${facts.votes.good}, վատ ${facts.votes.bad}, հարցվածը չէ ${facts.votes.missed}։`,
    `Մինչև պատասխանը՝ կեսը մինչև ${ms(facts.p50Ms)}, 95 %-ը մինչև ${ms(facts.p95Ms)}։`,
  ],
  gaps: (parts, all, kept) =>
    `${days(kept)}ում առանց լավ պատասխանի մնացել է ${questions(all)}, ${groups(parts)}.`,
  noGaps: (kept) => `${days(kept)}ում բոլոր հարցերը լավ պատասխան են ստացել։`,
  gapsOff: 'Հարցերը չեն պահվում. KEEP_QUESTIONS_DAYS արժեքը 0 է։',
  gapsFile: 'Բոլոր հարցերը։',

  commands: {
    docs: 'Փաստաթղթերի ցանկը. ավելացնելու համար ֆայլ ուղարկեք',
    delete: 'Ջնջել փաստաթուղթ',
    reindex: 'Թարմացնել գրադարանը',
    rollback: 'Վերադառնալ գրադարանի նախկին տարբերակին',
    stats: 'Գրադարան, հարցեր, արագություն',
    gaps: 'Առանց լավ պատասխանի հարցեր',
  },
};
