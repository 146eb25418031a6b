import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFolder } from '../../src/index/documents/read-folder.ts';
import { refreshLibrary } from '../../src/index/library/refresh-library.ts';
import { progressDisplay } from '../../src/index/progress.ts';
import { toyEmbedder } from '../index/library/toy-embedder.ts';
import { CASES, type Case, SIZES } from './documents.ts';

// npm run scale -- [text|paragraph|files] [--size N] [--read]: builds a library of inputs that are larger than most, with
// an embedder of 64 dimensions that costs next to nothing, and prints time and peak memory. `--read`: up to the passages.
// Memory of the process that reads files is bounded by MAX_READ_MEMORY_MB and not in the figure.
// npm run scale -- vectors: see scale-vectors.ts.

if (process.argv[2] === 'vectors') {
  await import('./scale-vectors.ts');
  process.exit();
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, read: { type: 'boolean' }, folder: { type: 'string' } },
});
const MAX_FILE_BYTES = 1e9;

const isCase = (name: string): name is Case => Object.hasOwn(CASES, name);
const asked = positionals.filter(isCase);

if (values.folder === undefined)
  for (const name of asked.length > 0 ? asked : (Object.keys(CASES) as Case[])) await runCase(name);
else await build(values.folder, values.read === true);

/** In a process of its own, so that its peak is its own. */
async function runCase(name: Case): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scale-'));
  try {
    await mkdir(path.join(folder, 'documents'));
    const size = Number(values.size ?? SIZES[name]);
    await CASES[name](path.join(folder, 'documents'), size);
    process.stdout.write(`${name} ${size}: `);
    const more = values.read === true ? ['--read'] : [];
    const [code] = await once(
      fork(fileURLToPath(import.meta.url), ['--folder', folder, ...more]),
      'exit',
    );
    if (code !== 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function build(folder: string, onlyReads: boolean): Promise<void> {
  const places = {
    documentsDir: path.join(folder, 'documents'),
    libraryDir: path.join(folder, 'library'),
  };
  const startedAt = performance.now();
  const counts = onlyReads ? await read(places.documentsDir) : await buildIn(places);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${counts}, ${seconds} s, peak ${peakMb} MB\n`);
}

async function read(documentsDir: string): Promise<string> {
  const embedder = toyEmbedder();
  let [documents, passages] = [0, 0];
  for await (const outcome of readFolder(documentsDir, {
    maxFileBytes: MAX_FILE_BYTES,
    measure: embedder,
  })) {
    if (outcome.kind === 'skipped') throw new Error(`${outcome.id} ${outcome.reason}`);
    documents += 1;
    passages += outcome.document.passages.length;
  }
  return `${documents} documents, ${passages} passages read`;
}

async function buildIn(places: { documentsDir: string; libraryDir: string }): Promise<string> {
  const embedder = toyEmbedder();
  const display = progressDisplay(process.stderr);
  const { manifest } = await refreshLibrary({
    ...places,
    maxFileBytes: MAX_FILE_BYTES,
    model: embedder.model,
    embedder: () => Promise.resolve(embedder),
    onProgress: (progress) => display.show(progress),
  });
  display.stop();
  const { documents, passages, vectors } = manifest.counts;
  return `${documents} documents, ${passages} passages, ${vectors} vectors`;
}
