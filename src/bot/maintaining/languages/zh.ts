import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: '正在读取文件',
  embed: '正在计算向量',
  graph: '正在连接向量',
  words: '正在登记词语',
  check: '正在检查',
  publish: '正在启用',
};

const { count, write } = countingIn('zh');

const passages = (n: number) => count(n, { other: '# 个片段' });
const documents = (n: number) => count(n, { other: '# 份文档' });
const days = (n: number) => count(n, { other: '# 天' });
const hours = (n: number) => count(n, { other: '# 小时' });
const pages = (n: number) => count(n, { other: '# 页' });
const tasks = (n: number) => count(n, { other: '# 项任务' });
const questions = (n: number) => count(n, { other: '# 个问题' });
const groups = (n: number) => count(n, { other: '# 组' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} 毫秒`);

/** 术语同 ../../languages/zh.ts；另有：library = 文库，build = 版本。 How to contribute: README.md, "Languages". */
export const zh: MaintainerWords = {
  code: 'zh',

  onlyMaintainers: '谢谢，但只有本机器人的维护者可以添加文档。请用文字提问：我用现有的文档回答。',

  tooLarge: (name, limitMb) =>
    `${name} 太大：Telegram 只允许机器人接收 ${limitMb} MB 以内的文件。请把它放进文档文件夹。`,
  wrongFormat: (name, endings) => `我无法读取 ${name}。可以读取的格式：${endings}。`,
  looking: (name, limitMb) => `正在查看 ${name}（文件不超过 ${limitMb} MB）…`,
  unreadable: (name, reason) => `无法添加 ${name}：${reason}。`,
  sameContent: (name, as) => `${name} 与 ${as} 的内容完全相同，无需添加。`,
  sameAsWaiting: (name) => `${name} 与上面等待您决定的一个文件内容完全相同。`,
  notFetched: (name) => `无法从 Telegram 取得 ${name}，请重新发送。`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name} 将成为一份新文档。`
      : `${name} 将取代 ${facts.replaces}。`,
    [
      `${facts.isEstimate ? '约 ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} 个字符`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `语言：${facts.language}`,
    ].join('，'),
  ],
  addButton: '添加',
  discardButton: '放弃',
  discarded: (name) => `已放弃 ${name}。`,
  decidedAlready: '此事已有决定。',

  waiting: (what, ahead) => `${what}：等待中，前面还有 ${tasks(ahead)}。`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `，${done}` : '') : `，${done} / ${total}`;
    const rate = perSecond === undefined ? '' : `，每秒 ${Math.round(perSecond)}`;
    const left = secondsLeft === undefined ? '' : `，还需约 ${Math.ceil(secondsLeft)} 秒`;
    return `${what}：${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}：机器上正在构建另一个版本，等待它结束…`,
  over: (what) => `${what}：完成。`,
  adding: (document) => `添加 ${document}`,
  deleting: (document) => `删除 ${document}`,
  reindexing: '更新文库',
  insisting: '仍然启用',
  undoing: '恢复文档',
  rollingBack: (build) => `回到 ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `新文库已启用：${documents(all)}，${passages(parts)}。`,
      `文件：新增 ${counts.new}，改动 ${counts.changed}，移动 ${counts.moved}，移除 ${counts.removed}，未变 ${counts.unchanged}，略过 ${counts.skipped}。`,
      `重新计算：${passages(embedded)}，沿用：${write(reused)}，用时 ${write(seconds, 1)} 秒。`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `文库与全部文档一致：${documents(all)}，${passages(parts)}。无需构建。`,
  leftOut: (names, more) => `已略过：\n${names.join('\n')}${more > 0 ? `\n另有 ${more} 个` : ''}`,
  refused: '新文库没有启用，仍由原来的文库回答。检查结果：',
  insistButton: '仍然启用',
  undoButton: '恢复文档',
  forceButton: '重新构建',
  failed: (says) => `没有成功，仍由原来的文库回答。${says}`,
  notWritten: (code) => `无法写入文档文件夹（${code}）。请检查权限和磁盘空间。`,
  fileGone: '文件已不存在，请重新发送。',
  rolledBack: (build) => `重新启用：${build}。在文档改动之前一直如此。`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}，第 ${page} 页，共 ${last} 页：` : `${documents(all)}：`,
  previousPage: (page) => `◀ 第 ${page} 页`,
  nextPage: (page) => `第 ${page} 页 ▶`,
  noDocs: '没有文档。',
  docsHint: (limitMb, endings) =>
    `要添加或替换文档，请把文件发给我（不超过 ${limitMb} MB：${endings}）。下面的数字可打开文档。`,
  states: { new: '尚未进入文库', changed: '之后有改动', removed: '已不在文件夹中' },
  passages,
  skipped: (reason) => `已略过：${reason}`,
  language: (code) => `语言：${code}`,
  deleteButton: '删除',
  keepButton: '保留',
  backButton: '返回列表',
  askDelete: (document) => `要从文档文件夹和文库中删除 ${document} 吗？`,
  kept: '一切保持原样。',
  noSuchDocument: '没有这样的文档。列表见 /docs。',
  whichDocument: '有几份文档叫这个名称。是哪一份？',

  builds: '文库的各个版本，新的在前：',
  build: (builtAt, all, parts) => `${builtAt}：${documents(all)}，${passages(parts)}`,
  inUse: '使用中',
  buildRefused: '未通过检查',
  noEarlierBuild: '没有其他版本可以回退。',
  askRollBack: (builtAt) => `要重新用 ${builtAt} 的版本回答吗？`,
  rollBackButton: '回到该版本',

  stats: (facts) => [
    `文库：${documents(facts.documents)}，${passages(facts.passages)}。`,
    `构建于 ${facts.builtAt}（${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))}前）。之后改动的文件：${facts.changedFiles}；略过：${facts.skippedFiles}。`,
    `${days(facts.days)}内的问题：已回答 ${facts.kinds.found}，有保留 ${facts.kinds.closest}，未回答 ${facts.kinds.nothing}。`,
    `来源：${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join('，') || '–'
    }。`,
    `投票：好 ${facts.votes.good}，差 ${facts.votes.bad}，答非所问 ${facts.votes.missed}。`,
    `到发出回答为止：半数不超过 ${ms(facts.p50Ms)}，95% 不超过 ${ms(facts.p95Ms)}。`,
  ],
  gaps: (parts, all, kept) =>
    `${days(kept)}内有 ${questions(all)}没有得到好的回答，分为 ${groups(parts)}：`,
  noGaps: (kept) => `${days(kept)}内的问题都得到了好的回答。`,
  gapsOff: '问题不予保存：KEEP_QUESTIONS_DAYS 为 0。',
  gapsFile: '全部问题。',

  commands: {
    docs: '文档列表；要添加请发送文件',
    delete: '删除一份文档',
    reindex: '更新文库',
    rollback: '回到文库的早先版本',
    stats: '文库、问题、速度',
    gaps: '没有好回答的问题',
  },
};
