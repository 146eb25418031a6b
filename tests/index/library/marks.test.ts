import { describe, expect, test } from 'vitest';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import type { PlaceMark } from '../../../src/index/place.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { publishToyLibrary } from './toy-library.ts';

const TEXT = 'One.\nTwo.\nThree.\n';

async function placesOf(marks: readonly PlaceMark[], offsets: readonly number[]) {
  const folder = await temporaryFolder();
  const documents = [
    toyDocument('before.txt', TEXT),
    { ...toyDocument('marked.txt', TEXT), marks },
    toyDocument('after.txt', TEXT),
  ];
  await publishToyLibrary(folder, documents);
  const opened = await openLibrary(folder, { model: toyEmbedder().model, settings: undefined });
  if (opened.kind !== 'open') throw new Error(opened.reason);
  const { library } = opened;
  expect([library.place(0, 3), library.place(2, 3)]).toEqual([undefined, undefined]);
  return offsets.map((offset) => library.place(1, offset));
}

describe('a library keeps', () => {
  test('times', async () => {
    const [one, two] = [
      { kind: 'time', ms: 0 },
      { kind: 'time', ms: 3_600_001 },
    ] as const;
    const marks = [
      { ...one, start: 0 },
      { ...two, start: 5 },
    ];
    expect(await placesOf(marks, [0, 4, 5, 9, 99])).toEqual([one, one, two, two, two]);
  });

  test('rows, the first one also for what stands before it', async () => {
    const row = { kind: 'row', row: 2 } as const;
    expect(await placesOf([{ ...row, start: 5 }], [0, 5])).toEqual([row, row]);
  });

  test.each([
    undefined,
    'https://t.me/c/1234567890/12',
    'https://t.me/town/000',
    'https://t.me/town/100?x',
    'https://t.me/town/12345678901234567890',
    '7',
  ])('messages with the link %s', async (link) => {
    const message = (author: string) =>
      ({ kind: 'message', author, clockSeconds: 1_710_238_260, link }) as const;
    const marks = ['Anna', 'Борис', 'Anna'].map((author, at) => ({
      ...message(author),
      start: at * 5,
    }));
    expect(await placesOf(marks, [1, 6, 11])).toEqual(['Anna', 'Борис', 'Anna'].map(message));
  });
});
