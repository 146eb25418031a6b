import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test, vi } from 'vitest';
import type { Embedder } from '../../../src/index/embedding/embedder.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

const PASSAGES = 50;
const MAX_DELAY_MS = 50;

/** The delay that 99 of 100 timers had at most while the passages were embedded, all asked for at once. */
async function delayMsWhileEmbedding(
  embedder: Embedder,
  passages: readonly string[],
): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await Promise.all(
    passages.map((passage) =>
      embedder.embedPassage({ title: '', context: '', sentences: [passage] }),
    ),
  );
  delay.disable();
  return delay.percentile(99) / 1e6;
}

test('the event loop stays free while a model is loaded and 50 passages are embedded', async () => {
  const text = await readFile('data/documents/csto-secretary-general.txt', 'utf8');
  const passages = Array.from({ length: PASSAGES }, (_, place) =>
    text.slice(place * 150, place * 150 + 150),
  );
  const embedder = await openEmbedder({
    modelsDir: path.resolve('data/models'),
    modelId: 'multilingual-e5-small',
  });
  const delays: number[] = [];
  // Whatever else the machine does delays timers as well: the best of three tells what this process does.
  while (delays.length < 3 && !delays.some((delayMs) => delayMs <= MAX_DELAY_MS)) {
    delays.push(await delayMsWhileEmbedding(embedder, passages));
  }
  await embedder.close();
  expect(Math.min(...delays)).toBeLessThanOrEqual(MAX_DELAY_MS);
});
