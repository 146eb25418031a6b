import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { helpersThatFit } from '../../../src/index/embedding/build-embedder.ts';
import type { PassageText, PassageVectors } from '../../../src/index/embedding/embedder.ts';
import { PassageTooLongError } from '../../../src/index/embedding/model-errors.ts';
import {
  HelperEnded,
  type PassageHelper,
  SharedEmbedder,
  type SharingParts,
} from '../../../src/index/embedding/shared-embedder.ts';
import { toyEmbedder } from '../library/toy-embedder.ts';

const passageOf = (sentence: string): PassageText => ({
  title: '',
  context: '',
  sentences: [sentence],
});

/** A helper that embeds as the toy does until it is ended. */
function toyHelper() {
  const embedder = toyEmbedder();
  const given: PassageText[] = [];
  let isEnded = false;
  const helper: PassageHelper = {
    async embedPassage(passage) {
      given.push(passage);
      await sleep(1);
      if (isEnded) throw new HelperEnded();
      return embedder.embedPassage(passage);
    },
    close: () => {
      isEnded = true;
    },
  };
  return { helper, given, end: () => helper.close(), isEnded: () => isEnded };
}

function shared(parts: Partial<SharingParts> = {}) {
  const helpers = [toyHelper(), toyHelper()];
  let started = 0;
  const embedder = new SharedEmbedder({
    embedder: toyEmbedder(),
    helpersThatFit: () => 1,
    startHelper: () => Promise.resolve((helpers[started++] ?? toyHelper()).helper),
    ...parts,
  });
  return { embedder, helpers, started: () => started };
}

/** Several at a time, as builds do. */
async function embedMany(embedder: SharedEmbedder, count: number): Promise<PassageVectors[]> {
  const all: PassageVectors[] = [];
  for (let at = 0; at < count; at += 10) {
    const texts = Array.from({ length: Math.min(10, count - at) }, (_, i) => `Passage ${at + i}.`);
    all.push(...(await Promise.all(texts.map((text) => embedder.embedPassage(passageOf(text))))));
  }
  return all;
}

describe('help is', () => {
  test('not called for a few passages', async () => {
    const { embedder, started } = shared();
    await embedMany(embedder, 30);
    expect(started()).toBe(0);
  });

  test('called for many, and does its share', async () => {
    const slow = async (passage: PassageText) => {
      await sleep(1);
      return await toyEmbedder().embedPassage(passage);
    };
    const { embedder, helpers } = shared({ embedder: { ...toyEmbedder(), embedPassage: slow } });
    await embedMany(embedder, 200);
    const share = helpers[0]?.given.length ?? 0;
    expect(share).toBeGreaterThan(40);
    expect(share).toBeLessThan(120);
  });

  test('called before the first passage where many are expected, and let go where none come', async () => {
    const { embedder, helpers, started } = shared({ restMs: 20 });
    for (let text = 0; text < 10; text += 1) embedder.expectPassages(1000);
    expect(started()).toBe(0);
    for (let text = 0; text < 30; text += 1) embedder.expectPassages(1000);
    expect(started()).toBe(1);
    await expect.poll(() => helpers[0]?.isEnded()).toBe(true);
    await embedMany(embedder, 60);
    expect(started()).toBe(2);
  });

  test('given two passages at a time, so that nobody is idle at the end while others have many', async () => {
    const held: (() => void)[] = [];
    const given: number[] = [0, 0];
    const slow = (at: number) => async (passage: PassageText) => {
      given[at] = (given[at] ?? 0) + 1;
      await new Promise<void>((resolve) => held.push(resolve));
      return toyEmbedder().embedPassage(passage);
    };
    const { embedder } = shared({
      embedder: { ...toyEmbedder(), embedPassage: slow(0) },
      startHelper: () => Promise.resolve({ embedPassage: slow(1), close: () => undefined }),
    });
    embedder.expectPassages(50_000);
    await sleep(1);
    const all = Array.from({ length: 5 }, (_, at) =>
      embedder.embedPassage(passageOf(`Passage ${at}.`)),
    );
    expect(given).toEqual([2, 2]);
    held.shift()?.();
    await expect.poll(() => given).toEqual([3, 2]);
    for (;;) {
      const release = held.shift();
      if (release === undefined) break;
      release();
    }
    expect(await Promise.all(all)).toHaveLength(5);
  });

  test('let go when there is nothing to do, and called again', async () => {
    const { embedder, helpers, started } = shared({ restMs: 5 });
    await embedMany(embedder, 60);
    await expect.poll(() => helpers[0]?.isEnded()).toBe(true);
    await embedMany(embedder, 60);
    expect(started()).toBe(2);
    await embedder.close();
    expect(helpers[1]?.isEnded()).toBe(true);
  });

  test('done without where it can’t be had', async () => {
    const { embedder } = shared({ startHelper: () => Promise.reject(new HelperEnded()) });
    expect(await embedMany(embedder, 80)).toHaveLength(80);
  });
});

describe('vectors', () => {
  test('are each passage’s own, whoever made them', async () => {
    const { embedder } = shared();
    const alone = toyEmbedder();
    const expected = [];
    for (let at = 0; at < 100; at += 1)
      expected.push(await alone.embedPassage(passageOf(`Passage ${at}.`)));
    expect(await embedMany(embedder, 100)).toEqual(expected);
  });

  test('are all there when a helper ends at work', async () => {
    const { embedder, helpers } = shared();
    await embedMany(embedder, 60);
    const many = embedMany(embedder, 60);
    helpers[0]?.end();
    expect(await many).toHaveLength(60);
    const given = helpers[0]?.given.length;
    await embedMany(embedder, 20);
    expect(helpers[0]?.given.length).toBe(given);
  });

  test('of a passage that is too long are refused by helpers as well', async () => {
    const refusing: PassageHelper = {
      embedPassage: () => Promise.reject(new PassageTooLongError('too long')),
      close: () => undefined,
    };
    const { embedder } = shared({ startHelper: () => Promise.resolve(refusing) });
    await expect(embedMany(embedder, 60)).rejects.toThrow(PassageTooLongError);
  });
});

test.each([
  ['one processor', 1, 64e9, 0],
  ['two', 2, 64e9, 1],
  ['many', 64, 64e9, 7],
  ['many, and memory for two', 64, 1.6e9, 2],
  ['two, and no memory', 2, 0.6e9, 0],
])('%s: helpers fit in', (_, processors, freeBytes, helpers) => {
  expect(helpersThatFit(processors, freeBytes)).toBe(helpers);
});
