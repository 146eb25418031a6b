import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Embedder } from '../../../src/index/embedding/embedder.ts';
import { forkEmbeddingWorker, openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PASSAGE = {
  context: 'Birds',
  sentences: ['Penguins live on the coast of Antarctica.', 'They eat fish.'],
};
let workers: ChildProcess[];
let embedder: Embedder;

beforeEach(async () => {
  workers = [];
  embedder = await openEmbedder({
    modelsDir: path.resolve('data/models'),
    modelId: 'multilingual-e5-small',
    forkWorker: () => {
      const worker = forkEmbeddingWorker();
      workers.push(worker);
      return worker;
    },
  });
});

afterEach(() => embedder.close());

function crash(): void {
  workers.at(-1)?.kill('SIGKILL');
}

async function nextWorkerAtWork(count: number): Promise<void> {
  await expect.poll(() => workers.length, { timeout: 10_000 }).toBe(count);
  await once(workers.at(-1) as ChildProcess, 'message');
}

describe('a worker that crashes', () => {
  test('while it works is replaced, and the next one does its work and all that waits', async () => {
    const undisturbed = await embedder.embedPassage(PASSAGE);
    const waiting = [
      embedder.embedPassage(PASSAGE),
      embedder.embedPassage(PASSAGE),
      embedder.embedPassage(PASSAGE),
    ];
    crash();
    expect(await Promise.all(waiting)).toEqual([undisturbed, undisturbed, undisturbed]);
    expect(workers).toHaveLength(2);
  });

  test('twice over the same work loses that work alone, with an error that tells no text', async () => {
    const [fatal, other] = [embedder.embedPassage(PASSAGE), embedder.embedPassage(PASSAGE)];
    const lost = fatal.catch((error: unknown) => error);
    crash();
    await nextWorkerAtWork(2);
    crash();
    expect(await lost).toMatchObject({
      name: 'EmbedderError',
      message: 'The embedding worker ended 2 times over one passage.',
    });
    expect((await other).sentences).toHaveLength(2);
  });

  test('while it has nothing to do is replaced', async () => {
    const before = await embedder.embedQuestion('Who eats krill?');
    const [worker] = workers;
    crash();
    await once(worker as ChildProcess, 'exit');
    expect(await embedder.embedQuestion('Who eats krill?')).toEqual(before);
  });
});

describe('questions come first', () => {
  test('a question is answered before the passages that wait', async () => {
    const order: string[] = [];
    const passages = Array.from({ length: 8 }, (_, place) =>
      embedder.embedPassage(PASSAGE).then(() => order.push(`passage ${place}`)),
    );
    const question = embedder.embedQuestion('Who eats krill?').then(() => order.push('question'));
    await Promise.all([question, ...passages]);
    expect(order.slice(0, 3)).toEqual(['passage 0', 'question', 'passage 1']);
  });

  test('a question waits for no more than a part of a long count', async () => {
    const order: string[] = [];
    const counting = embedder.countTokens(['word '.repeat(20_000)]).then(() => order.push('count'));
    await embedder.embedQuestion('Who eats krill?').then(() => order.push('question'));
    await counting;
    expect(order).toEqual(['question', 'count']);
  });
});

test('closing while it works rejects the work and what comes later, and ends the worker', async () => {
  const pending = embedder.embedPassage(PASSAGE).catch((error: unknown) => error);
  await embedder.close();
  expect(await pending).toMatchObject({ name: 'EmbedderError' });
  await expect(embedder.embedQuestion('Who eats krill?')).rejects.toThrow(
    'The embedder is closed.',
  );
  expect(workers.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL']);
});
