import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { libraryTokenizer } from './library-tokenizer.ts';

// Compares our tokenizer with the library's on every line of every text and JSON file below folders:
// node --import tsx tests/index/embedding/compare-tokens.ts FOLDER ...

const place = { modelsDir: path.resolve('data/models'), id: 'multilingual-e5-small' };
const { ours, encode } = await libraryTokenizer(place);
const cost = { ours: 0, library: 0 };
let [texts, tokens, different] = [0, 0, 0];

for (const folder of process.argv.slice(2)) {
  for (const file of await readdir(folder, { recursive: true })) {
    if (!/\.(txt|md|json|html|csv|srt)$/.test(file)) continue;
    for (const line of linesOf(file, await readFile(path.join(folder, file), 'utf8')))
      compare(line);
  }
}
console.log(
  `${texts} texts, ${tokens} tokens, ${different} texts differ; ${cost.ours.toFixed(0)} ms, the library ${cost.library.toFixed(0)} ms`,
);
process.exitCode = different === 0 && texts > 0 ? 0 : 1;

/** At most 2,000 characters each, as a tokenizer is given them. */
function linesOf(file: string, text: string): string[] {
  const lines = file.endsWith('.json') ? stringsIn(JSON.parse(text)) : text.split('\n');
  return lines.flatMap((line) => line.match(/[^]{1,2000}/g) ?? []);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

function compare(text: string): void {
  const start = performance.now();
  const mine = ours.tokenize(text);
  const between = performance.now();
  const theirs = encode(text);
  cost.ours += between - start;
  cost.library += performance.now() - between;
  texts += 1;
  tokens += mine.length;
  if (mine.join() !== theirs.join()) different += 1;
}
