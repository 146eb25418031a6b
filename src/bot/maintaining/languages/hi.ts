import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'फ़ाइलें पढ़ी जा रही हैं',
  embed: 'वेक्टर निकाले जा रहे हैं',
  graph: 'वेक्टर जोड़े जा रहे हैं',
  words: 'शब्द दर्ज हो रहे हैं',
  check: 'जाँच हो रही है',
  publish: 'लागू हो रहा है',
};

const { count, write } = countingIn('hi');

const passages = (n: number) => count(n, { one: '# अंश', other: '# अंश' });
const documents = (n: number) => count(n, { one: '# दस्तावेज़', other: '# दस्तावेज़' });
const days = (n: number) => count(n, { one: '# दिन', other: '# दिन' });
/** “पहले” के साथ। */
const hours = (n: number) => count(n, { one: '# घंटा', other: '# घंटे' });
const pages = (n: number) => count(n, { one: '# पृष्ठ', other: '# पृष्ठ' });
const tasks = (n: number) => count(n, { one: '# काम', other: '# काम' });
const questions = (n: number) => count(n, { one: '# सवाल', other: '# सवाल' });
const groups = (n: number) => count(n, { one: '# समूह', other: '# समूह' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} मिलीसेकंड`);

/**
 * शब्दावली ../../languages/hi.ts जैसी; साथ में: library = पुस्तकालय, build = संस्करण.
 * How to contribute: README.md, "Languages".
 */
export const hi: MaintainerWords = {
  code: 'hi',

  onlyMaintainers:
    'धन्यवाद, पर दस्तावेज़ केवल इस बॉट की देखरेख करने वाले जोड़ सकते हैं। अपना सवाल शब्दों में लिखें: जवाब मौजूदा दस्तावेज़ों से मिलेगा।',

  tooLarge: (name, limitMb) =>
    `${name} बहुत बड़ी है: Telegram बॉट को ${limitMb} MB तक की फ़ाइलें ही देता है। इसे दस्तावेज़ों के फ़ोल्डर में रखें।`,
  wrongFormat: (name, endings) => `${name} पढ़ी नहीं जा सकती। ये पढ़ी जा सकती हैं: ${endings}।`,
  looking: (name, limitMb) => `${name} देखी जा रही है (${limitMb} MB तक की फ़ाइलें)…`,
  unreadable: (name, reason) => `${name} जोड़ी नहीं जा सकती: ${reason}।`,
  sameContent: (name, as) => `${name} में ठीक वही है जो ${as} में है। जोड़ने को कुछ नहीं है।`,
  sameAsWaiting: (name) => `${name} में ठीक वही है जो ऊपर आपके फ़ैसले की प्रतीक्षा कर रही फ़ाइल में है।`,
  notFetched: (name) => `${name} Telegram से नहीं मिल सकी। कृपया फिर से भेजें।`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name} एक नया दस्तावेज़ होगा।`
      : `${name} इसकी जगह लेगा: ${facts.replaces}।`,
    [
      `${facts.isEstimate ? 'लगभग ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} अक्षर`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `भाषा: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'जोड़ें',
  discardButton: 'छोड़ें',
  discarded: (name) => `${name} नहीं जोड़ी गई।`,
  decidedAlready: 'इसका फ़ैसला हो चुका है।',

  waiting: (what, ahead) => `${what}: प्रतीक्षा में, पहले ${tasks(ahead)}।`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${total} में से ${done}`;
    const rate = perSecond === undefined ? '' : `, ${Math.round(perSecond)} प्रति सेकंड`;
    const left = secondsLeft === undefined ? '' : `, लगभग ${Math.ceil(secondsLeft)} सेकंड बाक़ी`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: मशीन पर दूसरा संस्करण बन रहा है; उसके पूरा होने की प्रतीक्षा है…`,
  over: (what) => `${what}: हो गया।`,
  adding: (document) => `जोड़ना: ${document}`,
  deleting: (document) => `हटाना: ${document}`,
  reindexing: 'पुस्तकालय को अद्यतन करना',
  insisting: 'फिर भी लागू करना',
  undoing: 'दस्तावेज़ वापस रखना',
  rollingBack: (build) => `इस पर लौटना: ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `नया पुस्तकालय उपयोग में है: ${documents(all)}, ${passages(parts)}।`,
      `फ़ाइलें: नई ${counts.new}, बदली हुई ${counts.changed}, दूसरी जगह गई ${counts.moved}, हटाई गई ${counts.removed}, जैसी की तैसी ${counts.unchanged}, छोड़ी गई ${counts.skipped}।`,
      `नए सिरे से: ${passages(embedded)}, पहले से तैयार: ${write(reused)}, ${write(seconds, 1)} सेकंड।`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `पुस्तकालय में सभी दस्तावेज़ ज्यों के त्यों हैं: ${documents(all)}, ${passages(parts)}। बनाने को कुछ नहीं था।`,
  leftOut: (names, more) => `छोड़ी गईं:\n${names.join('\n')}${more > 0 ? `\nऔर ${more}` : ''}`,
  refused: 'नया पुस्तकालय उपयोग में नहीं है; पहले वाला ही जवाब दे रहा है। जाँच कहती है:',
  insistButton: 'फिर भी लागू करें',
  undoButton: 'दस्तावेज़ लौटाएँ',
  forceButton: 'नए सिरे से बनाएँ',
  failed: (says) => `यह नहीं हो सका; पहले वाला पुस्तकालय ही जवाब दे रहा है। ${says}`,
  notWritten: (code) => `दस्तावेज़ों के फ़ोल्डर में लिखा नहीं जा सका (${code})। अनुमतियाँ और डिस्क पर जगह देखें।`,
  fileGone: 'फ़ाइल अब नहीं है। कृपया फिर से भेजें।',
  rolledBack: (build) => `फिर से उपयोग में: ${build}। किसी दस्तावेज़ के बदलने तक यही रहेगा।`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, पृष्ठ ${page}, कुल ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ पृष्ठ ${page}`,
  nextPage: (page) => `पृष्ठ ${page} ▶`,
  noDocs: 'कोई दस्तावेज़ नहीं है।',
  docsHint: (limitMb, endings) =>
    `दस्तावेज़ जोड़ने या बदलने के लिए फ़ाइल भेजें (${limitMb} MB तक: ${endings})। नीचे की संख्या दस्तावेज़ खोलती है।`,
  states: {
    new: 'अभी पुस्तकालय में नहीं',
    changed: 'तब से बदला हुआ',
    removed: 'फ़ोल्डर में नहीं',
  },
  passages,
  skipped: (reason) => `छोड़ी गई: ${reason}`,
  language: (code) => `भाषा: ${code}`,
  deleteButton: 'हटाएँ',
  keepButton: 'रहने दें',
  backButton: 'सूची पर लौटें',
  askDelete: (document) => `इसे दस्तावेज़ों के फ़ोल्डर और पुस्तकालय से हटाएँ: ${document}?`,
  kept: 'सब कुछ जैसा था वैसा ही है।',
  noSuchDocument: 'ऐसा कोई दस्तावेज़ नहीं है। सूची /docs में है।',
  whichDocument: 'इस नाम के कई दस्तावेज़ हैं। कौन-सा?',

  builds: 'पुस्तकालय के संस्करण, सबसे नया पहले:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'उपयोग में',
  buildRefused: 'जाँच में अस्वीकृत',
  noEarlierBuild: 'लौटने के लिए कोई दूसरा संस्करण नहीं है।',
  askRollBack: (builtAt) => `फिर से इस संस्करण से जवाब दिए जाएँ: ${builtAt}?`,
  rollBackButton: 'उस पर लौटें',

  stats: (facts) => [
    `पुस्तकालय: ${documents(facts.documents)}, ${passages(facts.passages)}।`,
    `बना: ${facts.builtAt} (${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))} पहले)। तब से बदली फ़ाइलें: ${facts.changedFiles}; छोड़ी गईं: ${facts.skippedFiles}।`,
    `${days(facts.days)} में सवाल: जवाब मिला ${facts.kinds.found}, संदेह के साथ ${facts.kinds.closest}, बिना जवाब ${facts.kinds.nothing}।`,
    `कहाँ से: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }।`,
    `मत: अच्छे ${facts.votes.good}, ख़राब ${facts.votes.bad}, पूछा कुछ और था ${facts.votes.missed}।`,
    `जवाब निकलने तक: आधे ${ms(facts.p50Ms)} के भीतर, 95% ${ms(facts.p95Ms)} के भीतर।`,
  ],
  gaps: (parts, all, kept) =>
    `${days(kept)} में बिना अच्छे जवाब के ${questions(all)}, ${groups(parts)} में:`,
  noGaps: (kept) => `${days(kept)} में कोई सवाल अच्छे जवाब के बिना नहीं रहा।`,
  gapsOff: 'सवाल नहीं रखे जाते: KEEP_QUESTIONS_DAYS का मान 0 है।',
  gapsFile: 'सभी सवाल।',

  commands: {
    docs: 'दस्तावेज़ों की सूची; जोड़ने के लिए फ़ाइल भेजें',
    delete: 'दस्तावेज़ हटाएँ',
    reindex: 'पुस्तकालय को अद्यतन करें',
    rollback: 'पुस्तकालय के पिछले संस्करण पर लौटें',
    stats: 'पुस्तकालय, सवाल, गति',
    gaps: 'बिना अच्छे जवाब के सवाल',
  },
};
