import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Embedder } from '../../../src/index/embedding/embedder.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';
import type { WorkerStart } from '../../../src/index/embedding/worker-messages.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PASSAGE = {
  title: '',
  context: 'Birds',
  sentences: ['Penguins live in Antarctica.', 'They eat fish.'],
};
const FATAL = { title: '', context: '', sentences: ['A sentence that makes it CRASH.'] };
const crashesLeft = new Int32Array(new SharedArrayBuffer(4));
const workers: Worker[] = [];
let embedder: Embedder;

beforeAll(async () => {
  embedder = await openEmbedder({
    modelsDir: path.resolve('data/models'),
    modelId: 'multilingual-e5-small',
    startWorker: startCrashingWorker,
  });
});

afterAll(() => embedder.close());

/** The threads before the one in use are of earlier tests. */
beforeEach(() => void workers.splice(0, workers.length - 1));

function startCrashingWorker(start: WorkerStart): Worker {
  const file = new URL('crashing-worker.mjs', import.meta.url);
  const worker = new Worker(file, { workerData: { ...start, crashesLeft } });
  workers.push(worker);
  return worker;
}

describe('a thread that crashes', () => {
  test('is replaced, and the next one does its work and all that waits', async () => {
    const question = embedder.embedQuestion('Who eats fish?');
    crashesLeft[0] = 1;
    const waiting = [embedder.embedPassage(FATAL), embedder.embedPassage(PASSAGE)];
    const [first, other] = await Promise.all(waiting);
    expect(workers).toHaveLength(2);
    expect(await embedder.embedPassage(FATAL)).toEqual(first);
    expect(await embedder.embedPassage(PASSAGE)).toEqual(other);
    expect(await embedder.embedQuestion('Who eats fish?')).toEqual(await question);
  });

  test('twice over the same work loses that work alone, with an error that tells no text', async () => {
    crashesLeft[0] = 2;
    const work = [embedder.embedPassage(FATAL), embedder.embedPassage(PASSAGE)];
    const [fatal, other] = await Promise.allSettled(work);
    expect(fatal).toMatchObject({
      reason: {
        name: 'EmbedderError',
        message: 'The embedding thread ended 2 times over one passage.',
      },
    });
    expect(other?.status).toBe('fulfilled');
    expect(workers).toHaveLength(3);
  });

  test('while it counts is replaced, and the count is whole', async () => {
    const counting = embedder.countTokens(['word '.repeat(5000), 'two words']);
    await workers.at(-1)?.terminate();
    expect(await counting).toEqual([5000, 2]);
  });

  test('while it has nothing to do is replaced', async () => {
    const before = await embedder.embedQuestion('Who eats krill?');
    const exit = once(workers.at(-1) as Worker, 'exit');
    await Promise.all([exit, workers.at(-1)?.terminate()]);
    expect(await embedder.embedQuestion('Who eats krill?')).toEqual(before);
  });
});

describe('questions come first', () => {
  test('a question is answered before the passages that wait', async () => {
    const order: string[] = [];
    const passages = Array.from({ length: 6 }, (_, place) =>
      embedder.embedPassage(PASSAGE).then(() => order.push(`passage ${place}`)),
    );
    const question = embedder.embedQuestion('Who eats krill?').then(() => order.push('question'));
    await Promise.all([question, ...passages]);
    expect(order.slice(0, 3)).toEqual(['passage 0', 'question', 'passage 1']);
  });

  test('a question waits for no more than a part of a long count', async () => {
    const order: string[] = [];
    const text = 'word '.repeat(20_000);
    const counting = embedder.countTokens([text]).then(() => order.push('count'));
    await embedder.embedQuestion('Who eats krill?').then(() => order.push('question'));
    await counting;
    expect(order).toEqual(['question', 'count']);
  });
});

test('closing while it works rejects the work and what comes later, and the process lives', async () => {
  const pending = embedder.embedPassage(PASSAGE).catch((error: unknown) => error);
  await embedder.close();
  expect(await pending).toMatchObject({ name: 'EmbedderError' });
  await expect(embedder.embedQuestion('Who?')).rejects.toThrow('The embedder is closed.');
});
