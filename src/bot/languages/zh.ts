import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('zh');

const QUOTES = { other: '# 条引文' };

/**
 * 简体中文，用“您”，汉字与数字、拉丁字母之间空一格。术语：document = 文档，quote/excerpt = 引文，passage = 片段，sentence = 句子，
 * heading = 标题，section = 章节。 How to contribute: README.md, "Languages".
 */
export const zh: Sentences = {
  code: 'zh',
  name: '中文',

  welcome: (topics) =>
    [
      '请用自己的话提问。我用文档中的原文回答，并注明出处。',
      ...(topics ? [`文档：${topics}。`] : []),
      '在群组和其他聊天中如何提问，请看 /help。',
    ].join('\n\n'),
  help: (name) =>
    [
      '在这里：直接写下问题。每个回答都是逐字引用，最相关的句子用粗体，下面注明它在文档中的位置。',
      '在群组里：发送 /ask 加问题，或用 /ask 回复含有问题的消息，或回复我的消息。群组管理员可用 /settings 决定我在那里的做法。',
      '接着问（“那是什么时候？”）：直接写，或回复您所指的那条回答。用 /why 回复我的回答，可以知道它是怎么得来的。',
      '回答下面的按钮可以阅读第一条引文的上下文。每条引文下面的出处是链接，点开即可在这里查看。',
      '/search 加词语列出含有它们的所有句子，/doc 列出文档，/toc 列出一份文档的标题。',
      `在任何聊天中：输入 @${name} 和问题，然后选择要发送的引文。`,
      '我不编造任何内容：文档里没有的，我无法回答。',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      '大家好！我用文档中的原文回答问题。管理员请用 /settings。',
      hearsMentions
        ? `提问方式：/ask 加问题，@${name} 加问题，或回复我的消息。用 /ask 回复一条消息，就以那条消息为问题。`
        : `提问方式：/ask 加问题，或回复我的消息。用 /ask 回复一条消息，就以那条消息为问题。在本群组里，我收不到对 @${name} 的提及。`,
    ].join('\n'),

  closest: '没有找到明确的答案。下面的片段最接近，但可能没有回答问题：',
  nothing: '文档里没有找到相关内容。',
  about: (topics) => `这些文档的主题是：${topics}。`,
  searchedFor: (question) => `实际搜索的是：${question}`,
  askAfresh: '重新开始',
  askAsWritten: '按原文搜索',
  onlyBeginning: (chars) =>
    `消息较长，所以只搜索了开头的 ${count(chars, { other: '# 个字符' })}。问题短一些，能找到更多。`,

  why: {
    found: (onSubject, answers) =>
      `已找到：文档谈到此事的把握为 ${onSubject}%，粗体句子回答了问题的把握为 ${answers}%。`,
    closest: (onSubject, needed) =>
      `有保留地显示：文档谈到此事的把握只有 ${onSubject}%，达到 ${needed}% 才算找到。`,
    nothing: (onSubject, needed) =>
      `未显示：文档谈到此事的把握只有 ${onSubject}%，低于 ${needed}% 时不显示任何内容。`,
    doubtful: '有保留地显示：文档回答了前一个问题，但单独搜索这个问题时没有找到内容。',
    uncalibrated: '百分比仅为估计：这个向量模型没有经过校准。',
    understood: {
      'as-written': () => '按问题的原文搜索。',
      corrected: (question) => `更正拼写后搜索：${question}`,
      'in-context': (question) => `连同前一个问题搜索：${question}`,
    },
    otherwise: {
      'as-written': (answer) => `按原文：${answer}。`,
      corrected: (answer) => `更正拼写后：${answer}。`,
      'in-context': (answer) => `连同前一个问题：${answer}。`,
    },
    kinds: { found: '已找到', closest: '不确定', nothing: '没有' },
    doubts: {
      language: '问题与文档语言不同，所以问题中的词没有帮助。',
      phrase: '不利之处：引号中的词不在那里。',
      names: '不利之处：问题中的某个名称不在该片段里。',
      number: '不利之处：问题中的某个数字不在那里。',
      time: '不利之处：问的是时间，而那里没有时间。',
      count: '不利之处：问的是数量，而那里没有数字。',
      denial: '不利之处：问题含有否定，句子没有。',
      opposite: '不利之处：文中有与问题用词相反的词。',
    },
    byMeaning: (rank, of, similarity) =>
      `按意思在 ${of} 个片段中排第 ${rank}（相似度 ${write(similarity)}）`,
    byWords: (rank) => `按用词排第 ${rank}`,
    nearest: '最接近的',
    bestSentence: (similarity) => `其中的句子 ${write(similarity)}`,
    there: (words) => `含有：${words}`,
    missing: (words) => `不含：${words}`,
  },
  whyUnknown: '请用 /why 回复我的一条回答。问题只保存很短时间：如果您的问题较早，请再问一次。',

  comma: '，',
  votes: {
    missedButton: '答非所问',
    noted: {
      good: '谢谢，已记为好的回答。再按一次可撤回。',
      bad: '谢谢，已记为不好的回答。再按一次可撤回。',
      missed: '谢谢，已记为答非所问。再按一次可撤回。',
    },
    takenBack: '您的投票已撤回。',
  },
  saved: {
    button: '收藏',
    saved: '已收藏。在我们的私聊中发送 /saved 可查看您的引文。',
    known: '这条引文您之前已收藏。',
    full: (most) => `您已收藏 ${count(most, QUOTES)}，不能再多了。请先用 /saved 移除一些。`,
    howTo:
      '请用 /save 回复我的一条回答；/save 2 收藏其中的第二条引文。回答只保存很短时间：如果您的较早，请再问一次。',
    noSuchQuote: '那条回答里没有这个编号的引文。',
    none: '您还没有收藏引文。请按回答下面的“收藏”，或用 /save 回复它。',
    list: (first, last, total) => `您收藏的引文，第 ${first} 至 ${last} 条，共 ${total} 条：`,
    changed: '文档在此之后有改动',
    removeButton: (number) => `移除 ${number}`,
    removed: '已移除。',
    newer: '‹ 较新的',
    older: '较早的 ›',
    inPrivate: '这只属于您和我。请在我们的私聊中问我。',
    openPrivate: '打开私聊',
    quotesTitle: '收藏的引文',
    answersTitle: '本聊天中的回答',
    savedOn: (date) => `收藏于 ${date}`,
    noAnswers: '我没有保存本聊天的回答，或已不再保存。',
    adminsOnly: '只有本群组的管理员可以导出群组的回答。',
  },
  privacy: {
    heading: '我保存的与您有关的内容，以及保存多久：',
    questions: (hours, now) =>
      `• 您的问题和我引用的内容：${count(hours, { other: '# 小时' })}，以便您接着问。目前：${write(now)}。`,
    texts: (days) =>
      `• 没有得到好的回答或被投过票的问题的文字：${count(days, { other: '# 天' })}，供挑选文档的人参考，不带您的名字。`,
    votes: (days, now) => `• 您的投票：${count(days, { other: '# 天' })}。目前：${write(now)}。`,
    saved: (days, now) =>
      `• 您收藏的引文：直到您移除，或连续 ${count(days, { other: '# 天' })}没有查看。目前：${write(now)}。`,
    settings: '• 我们聊天的设置，以及管理员是否允许您提问。',
    nothingElse: '此外没有别的：没有名字；其他消息回答之后一个字也不留。',
    howToForget: '/forget 可一次全部删除。',
    ask: '要删除我保存的与您有关的全部内容吗：问题、投票、收藏的引文和设置？此操作无法撤销。若要保留引文，请先用 /export 导出。',
    deleteButton: '全部删除',
    keepButton: '保留',
    deleted: '已删除我保存的与您有关的全部内容。',
    kept: '没有删除任何内容。',
    remainingTexts: (days) =>
      `较早的、没有好回答的问题，其文字最多还可能保留 ${count(days, { other: '# 天' })}。其中没有任何内容表明出自您，所以我无法找到。`,
    remainingPermission: '管理员允许您提问这一点会保留，否则您就不能再提问了。',
    remainingRecord: '您改动文档的记录会保留：它是为了让改动有据可查。',
  },

  page: (page) => `第 ${page} 页`,
  paragraph: (paragraph) => `第 ${paragraph} 段`,
  row: (row) => `第 ${row} 行`,
  shortened: '有删节',

  reading: {
    before: '◀ 上文',
    after: '下文 ▶',
    copy: '复制',
    section: '整个章节',
    next: '下一条引文',
    back: '返回',
    excerpt: (number) => `引文 ${number}`,
    part: (part, parts) => `第 ${part} 部分，共 ${parts} 部分`,
    previousPart: (part) => `◀ 第 ${part} 部分`,
    nextPart: (part) => `第 ${part} 部分 ▶`,
    open: '继续阅读',

    changed: '文档已有改动，这个片段不在了。请再问一次。',
    gone: '这份文档已不存在。',
    notShown: '这份文档不在本聊天中显示。',
    atBeginning: '这里是文档的开头。',
    atEnd: '这里是文档的结尾。',
    forgotten: '我已不再保存这个问题。请再问一次。',
    badLink: '这个链接在文档中没有对应的位置。文档列表见 /doc。',

    documents: (total, words) =>
      words === undefined
        ? `文档：${write(total)} 份`
        : `名称含 ${words} 的文档：${write(total)} 份`,
    noDocuments: '没有这样的文档。全部文档见 /doc。',
    whichDocument: '您指的是哪一份？',
    noHeadings: '这份文档没有标题。',
    fromBeginning: '从头开始',
    allDocuments: '全部文档',
    matches: (total, words, isComplete) =>
      `含有 ${words} 的句子：${isComplete ? '' : '至少 '}${write(total)} 句`,
    noMatches: (words) => `没有句子含有与此完全一致的内容：${words}`,
    searchHint: '在 /search 后面写下词语，我会列出同时含有它们的所有句子。固定短语请加引号。',
    pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    previousPage: (page) => `◀ 第 ${page} 页`,
    nextPage: (page) => `第 ${page} 页 ▶`,
  },

  emptyQuestion: '请用文字写下问题，例如：谁可以投票？',
  emptyQuestionInGroup: '请在 /ask 后面写下问题，或用 /ask 回复含有问题的消息。',
  onlyText: '我只能读文字。请用文字写下问题。',
  unknownCommand: '我不认识这个命令。请用文字写下问题，或查看 /help。',

  failed: '我这边出了问题，请一分钟后再问一次。',
  tooLate: '我刚才不在线，看到得太晚了。如果您仍想知道，请再问一次。',
  busy: '现在提问的人很多。您的问题正在排队，答案稍后会发到这里。',
  oldButton: '这个按钮已失效，请再问一次。',

  settings: {
    mine: '您的设置：',
    ofGroup: '本群组的设置，群组管理员可以更改：',
    names: {
      length: '回答长度',
      speaks: '何时发言',
      nothing: '没有找到时',
      language: '语言',
      folder: '文档',
      silence: '静默',
    },
    named: (name, value) => `${name}：${value}`,
    lengths: {
      short: () => '简短，1 条引文',
      usual: (quotes) => `一般，最多 ${count(quotes, QUOTES)}`,
      long: (quotes) => `较长，最多 ${count(quotes, QUOTES)}`,
    },
    speaks: { addressed: '仅在被提问时', questions: '以问号结尾的消息也回答' },
    nothing: { line: '一行短句', reaction: '一个回应，🤷' },
    everyonesOwn: '各人自己的语言',
    ofApp: '您的 Telegram 的语言',
    allDocuments: '全部',
    noSilence: '关闭',
    hours: (hours) => count(hours, { other: '# 小时' }),
    chosen: (value) => `✓ ${value}`,
    back: '‹ 返回',
    done: '完成',
    earlier: '‹ 前面的',
    later: '后面的 ›',
    saved: '已保存。',
    onlyAdmins: '只有本群组的管理员可以更改设置。',
    cannotHear:
      '已保存。但 Telegram 在这里不向我显示此类消息：请把我设为管理员，或在 @BotFather 处关闭隐私模式后重新添加我。',
    silent: '应管理员要求，我在这里暂时静默。',
  },

  access: {
    unknownPerson: '我只回答已获准的人。如果您有代码，请这样发给我：/pair 代码',
    unknownGroup: '我只在已获准的群组里回答。如果您有代码，请由本群组的管理员这样发送：/pair 代码',
    unknownBriefly: '我只回答已获准的人。',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `这个代码可让一个人或一个群组获准，${count(minutes, { other: '# 分钟' })}内有效：`,
        code,
        `个人：向我发送 /pair ${code}，或打开：`,
        link,
        `群组：由管理员在群组里发送 /pair ${code}，或从这里添加我：`,
        groupLink,
      ].join('\n'),
    isOpen: '任何人都可以向我提问。只有设置 ACCESS=listed 时才需要代码。',
    personIn: '欢迎！您现在可以向我提问。请写下问题，或查看 /help。',
    groupIn: '本群组现在可以向我提问：/ask 加问题。/settings 供管理员使用。',
    alreadyIn: '不需要代码：您已经可以向我提问。',
    wrongCode: '代码有误、已使用或已过期。请索取新的代码。',
    tooManyCodes: (minutes) => `错误代码太多。请在 ${count(minutes, { other: '# 分钟' })}后重试。`,
    groupNeedsAdmin: '只有本群组的管理员才能让我在这里获准。大家都看到了这个代码，所以它已作废。',
    list: (people) => `已获准的人和群组：${write(people)} 个。`,
    listEmpty: '还没有任何人获准。/pair 可生成代码。',
    person: (id) => `用户 ${id}`,
    group: (id) => `群组 ${id}`,
    remove: (name) => `移除 ${name}`,
    removed: '已移除。',
    commands: { pair: '生成让人获准的代码', access: '谁已获准' },
  },

  limits: {
    person: '一下子问得太多了。请等一分钟再继续提问。',
    group: '本群组一下子问得太多了。请等一分钟再继续提问。',
    briefly: '请等一分钟再继续提问',
  },

  commands: {
    ask: '提问，或用它回复含有问题的消息',
    settings: '回答长度、语言、文档等设置',
    help: '在这里和别处如何提问',
    start: '这个机器人能做什么',
    doc: '文档列表；加上词语则按名称查找',
    search: '含有这些词语的所有句子',
    toc: '一份文档的标题',
    why: '为什么这样回答？用它回复那条回答',
    save: '收藏引文：用它回复一条回答',
    saved: '您收藏的引文',
    export: '把您的引文存为文件',
    privacy: '我保存的与您有关的内容',
    forget: '删除我保存的与您有关的全部内容',
  },
  inline: {
    open: '在私聊中提问',
    nothing: '文档里没有找到',
    example: (question) => `例如：${question}`,
  },
};
