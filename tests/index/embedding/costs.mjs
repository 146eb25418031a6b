// Prints what the shipped model costs on this machine: npm run build && node tests/index/embedding/costs.mjs
import { readFile } from 'node:fs/promises';
import { openModelFolder, verifyModelFiles } from '../../../dist/index/embedding/model-files.js';
import { loadTokenizer, loadTokenModel } from '../../../dist/index/embedding/transformers.js';
import { openEmbedder } from '../../../dist/index/embedding/worker-embedder.js';

const place = { modelsDir: 'data/models', id: 'multilingual-e5-small' };
const text = await readFile('data/documents/csto-secretary-general.txt', 'utf8');
const sentence = 'Has Armenia suspended its participation in the CSTO?';

/** Milliseconds on the clock and of processor time, which other programs disturb less. */
async function cost(name, work, times = 1) {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  let outcome;
  for (let time = 0; time < times; time += 1) outcome = await work();
  const { user, system } = process.cpuUsage(cpu);
  const each = (ms) => (ms / times).toFixed(1).padStart(8);
  console.log(
    `${each(performance.now() - wall)} ms ${each((user + system) / 1000)} ms of processor  ${name}`,
  );
  return outcome;
}

const folder = await openModelFolder(place.modelsDir, place.id);
const embedder = await cost('embedder ready, in its thread', () =>
  openEmbedder({ ...place, modelId: place.id }),
);
await cost('question through the embedder', () => embedder.embedQuestion(sentence), 20);
await embedder.close();
await cost('files verified', () => verifyModelFiles(folder));
const tokenizer = await cost('tokenizer loaded', () => loadTokenizer(place));
const model = await cost('weights loaded', () => loadTokenModel(place, tokenizer, folder.manifest));
const { before, after } = model.around;
for (const tokens of [16, 64, 128, 256, 512]) {
  const ids = model.tokenize(text.slice(0, 2000)).concat(model.tokenize(text.slice(2000, 4000)));
  const pass = [...before, ...ids.slice(0, tokens - 2), ...after];
  await cost(`pass of ${pass.length} tokens`, () => model.run(pass), 10);
}
await cost('1,000 characters tokenised', () => model.tokenize(text.slice(0, 1000)), 20);
console.log(`${(process.memoryUsage().rss / 1e6).toFixed(0).padStart(8)} MB of memory`);
