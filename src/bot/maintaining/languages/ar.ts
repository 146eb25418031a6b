import { isolated } from '../../label.ts';
import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'قراءة الملفات',
  embed: 'حساب المتجهات',
  graph: 'ربط المتجهات',
  words: 'فهرسة الكلمات',
  check: 'الفحص',
  publish: 'الاعتماد',
};

const { count, write } = countingIn('ar');

const passages = (n: number) =>
  count(n, {
    zero: 'لا مقاطع',
    one: 'مقطع واحد',
    two: 'مقطعان',
    few: '# مقاطع',
    many: '# مقطعًا',
    other: '# مقطع',
  });
const documents = (n: number) =>
  count(n, {
    zero: 'لا مستندات',
    one: 'مستند واحد',
    two: 'مستندان',
    few: '# مستندات',
    many: '# مستندًا',
    other: '# مستند',
  });
const pages = (n: number) =>
  count(n, {
    zero: 'لا صفحات',
    one: 'صفحة واحدة',
    two: 'صفحتان',
    few: '# صفحات',
    many: '# صفحة',
    other: '# صفحة',
  });
/** بعد «قبل» و«خلال». */
const days = (n: number) =>
  count(n, {
    zero: '# يوم',
    one: 'يوم واحد',
    two: 'يومين',
    few: '# أيام',
    many: '# يومًا',
    other: '# يوم',
  });
/** بعد «قبل». */
const hours = (n: number) =>
  count(n, {
    zero: 'أقل من ساعة',
    one: 'ساعة واحدة',
    two: 'ساعتين',
    few: '# ساعات',
    many: '# ساعة',
    other: '# ساعة',
  });
const tasks = (n: number) =>
  count(n, {
    zero: 'لا مهام',
    one: 'مهمة واحدة',
    two: 'مهمتان',
    few: '# مهام',
    many: '# مهمة',
    other: '# مهمة',
  });
const questions = (n: number) =>
  count(n, {
    zero: 'لا أسئلة',
    one: 'سؤال واحد',
    two: 'سؤالان',
    few: '# أسئلة',
    many: '# سؤالًا',
    other: '# سؤال',
  });
const ms = (bound: number | undefined) =>
  bound === undefined ? '–' : `${write(bound)} ميلي ثانية`;

/** المصطلحات كما في ../../languages/ar.ts، ومعها: library = مكتبة، build = إصدار. How to contribute: README.md, "Languages". */
export const ar: MaintainerWords = {
  code: 'ar',

  onlyMaintainers:
    'شكرًا، لكن إضافة المستندات متاحة لمن يتولون صيانة هذا البوت فقط. يُرجى كتابة سؤال بالكلمات: أجيب من المستندات التي لديّ.',

  tooLarge: (name, limitMb) =>
    `${name}: الملف كبير جدًا، فتيليغرام لا يتيح للبوتات إلا ملفات حتى ${limitMb} ميغابايت. يُرجى وضعه في مجلد المستندات.`,
  wrongFormat: (name, endings) =>
    `${name}: لا أستطيع قراءة هذا الملف. ما أقرؤه: ${isolated(endings)}.`,
  looking: (name, limitMb) => `أفحص ${name} (ملفات حتى ${limitMb} ميغابايت)…`,
  unreadable: (name, reason) => `${name}: لا أستطيع إضافته: ${isolated(reason)}.`,
  sameContent: (name, as) => `${name}: محتواه هو محتوى ${as} تمامًا. لا شيء يُضاف.`,
  sameAsWaiting: (name) => `${name}: محتواه هو محتوى ملف ينتظر قراركم أعلاه تمامًا.`,
  notFetched: (name) => `${name}: تعذّر جلبه من تيليغرام. يُرجى إرساله من جديد.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name}: سيكون مستندًا جديدًا.`
      : `${name}: سيحل محل ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'نحو ' : ''}${passages(facts.passages)}`,
      `الأحرف: ${write(facts.chars)}`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `اللغة: ${isolated(facts.language)}`,
    ].join('، '),
  ],
  addButton: 'إضافة',
  discardButton: 'تجاهل',
  discarded: (name) => `${name}: لم يُضف.`,
  decidedAlready: 'سبق البتّ في ذلك.',

  waiting: (what, ahead) => `${what}: في الانتظار، وقبلها ${tasks(ahead)}.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `، ${done}` : '') : `، ${done} من ${total}`;
    const rate = perSecond === undefined ? '' : `، ${Math.round(perSecond)} في الثانية`;
    const left = secondsLeft === undefined ? '' : `، بقي نحو ${Math.ceil(secondsLeft)} ث`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: يجري بناء آخر على الجهاز، أنتظر انتهاءه…`,
  over: (what) => `${what}: تمّ.`,
  adding: (document) => `إضافة ${document}`,
  deleting: (document) => `حذف ${document}`,
  reindexing: 'تحديث المكتبة',
  insisting: 'الاعتماد رغم ذلك',
  undoing: 'إعادة المستندات',
  rollingBack: (build) => `العودة إلى ${isolated(build)}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `المكتبة الجديدة قيد الاستخدام: ${documents(all)}، ${passages(parts)}.`,
      `الملفات: جديدة ${counts.new}، معدّلة ${counts.changed}، منقولة ${counts.moved}، محذوفة ${counts.removed}، بلا تغيير ${counts.unchanged}، متروكة ${counts.skipped}.`,
      `حُسب من جديد: ${passages(embedded)}، أُعيد استخدام: ${write(reused)}، الثواني: ${write(seconds, 1)}.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `كل المستندات في المكتبة كما هي: ${documents(all)}، ${passages(parts)}. لم يلزم بناء شيء.`,
  leftOut: (names, more) => `متروكة:\n${names.join('\n')}${more > 0 ? `\nوغيرها: ${more}` : ''}`,
  refused: 'المكتبة الجديدة ليست قيد الاستخدام، وتظل السابقة تجيب. نتيجة الفحص:',
  insistButton: 'اعتماد رغم ذلك',
  undoButton: 'إعادة المستندات',
  forceButton: 'بناء من جديد',
  failed: (says) => `لم ينجح ذلك، وتظل المكتبة السابقة تجيب. ${isolated(says)}`,
  notWritten: (code) =>
    `تعذّرت الكتابة في مجلد المستندات (${isolated(code)}). يُرجى التحقق من الأذونات ومن المساحة على القرص.`,
  fileGone: 'لم يعد الملف موجودًا. يُرجى إرساله من جديد.',
  rolledBack: (build) => `عاد إلى الاستخدام: ${isolated(build)}. ويبقى كذلك حتى يتغير مستند.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}، صفحة ${page} من ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `صفحة ${page}`,
  nextPage: (page) => `صفحة ${page}`,
  noDocs: 'لا توجد مستندات.',
  docsHint: (limitMb, endings) =>
    `لإضافة مستند أو استبداله يُرجى إرسال الملف (حتى ${limitMb} ميغابايت: ${isolated(endings)}). والرقم أدناه يفتح المستند.`,
  states: {
    new: 'ليس في المكتبة بعد',
    changed: 'تغيّر منذ ذلك',
    removed: 'لم يعد في المجلد',
  },
  passages,
  skipped: (reason) => `متروك: ${reason}`,
  language: (code) => `اللغة: ${isolated(code)}`,
  deleteButton: 'حذف',
  keepButton: 'إبقاء',
  backButton: 'رجوع إلى القائمة',
  askDelete: (document) => `هل يُحذف ${document} من مجلد المستندات ومن المكتبة؟`,
  kept: 'يبقى كل شيء على حاله.',
  noSuchDocument: `لا يوجد مستند كهذا. القائمة: ${isolated('/docs')}.`,
  whichDocument: 'أكثر من مستند بهذا الاسم. أيها المقصود؟',

  builds: 'إصدارات المكتبة، الأحدث أولًا:',
  build: (builtAt, all, parts) => `${isolated(builtAt)}: ${documents(all)}، ${passages(parts)}`,
  inUse: 'قيد الاستخدام',
  buildRefused: 'رفضه الفحص',
  noEarlierBuild: 'لا يوجد إصدار آخر للعودة إليه.',
  askRollBack: (builtAt) => `هل نجيب من جديد بإصدار ${isolated(builtAt)}؟`,
  rollBackButton: 'العودة إليه',

  stats: (facts) => [
    `المكتبة: ${documents(facts.documents)}، ${passages(facts.passages)}.`,
    `بُنيت في ${isolated(facts.builtAt)} (قبل ${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))}). ملفات تغيّرت منذ ذلك: ${facts.changedFiles}؛ متروكة: ${facts.skippedFiles}.`,
    `الأسئلة خلال ${days(facts.days)}: أُجيبت ${facts.kinds.found}، بتحفظ ${facts.kinds.closest}، بلا إجابة ${facts.kinds.nothing}.`,
    `المصدر: ${
      Object.entries(facts.sources)
        .map(([source, n]) => isolated(`${source} ${n}`))
        .join('، ') || '–'
    }.`,
    `الأصوات: جيد ${facts.votes.good}، سيئ ${facts.votes.bad}، ليس ما سُئل عنه ${facts.votes.missed}.`,
    `حتى الإجابة: النصف خلال ${ms(facts.p50Ms)}، و95% خلال ${ms(facts.p95Ms)}.`,
  ],
  gaps: (parts, all, kept) =>
    `${questions(all)} بلا إجابة جيدة خلال ${days(kept)}، المجموعات: ${parts}.`,
  noGaps: (kept) => `لم يبقَ سؤال بلا إجابة جيدة خلال ${days(kept)}.`,
  gapsOff: `الأسئلة لا تُحفظ: قيمة ${isolated('KEEP_QUESTIONS_DAYS')} هي 0.`,
  gapsFile: 'كلها.',

  commands: {
    docs: 'قائمة المستندات؛ وللإضافة يُرسل ملف',
    delete: 'حذف مستند',
    reindex: 'تحديث المكتبة',
    rollback: 'العودة إلى إصدار سابق من المكتبة',
    stats: 'المكتبة والأسئلة والسرعة',
    gaps: 'أسئلة بلا إجابة جيدة',
  },
};
