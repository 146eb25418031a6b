// The bot as npm start runs it, over a toy library: its answers quote the question itself, so that tests of delivery need
// no model. Words in a question make it slow ("slow 500"), its answer long ("long 9000"), weak ("weak") or none
// ("nothing"), or let it fail ("fail"). "Also …" goes on from the question before, and "teh" is a slip of "the". "many 120"
// finds so many passages, "folders" finds them in three folders in turn, and "rebuild" has the library built anew.
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodeFor, stopSignal, surviveRejections } from '../../../dist/bot/ending.js';
import { createLog } from '../../../dist/bot/operating/log.js';
import { runBot } from '../../../dist/bot/running.js';
import { readBotSettings } from '../../../dist/bot/settings.js';
import { openSharedState } from '../../../dist/index/postgres/shared-state.js';

let builds = 1;

async function ask(
  written,
  { after, asWritten = false, explain = false, limit = 3, mayQuote = () => true } = {},
) {
  const followsUp = after !== undefined && !asWritten && written.startsWith('Also ');
  const corrected = asWritten ? written : written.replace('teh', 'the');
  const question = followsUp ? `${after.question} ${corrected}` : corrected;
  const [, slowMs] = /slow (\d+)/.exec(question) ?? [];
  if (slowMs) await sleep(Number(slowMs));
  if (question.includes('fail')) throw new Error(`cannot read ${question}`);
  if (question.includes('rebuild')) builds += 1;
  const [, many = 1] = /many (\d+)/.exec(question) ?? [];
  const [, longChars = 0] = /long (\d+)/.exec(question) ?? [];
  const folders = question.includes('folders') ? ['', 'laws/', 'minutes/'] : [''];
  const meant = question.includes('nothing')
    ? 'nothing'
    : question.includes('weak')
      ? 'closest'
      : 'found';
  const text = `Somebody asked: ${question}${' and so on'.repeat(Number(longChars) / 10)}`;
  const excerptAt = (position) => ({
    id: `cite-${question.length + position}`,
    document: `${folders[position % folders.length]}toy.txt`,
    title: `Toys${folders[position % folders.length].replace('/', '')}`,
    section: [],
    page: undefined,
    paragraph: position + 1,
    start: 0,
    end: text.length,
    text,
    best: { start: 0, end: text.length },
    firstId: `cite-${question.length + position}`,
    lastId: `cite-${question.length + position}`,
    similarity: 0.9,
  });
  const all = Array.from({ length: Number(many) }, (_, at) => excerptAt(at));
  const excerpts = all.filter(({ document }) => mayQuote(document)).slice(0, limit);
  const kind = excerpts.length === 0 ? 'nothing' : meant;
  return {
    kind,
    question: written,
    excerpts,
    probability: 0.9,
    searchedFor: question === written ? undefined : question,
    followsUp,
    topics: ['Toys'],
    ...(explain && { explanation: explanationOf(kind, question, followsUp) }),
    ms: { total: 1, embed: 0, search: 1, rank: 0 },
  };
}

/** What /why is told. */
function explanationOf(kind, question, followsUp) {
  return {
    kind,
    onSubject: 0.9,
    probability: 0.7,
    thresholds: { found: 0.66, closest: 0.08 },
    isCalibrated: true,
    readings: followsUp
      ? [
          { question: '', meant: 'as-written', kind: 'nothing', probability: 0, isChosen: false },
          { question, meant: 'in-context', kind, probability: 0.7, isChosen: true },
        ]
      : [],
    doubts: [],
    passages: 1,
    excerpts: [
      {
        wordsThere: question.split(' '),
        wordsMissing: ['@nobody'],
        sentenceSimilarity: 0.9,
        passageSimilarity: 0.9,
        rankByMeaning: 1,
        rankByWords: undefined,
      },
    ],
  };
}

/** No place of it can be read, and no document is listed. */
const gone = async () => ({ kind: 'document-gone' });
const none = async () => ({ items: [], page: 1, pages: 1, total: 0, isComplete: true });

try {
  const settings = readBotSettings(process.env);
  const log = createLog(settings.logLevel);
  surviveRejections(log);
  await runBot({
    settings,
    stateDir: process.env.STATE_DIR,
    log,
    openRetrieval: async () => ({
      ask,
      reader: {
        around: gone,
        before: gone,
        after: gone,
        section: gone,
        between: gone,
        documents: none,
        contents: gone,
        search: none,
      },
      topics: (mayQuote) => (mayQuote('toy.txt') ? ['Toys'] : []),
      folders: () => ['laws', 'minutes'],
      examples: async () => [
        { question: 'Who may sail?', document: 'toy.txt' },
        { question: 'nothing to see', document: 'toy.txt' },
        { question: 'weak tea', document: 'toy.txt' },
      ],
      libraryId: () => `toy-${builds}`,
      close: async () => {},
    }),
    openShared:
      settings.stateUrl &&
      ((bot) => openSharedState({ ...bot, url: settings.stateUrl, onContact: () => {} })),
    stopping: stopSignal(),
  });
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(exitCodeFor(error));
}
