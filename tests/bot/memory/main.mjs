// `npm run memory`: asks one question after the other as the bot does (shipped model, library, cache of answers) and prints
// the memory of the process, fifty times. --questions 100000; a fifth of them were asked before.
// --documents FOLDER --library FOLDER: what is asked about; data/ unless told.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { followLibrary } from '../../../dist/index/library/follow-library.js';
import { openForQuestions } from '../../../dist/index/open-for-questions.js';
import { readIndexSettings } from '../../../dist/index/settings.js';
import { keepHeapSmall } from '../../../dist/bot/operating/heap.js';
import { cachedAsk } from '../../../dist/retrieval/answer-cache.js';
import { openAsk } from '../../../dist/retrieval/calibration/open-ask.js';

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '2000' },
    documents: { type: 'string', default: 'data/documents' },
    library: { type: 'string', default: 'data/library' },
  },
});

const SAMPLES = 50;

/** Shares of the questions. By the first of them the cache is full, code is compiled, what the runtime takes once is taken. */
const WARM = [0.2, 0.4];
const END = [0.8, 1];

/** Growth from warm to the end that fails, as a share: of medians, since collections come and go in between. */
const MAX_GROWTH = 0.05;

/** With a library of 10,000 passages; more than this at any time, once loaded, fails. */
const MAX_MB = 600;

keepHeapSmall();
const settings = readIndexSettings({
  DOCUMENTS_DIR: path.resolve(values.documents),
  LIBRARY_DIR: path.resolve(values.library),
});
const { refreshed, embedder } = await openForQuestions(settings, { progressOut: process.stderr });
const followed = followLibrary({
  libraryDir: settings.libraryDir,
  model: embedder.model,
  first: refreshed,
  onSwap: () => undefined,
  onTrouble: () => undefined,
});
const { during, library } = followed;
const searching = await openAsk(settings.modelsDir, { useLibrary: during, embedder });
const ask = cachedAsk({ ask: searching, library });
console.log(
  `${library().passageCount} passages; ${megabytes()} MB after loading, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at the peak of it`,
);

const words = await wordsIn(settings.documentsDir);
const count = Number(values.questions);
const memory = [];
for (let number = 1; number <= count; number += 1) {
  await ask(questionOf(number), { limit: 4 });
  if (number % Math.ceil(count / SAMPLES) !== 0) continue;
  memory.push(Number(megabytes()));
  console.log(`${number} questions: ${memory.at(-1)} MB`);
}
const [warm, end] = [medianOf(WARM), medianOf(END)];
const growth = (end - warm) / warm;
const [least, most] = [Math.min(...memory), Math.max(...memory)];
console.log(
  `${warm} MB when warm, ${end} MB at the end (medians): ${(100 * growth).toFixed(1)} % growth; ${least} to ${most} MB`,
);
followed.close();
await embedder.close();
process.exitCode = growth <= MAX_GROWTH && most <= MAX_MB ? 0 : 1;

function megabytes() {
  return (process.memoryUsage.rss() / 1024 ** 2).toFixed(0);
}

/** Of what was measured between two shares of the questions. */
function medianOf([from, to]) {
  const place = (share) => Math.floor(share * memory.length);
  const sorted = memory.slice(place(from), place(to)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function wordsIn(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(txt|md)$/.test(name),
  );
  const texts = names.slice(0, 20).map((name) => readFile(path.join(folder, name), 'utf8'));
  return (await Promise.all(texts)).join(' ').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Every fifth was asked some questions ago. */
function questionOf(number) {
  const of = number % 5 === 0 ? Math.max(1, number - 51) : number;
  const start = (of * 7919) % Math.max(1, words.length - 8);
  return `What is said about ${words.slice(start, start + 3 + (of % 5)).join(' ')}, question ${of}?`;
}
