import { isolated } from '../label.ts';
import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('ar');

/** مدة. */
const DAYS = {
  zero: '# يوم',
  one: 'يوم واحد',
  two: 'يومان',
  few: '# أيام',
  many: '# يومًا',
  other: '# يوم',
};
const HOURS = {
  zero: '# ساعة',
  one: 'ساعة واحدة',
  two: 'ساعتان',
  few: '# ساعات',
  many: '# ساعة',
  other: '# ساعة',
};
/** بعد «حتى» و«بعد» ونحوهما. */
const MINUTES = {
  zero: 'أقل من دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: '# دقائق',
  many: '# دقيقة',
  other: '# دقيقة',
};
const upToQuotes = (quotes: number) =>
  count(quotes, {
    zero: '# اقتباس',
    one: 'اقتباس واحد',
    two: 'اقتباسين',
    few: '# اقتباسات',
    many: '# اقتباسًا',
    other: '# اقتباس',
  });

// In a line from right to left a command or name keeps its shape only where it is isolated: its slash would go to the other end.
const ask = isolated('/ask');
const help = isolated('/help');
const why = isolated('/why');
const doc = isolated('/doc');
const search = isolated('/search');
const mention = (name: string) => isolated(`@${name}`);

/**
 * العربية، بصيغة «يُرجى» والمصدر بدل الأمر. المصطلحات: document = مستند، quote/excerpt = اقتباس، passage = مقطع، sentence = جملة،
 * heading = عنوان، section = قسم. How to contribute: README.md, "Languages".
 */
export const ar: Sentences = {
  code: 'ar',
  name: 'العربية',

  welcome: (topics) =>
    [
      'يمكنكم طرح السؤال بكلماتكم. أجيب باقتباسات حرفية من المستندات وأذكر موضعها.',
      ...(topics ? [`المستندات: ${topics}.`] : []),
      `يشرح الأمر ${help} كيفية السؤال في المجموعات والمحادثات الأخرى.`,
    ].join('\n\n'),
  help: (name) =>
    [
      'هنا: تكفي كتابة السؤال. كل إجابة اقتباس حرفي، أنسب جملة فيه بخط عريض، وتحته موضعه في المستند.',
      `في المجموعة: ${ask} ثم السؤال، أو الرد بالأمر ${ask} على الرسالة التي فيها السؤال، أو الرد على إحدى رسائلي. يحدد مشرفوها بالأمر ${isolated('/settings')} كيف أتصرف فيها.`,
      `لمتابعة السؤال («ومتى كان ذلك؟»): تكفي كتابته، أو الرد به على الإجابة المقصودة. والأمر ${why} ردًا على إحدى إجاباتي يشرح كيف وُجدت.`,
      'تحت الإجابة أزرار لمتابعة القراءة حول أول اقتباس فيها. والموضع تحت كل اقتباس رابط يفتحه هنا.',
      `الأمر ${search} ثم كلمات يسرد كل الجمل التي تجمعها، و${doc} المستندات، و${isolated('/toc')} عناوين أحدها.`,
      `في أي محادثة: تُكتب ${mention(name)} ثم السؤال، ثم يُختار الاقتباس المراد إرساله.`,
      'لا أختلق شيئًا: ما لا تقوله المستندات لا أستطيع الإجابة عنه.',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      `مرحبًا! أجيب عن الأسئلة باقتباسات حرفية من المستندات. للمشرفين: ${isolated('/settings')}.`,
      hearsMentions
        ? `للسؤال: ${ask} ثم السؤال، أو ${mention(name)} ثم السؤال، أو الرد على إحدى رسائلي. والأمر ${ask} ردًا على رسالة يجعلها هي السؤال.`
        : `للسؤال: ${ask} ثم السؤال، أو الرد على إحدى رسائلي. والأمر ${ask} ردًا على رسالة يجعلها هي السؤال. لا تصلني في هذه المجموعة الإشارات إلى ${mention(name)}.`,
    ].join('\n'),

  closest: 'لم أجد إجابة واضحة. هذه أقرب المقاطع، وقد لا تجيب عن السؤال:',
  nothing: 'لم أجد شيئًا عن ذلك في المستندات.',
  about: (topics) => `موضوعات المستندات: ${topics}.`,
  searchedFor: (question) => `بحثت عن: ${question}`,
  askAfresh: 'البدء من جديد',
  askAsWritten: 'البحث كما كُتب',
  onlyBeginning: (chars) => {
    const first = count(chars, {
      zero: 'بدايتها',
      one: 'أول حرف منها',
      two: 'أول حرفين منها',
      few: 'أول # أحرف منها',
      many: 'أول # حرفًا منها',
      other: 'أول # حرف منها',
    });
    return `الرسالة طويلة، لذلك بحثت عن ${first} فقط. السؤال القصير يجد أكثر.`;
  },

  why: {
    found: (onSubject, answers) =>
      `وُجدت إجابة: الثقة بأن المستندات تتناول هذا ${onSubject}%، وبأن الجملة العريضة تجيب عنه ${answers}%.`,
    closest: (onSubject, needed) =>
      `عُرضت بتحفظ: الثقة بأن المستندات تتناول هذا ${onSubject}% فقط، ولا تُعدّ إجابةً إلا ابتداءً من ${needed}%.`,
    nothing: (onSubject, needed) =>
      `لم يُعرض شيء: الثقة بأن المستندات تتناول هذا ${onSubject}% فقط، وما دون ${needed}% لا أعرضه.`,
    doubtful: 'عُرضت بتحفظ: المستندات تجيب عن السؤال السابق، أما عن هذا السؤال وحده فلم أجد شيئًا.',
    uncalibrated: 'النسب تقديرية: نموذج المتجهات هذا غير معايَر.',
    understood: {
      'as-written': () => 'بحثت عن السؤال كما كُتب.',
      corrected: (question) => `بحثت بعد تصحيح الإملاء: ${question}`,
      'in-context': (question) => `بحثت مع السؤال السابق: ${question}`,
    },
    otherwise: {
      'as-written': (answer) => `كما كُتب: ${answer}.`,
      corrected: (answer) => `بعد تصحيح الإملاء: ${answer}.`,
      'in-context': (answer) => `مع السؤال السابق: ${answer}.`,
    },
    kinds: { found: 'وُجدت إجابة', closest: 'غير مؤكد', nothing: 'لا شيء' },
    doubts: {
      language: 'السؤال بلغة غير لغة المستندات، فلم تنفع كلماته.',
      phrase: 'مما يُضعفها: الكلمات بين علامتي الاقتباس غير موجودة هناك.',
      names: 'مما يُضعفها: اسم في السؤال غير موجود في المقطع.',
      number: 'مما يُضعفها: عدد في السؤال غير موجود هناك.',
      time: 'مما يُضعفها: السؤال عن وقت، ولا وقت مذكور هناك.',
      count: 'مما يُضعفها: السؤال عن عدد، ولا عدد مذكور هناك.',
      denial: 'مما يُضعفها: في السؤال نفي، وليس في الجملة نفي.',
      opposite: 'مما يُضعفها: في النص عكس كلمة من السؤال.',
    },
    byMeaning: (rank, of, similarity) =>
      `المقطع رقم ${rank} من ${of} بحسب المعنى (التشابه ${write(similarity)})`,
    byWords: (rank) => `رقم ${rank} بحسب الكلمات`,
    nearest: 'الأقرب',
    bestSentence: (similarity) => `جملته ${write(similarity)}`,
    there: (words) => `فيه الكلمات: ${words}`,
    missing: (words) => `ليس فيه: ${words}`,
  },
  whyUnknown: `يُرجى الرد بالأمر ${why} على إحدى إجاباتي. لا أحتفظ بالأسئلة إلا مدة قصيرة: إن كان سؤالكم أقدم فيُرجى طرحه من جديد.`,

  comma: '، ',
  votes: {
    missedButton: 'ليس سؤالي',
    noted: {
      good: 'شكرًا، سُجّلت إجابةً جيدة. الضغط مرة أخرى يلغي ذلك.',
      bad: 'شكرًا، سُجّلت إجابةً سيئة. الضغط مرة أخرى يلغي ذلك.',
      missed: 'شكرًا، سُجّل أنها ليست عمّا سُئل. الضغط مرة أخرى يلغي ذلك.',
    },
    takenBack: 'أُلغي تصويتكم.',
  },
  saved: {
    button: 'حفظ',
    saved: `حُفظ. الأمر ${isolated('/saved')} في محادثتنا الخاصة يسرد اقتباساتكم.`,
    known: 'سبق أن حفظتم هذا الاقتباس.',
    full: (most) =>
      `لديكم ${count(most, { zero: '# اقتباس محفوظ', one: 'اقتباس واحد محفوظ', two: 'اقتباسان محفوظان', few: '# اقتباسات محفوظة', many: '# اقتباسًا محفوظًا', other: '# اقتباس محفوظ' })}، ولا أحفظ أكثر. يُرجى إزالة بعضها أولًا بالأمر ${isolated('/saved')}.`,
    howTo: `يُرجى الرد بالأمر ${isolated('/save')} على إحدى إجاباتي؛ و${isolated('/save 2')} يأخذ اقتباسها الثاني. لا أحتفظ بالإجابات إلا مدة قصيرة: إن كانت إجابتكم أقدم فيُرجى إعادة السؤال.`,
    noSuchQuote: 'ليس في تلك الإجابة اقتباس بهذا الرقم.',
    none: `لم تحفظوا أي اقتباس بعد. يكفي الضغط على «حفظ» تحت إجابة، أو الرد عليها بالأمر ${isolated('/save')}.`,
    list: (first, last, total) => `اقتباساتكم المحفوظة، من ${first} إلى ${last}، وعددها ${total}:`,
    changed: 'تغيّر المستند منذ ذلك',
    removeButton: (number) => `إزالة ${number}`,
    removed: 'أُزيل.',
    newer: '‹ الأحدث',
    older: 'الأقدم ›',
    inPrivate: 'هذا بيننا فقط. يُرجى طلبه في محادثتنا الخاصة.',
    openPrivate: 'فتح المحادثة الخاصة',
    quotesTitle: 'اقتباسات محفوظة',
    answersTitle: 'إجابات هذه المحادثة',
    savedOn: (date) => `حُفظ في ${isolated(date)}`,
    noAnswers: 'لا أحتفظ بإجابات هذه المحادثة، أو لم أعد أحتفظ بها.',
    adminsOnly: 'لا يصدّر إجابات هذه المجموعة إلا مشرفوها.',
  },
  privacy: {
    heading: 'ما أحتفظ به عنكم، ومدة ذلك:',
    questions: (hours, now) =>
      `• أسئلتكم وما اقتبسته لها: ${count(hours, HOURS)}، حتى يمكنكم متابعة السؤال. الآن: ${write(now)}.`,
    texts: (days) =>
      `• نص سؤال لم يجد إجابة جيدة أو جرى التصويت عليه: ${count(days, DAYS)}، لمن يختارون المستندات. اسمكم ليس معه.`,
    votes: (days, now) => `• أصواتكم: ${count(days, DAYS)}. الآن: ${write(now)}.`,
    saved: (days, now) =>
      `• الاقتباسات التي حفظتموها: حتى تزيلوها، أو تمضي ${count(days, DAYS)} دون الاطلاع عليها. الآن: ${write(now)}.`,
    settings: '• إعدادات محادثتنا، وهل سمح لكم أحد المشرفين بالسؤال.',
    nothingElse: 'لا شيء سوى ذلك: لا اسم، ولا كلمة من سائر الرسائل بعد الإجابة عنها.',
    howToForget: `الأمر ${isolated('/forget')} يحذف كل ذلك دفعة واحدة.`,
    ask: `هل أحذف كل ما أحتفظ به عنكم: الأسئلة والأصوات والاقتباسات المحفوظة والإعدادات؟ لا رجعة في ذلك. للاحتفاظ باقتباساتكم يُستعمل أولًا ${isolated('/export')}.`,
    deleteButton: 'حذف الكل',
    keepButton: 'إبقاء',
    deleted: 'حُذف كل ما كنت أحتفظ به عنكم.',
    kept: 'لم يُحذف شيء.',
    remainingTexts: (days) =>
      `قد يبقى مدة لا تتجاوز ${count(days, DAYS)} نص أسئلة أقدم بلا إجابة جيدة. لا شيء فيها يدل على أنها لكم، فلا أستطيع العثور عليها.`,
    remainingPermission:
      'يبقى مسجّلًا أن أحد المشرفين سمح لكم بالسؤال، وإلا لما أمكنكم السؤال بعد ذلك.',
    remainingRecord: 'يبقى سجل ما غيّرتموه في المستندات: وُضع ليمكن تتبّع التغييرات.',
  },

  page: (page) => `صفحة ${page}`,
  paragraph: (paragraph) => `فقرة ${paragraph}`,
  row: (row) => `صف ${row}`,
  shortened: 'مختصر',

  reading: {
    // Without the arrows: rows of buttons run from the left everywhere, so that they would point the wrong way.
    before: 'ما قبله',
    after: 'ما بعده',
    copy: 'نسخ',
    section: 'القسم كاملًا',
    next: 'الاقتباس التالي',
    back: 'رجوع',
    excerpt: (number) => `الاقتباس ${number}`,
    part: (part, parts) => `الجزء ${part} من ${parts}`,
    previousPart: (part) => `الجزء ${part}`,
    nextPart: (part) => `الجزء ${part}`,
    open: 'متابعة القراءة',

    changed: 'تغيّر النص ولم يعد هذا المقطع فيه. يُرجى إعادة السؤال.',
    gone: 'لم يعد هذا المستند موجودًا.',
    notShown: 'هذا المستند لا يُعرض في هذه المحادثة.',
    atBeginning: 'هذه بداية المستند.',
    atEnd: 'هذه نهاية المستند.',
    forgotten: 'لم يعد هذا السؤال محفوظًا لديّ. يُرجى طرحه من جديد.',
    badLink: `لا يؤدي هذا الرابط إلى موضع في المستندات. القائمة: ${doc}.`,

    documents: (total, words) =>
      words === undefined
        ? `المستندات: ${write(total)}`
        : `المستندات التي اسمها ${words}: ${write(total)}`,
    noDocuments: `لا يوجد مستند كهذا. القائمة كاملة: ${doc}.`,
    whichDocument: 'أيها المقصود؟',
    noHeadings: 'ليس في هذا المستند عناوين.',
    fromBeginning: 'من البداية',
    allDocuments: 'كل المستندات',
    matches: (total, words, isComplete) =>
      `الجمل التي فيها ${words}: ${isComplete ? '' : 'على الأقل '}${write(total)}`,
    noMatches: (words) => `لا توجد جملة فيها هذا بالضبط: ${words}`,
    searchHint: `تُكتب الكلمات بعد ${search} فأسرد كل الجمل التي تجمعها. والعبارة الحرفية توضع بين علامتي اقتباس.`,
    pageOf: (page, pages) => `صفحة ${page} من ${pages}`,
    previousPage: (page) => `صفحة ${page}`,
    nextPage: (page) => `صفحة ${page}`,
  },

  emptyQuestion: 'يُرجى كتابة السؤال بالكلمات، مثلًا: من يحق له التصويت؟',
  emptyQuestionInGroup: `يُرجى كتابة السؤال بعد ${ask}، أو الرد بالأمر ${ask} على الرسالة التي فيها السؤال.`,
  onlyText: 'لا أقرأ إلا النصوص. يُرجى كتابة السؤال بالكلمات.',
  unknownCommand: `لا أعرف هذا الأمر. يُرجى كتابة السؤال بالكلمات، أو الاطلاع على ${help}.`,

  failed: 'حدث خطأ لديّ. يُرجى إعادة السؤال بعد دقيقة.',
  tooLate: 'كنت غير متصل ورأيت هذا متأخرًا. إن كان السؤال لا يزال مهمًا فيُرجى طرحه من جديد.',
  busy: 'يسأل كثيرون في هذه اللحظة. سؤالكم في قائمة الانتظار، وستصل الإجابة هنا بعد قليل.',
  oldButton: 'لم يعد هذا الزر يعمل. يُرجى إعادة السؤال.',

  settings: {
    mine: 'إعداداتكم:',
    ofGroup: 'إعدادات هذه المجموعة، ويمكن لمشرفيها تغييرها:',
    names: {
      length: 'طول الإجابة',
      speaks: 'متى أجيب',
      nothing: 'إن لم أجد شيئًا',
      language: 'اللغة',
      folder: 'المستندات',
      silence: 'الصمت',
    },
    named: (name, value) => `${name}: ${value}`,
    lengths: {
      short: () => 'قصيرة، اقتباس واحد',
      usual: (quotes) => `معتادة، حتى ${upToQuotes(quotes)}`,
      long: (quotes) => `طويلة، حتى ${upToQuotes(quotes)}`,
    },
    speaks: { addressed: 'عند سؤالي فقط', questions: 'وكذلك بعد علامة استفهام' },
    nothing: { line: 'سطر قصير', reaction: 'تفاعل 🤷' },
    everyonesOwn: 'لغة كل شخص',
    ofApp: 'لغة تيليغرام لديكم',
    allDocuments: 'كلها',
    noSilence: 'لا',
    hours: (hours) => count(hours, HOURS),
    chosen: (value) => `✓ ${value}`,
    back: '‹ رجوع',
    done: 'تم',
    earlier: '‹ السابقة',
    later: 'التالية ›',
    saved: 'حُفظ.',
    onlyAdmins: 'لا يغيّر إعدادات هذه المجموعة إلا مشرفوها.',
    cannotHear: `حُفظ. لكن تيليغرام لا يعرض لي هنا هذه الرسائل: يُرجى جعلي مشرفًا، أو إيقاف وضع الخصوصية لدى ${mention('BotFather')} ثم إضافتي من جديد.`,
    silent: 'أنا صامت هنا حاليًا كما يريد المشرفون.',
  },

  access: {
    unknownPerson: `لا أجيب إلا من سُمح لهم. إن كان لديكم رمز فيُرجى إرساله إليّ هكذا: ${isolated('/pair CODE')}`,
    unknownGroup: `لا أجيب إلا في المجموعات التي سُمح لها. إن كان لديكم رمز فيمكن لأحد مشرفي هذه المجموعة إرساله هكذا: ${isolated('/pair CODE')}`,
    unknownBriefly: 'لا أجيب إلا من سُمح لهم.',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `هذا الرمز يسمح لشخص واحد أو لمجموعة واحدة، وصلاحيته ${count(minutes, MINUTES)}:`,
        code,
        `يرسل إليّ الشخص ${isolated(`/pair ${code}`)} أو يفتح:`,
        link,
        `يرسل أحد مشرفي المجموعة فيها ${isolated(`/pair ${code}`)} أو يضيفني إليها من هنا:`,
        groupLink,
      ].join('\n'),
    isOpen: `يمكن للجميع سؤالي. لا حاجة إلى الرموز إلا مع ${isolated('ACCESS=listed')}.`,
    personIn: `أهلًا بكم! يمكنكم الآن سؤالي: تكفي كتابة السؤال، أو الاطلاع على ${help}.`,
    groupIn: `يمكن لهذه المجموعة الآن سؤالي: ${ask} ثم السؤال. والأمر ${isolated('/settings')} لمشرفيها.`,
    alreadyIn: 'لا حاجة إلى رمز: يمكنكم سؤالي من قبل.',
    wrongCode: 'هذا الرمز خاطئ أو مستعمل أو قديم. يُرجى طلب رمز جديد.',
    tooManyCodes: (minutes) =>
      `رموز خاطئة كثيرة. يُرجى إعادة المحاولة بعد ${count(minutes, MINUTES)}.`,
    groupNeedsAdmin:
      'لا يسمح لي هنا إلا أحد مشرفي هذه المجموعة. لم يعد هذا الرمز صالحًا لأن الجميع استطاع قراءته.',
    list: (people) => `سُمح حتى الآن لأشخاص ومجموعات، عددهم: ${write(people)}.`,
    listEmpty: `لم يُسمح لأحد بعد. الأمر ${isolated('/pair')} يُنشئ رمزًا.`,
    person: (id) => `الشخص ${isolated(id)}`,
    group: (id) => `المجموعة ${isolated(id)}`,
    remove: (name) => `إزالة ${name}`,
    removed: 'أُزيل.',
    commands: { pair: 'رمز يسمح لشخص بالسؤال', access: 'من سُمح لهم' },
  },

  limits: {
    person: 'أسئلة كثيرة دفعة واحدة. يُرجى إمهالي دقيقة ثم متابعة السؤال.',
    group: 'أسئلة كثيرة دفعة واحدة في هذه المجموعة. يُرجى إمهالي دقيقة ثم متابعة السؤال.',
    briefly: 'يُرجى الانتظار دقيقة ثم المتابعة',
  },

  commands: {
    ask: 'طرح سؤال، أو الرد به على سؤال',
    settings: 'طول الإجابة واللغة والمستندات وغيرها',
    help: 'كيفية السؤال هنا وفي غير هذا المكان',
    start: 'ما الذي يفعله هذا البوت',
    doc: 'المستندات؛ ومع كلمات: ما يحمل هذا الاسم',
    search: 'كل الجمل التي فيها هذه الكلمات',
    toc: 'عناوين مستند',
    why: 'لماذا هذه الإجابة؟ يُستخدم ردًا عليها',
    save: 'حفظ اقتباس: يُستخدم ردًا على إجابة',
    saved: 'اقتباساتكم المحفوظة',
    export: 'اقتباساتكم في ملف',
    privacy: 'ما أحتفظ به عنكم',
    forget: 'حذف كل ما أحتفظ به عنكم',
  },
  inline: {
    open: 'السؤال في محادثة خاصة',
    nothing: 'لا شيء في المستندات',
    example: (question) => `مثلًا: ${question}`,
  },
};
