// Builds a library over and over, each time of other documents, until it is killed. Runs the compiled program.
// Argument: the folder that holds `documents` and `library`. Begins when it is told the number of the first version.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const { refreshLibrary } = await import('../../../dist/index/library/refresh-library.js');

const [folder] = process.argv.slice(2);
const DIMENSIONS = 16;

function vectorOf(text) {
  const bytes = createHash('sha256').update(text).digest().subarray(0, DIMENSIONS);
  const numbers = Float32Array.from(bytes, (byte) => byte - 127.5);
  return numbers.map((number) => number / Math.hypot(...numbers));
}

const oneToken = {
  values: new Int8Array(DIMENSIONS).fill(1),
  scales: new Float32Array([1 / Math.sqrt(DIMENSIONS)]),
};
const model = { id: 'toy', sha256: 'a'.repeat(64), dimensions: DIMENSIONS, maxTokens: 128 };
const embedder = {
  model,
  passageTokens: 100,
  countTokens: async (texts) => texts.map((text) => text.split(' ').length),
  embedPassage: async ({ sentences }) => ({
    passage: vectorOf(sentences.join(' ')),
    sentences: sentences.map((sentence) => ({
      vector: vectorOf(sentence),
      tokens: { alone: oneToken, inPassage: oneToken },
    })),
  }),
  close: async () => {},
};

const [first] = await once(process, 'message');
for (let version = Number(first); ; version += 1) {
  for (const name of ['a', 'b', 'c']) {
    // Half of the passages stay as they are, so that vectors are used again.
    const text = `File ${name} is of version ${version}.\n\nThis paragraph of ${name} never changes at all.\n`;
    await writeFile(path.join(folder, 'documents', `${name}.txt`), text);
  }
  await refreshLibrary({
    documentsDir: path.join(folder, 'documents'),
    libraryDir: path.join(folder, 'library'),
    maxFileBytes: 10_000,
    model,
    embedder: async () => embedder,
  });
  process.send(version);
}
