import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'читаю файлы',
  embed: 'вычисляю векторы',
  graph: 'связываю векторы',
  words: 'составляю список слов',
  check: 'проверяю',
  publish: 'ввожу в действие',
};

const { count, write } = countingIn('ru');

const passages = (n: number) =>
  count(n, { one: '# отрывок', few: '# отрывка', many: '# отрывков' });
const documents = (n: number) =>
  count(n, { one: '# документ', few: '# документа', many: '# документов' });
const days = (n: number) => count(n, { one: '# день', few: '# дня', many: '# дней' });
const hours = (n: number) => count(n, { one: '# час', few: '# часа', many: '# часов' });
const pages = (n: number) => count(n, { one: '# страница', few: '# страницы', many: '# страниц' });
const tasks = (n: number) => count(n, { one: '# задание', few: '# задания', many: '# заданий' });
const questions = (n: number) =>
  count(n, { one: '# вопрос', few: '# вопроса', many: '# вопросов' });
const groups = (n: number) => count(n, { one: '# группа', few: '# группы', many: '# групп' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} мс`);

export const ru: MaintainerWords = {
  code: 'ru',

  onlyMaintainers:
    'Спасибо, но добавлять документы могут только те, кто ведёт этого бота. Напишите вопрос словами: я отвечу по документам, которые у меня есть.',

  tooLarge: (name, limitMb) =>
    `${name}: файл слишком велик. Telegram отдаёт ботам файлы до ${limitMb} МБ. Положите его в папку документов.`,
  wrongFormat: (name, endings) => `${name}: такой файл я прочитать не могу. Читаю: ${endings}.`,
  looking: (name, limitMb) => `Смотрю ${name} (файлы до ${limitMb} МБ)…`,
  unreadable: (name, reason) => `${name}: добавить не могу, файл ${reason}.`,
  sameContent: (name, as) => `${name}: в точности то же содержит ${as}. Добавлять нечего.`,
  sameAsWaiting: (name) => `${name}: в точности такой же файл уже ждёт вашего решения выше.`,
  notFetched: (name) => `${name}: не удалось получить файл у Telegram. Пришлите его ещё раз.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name}: это будет новый документ.`
      : `${name}: этот файл заменит ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'около ' : ''}${passages(facts.passages)}`,
      `знаков: ${write(facts.chars)}`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `язык: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Добавить',
  discardButton: 'Не добавлять',
  discarded: (name) => `${name}: файл не добавлен.`,
  decidedAlready: 'Это уже решено.',

  waiting: (what, ahead) => `${what}: в очереди, впереди ${tasks(ahead)}.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} из ${total}`;
    const rate = perSecond === undefined ? '' : `, ${Math.round(perSecond)} в секунду`;
    const left = secondsLeft === undefined ? '' : `, осталось около ${Math.ceil(secondsLeft)} с`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: на машине идёт другая сборка, жду её конца…`,
  over: (what) => `${what}: готово.`,
  adding: (document) => `Добавляю ${document}`,
  deleting: (document) => `Удаляю ${document}`,
  reindexing: 'Обновляю библиотеку',
  insisting: 'Ввожу в действие',
  undoing: 'Возвращаю документы',
  rollingBack: (build) => `Возвращаюсь к ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `Новая библиотека в действии: ${documents(all)}, ${passages(parts)}.`,
      `Файлы: новых ${counts.new}, изменённых ${counts.changed}, перемещённых ${counts.moved}, удалённых ${counts.removed}, прежних ${counts.unchanged}, пропущенных ${counts.skipped}.`,
      `Вычислено заново: ${passages(embedded)}, взято готовых: ${write(reused)}, ${write(seconds, 1)} с.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `Все документы уже в библиотеке: ${documents(all)}, ${passages(parts)}. Собирать нечего.`,
  leftOut: (names, more) => `Пропущены:\n${names.join('\n')}${more > 0 ? `\nи ещё ${more}` : ''}`,
  refused: 'Новая библиотека не введена в действие, отвечает прежняя. Проверка говорит:',
  insistButton: 'Всё равно ввести',
  undoButton: 'Вернуть документы',
  forceButton: 'Собрать заново',
  failed: (says) => `Не получилось, отвечает прежняя библиотека. ${says}`,
  notWritten: (code) =>
    `Не удалось записать в папку документов (${code}). Проверьте права и место на диске.`,
  fileGone: 'Файла больше нет. Пришлите его ещё раз.',
  rolledBack: (build) => `Снова в действии: ${build}. Так останется, пока не изменится документ.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, страница ${page} из ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ Страница ${page}`,
  nextPage: (page) => `Страница ${page} ▶`,
  noDocs: 'Документов нет.',
  docsHint: (limitMb, endings) =>
    `Чтобы добавить или заменить документ, пришлите файл (до ${limitMb} МБ: ${endings}). Номер ниже открывает документ.`,
  states: { new: 'ещё не в библиотеке', changed: 'изменён с тех пор', removed: 'в папке его нет' },
  passages,
  skipped: (reason) => `пропущен: ${reason}`,
  language: (code) => `язык: ${code}`,
  deleteButton: 'Удалить',
  keepButton: 'Оставить',
  backButton: 'К списку',
  askDelete: (document) => `Удалить ${document} из папки документов и из библиотеки?`,
  kept: 'Всё остаётся как есть.',
  noSuchDocument: 'Такого документа нет. Список: /docs.',
  whichDocument: 'Так называются несколько документов. Какой из них?',

  builds: 'Сборки библиотеки, новые вначале:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'в действии',
  buildRefused: 'не прошла проверку',
  noEarlierBuild: 'Другой сборки, к которой можно вернуться, нет.',
  askRollBack: (builtAt) => `Снова отвечать по сборке от ${builtAt}?`,
  rollBackButton: 'Вернуться к ней',

  stats: (facts) => [
    `Библиотека: ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Собрана ${facts.builtAt} (${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))} назад). Файлов изменилось с тех пор: ${facts.changedFiles}; пропущено: ${facts.skippedFiles}.`,
    `Вопросы за ${days(facts.days)}: с ответом ${facts.kinds.found}, с неуверенным ${facts.kinds.closest}, без ответа ${facts.kinds.nothing}.`,
    `Откуда: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Голоса: за ${facts.votes.good}, против ${facts.votes.bad}, не о том ${facts.votes.missed}.`,
    `До ответа: половина не дольше ${ms(facts.p50Ms)}, 95 % не дольше ${ms(facts.p95Ms)}.`,
  ],
  gaps: (parts, all, kept) =>
    `${questions(all)} без хорошего ответа за ${days(kept)}, ${groups(parts)}:`,
  noGaps: (kept) => `За ${days(kept)} все вопросы получили хороший ответ.`,
  gapsOff: 'Вопросы не сохраняются: KEEP_QUESTIONS_DAYS равно 0.',
  gapsFile: 'Все они.',

  commands: {
    docs: 'Список документов; чтобы добавить, пришлите файл',
    delete: 'Удалить документ',
    reindex: 'Обновить библиотеку',
    rollback: 'Вернуться к прежней библиотеке',
    stats: 'Библиотека, вопросы, скорость',
    gaps: 'Вопросы без хорошего ответа',
  },
};
