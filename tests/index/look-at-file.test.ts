import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readFileHere } from '../../src/index/documents/read-file.ts';
import { lookAtFile } from '../../src/index/look-at-file.ts';
import { temporaryFolder } from './library/temporary-folder.ts';
import { toyEmbedder } from './library/toy-embedder.ts';

const parts = { reader: { read: readFileHere }, measure: toyEmbedder() };

async function look(text: string, id = 'bridge.txt') {
  const file = path.join(await temporaryFolder(), 'under-another-name');
  await writeFile(file, text);
  return await lookAtFile({ path: file, id, maxFileBytes: 1e8 }, parts);
}

test('a file is looked at as what its name says, wherever it is', async () => {
  const text =
    'The bridge\n\nThe bridge over the river was opened in 1931 by the mayor of the town.\n';
  expect(await look(text)).toEqual({
    title: 'The bridge',
    language: 'en',
    chars: text.length,
    passages: 1,
    isEstimate: false,
    pages: undefined,
    beginning: text.trim(),
    sha256: createHash('sha256').update(text).digest('hex'),
  });
});

test('a file that can’t be read says why', async () => {
  expect(await look('')).toEqual({ reason: 'is empty' });
  expect(await look('Text.', 'bridge.exe')).toMatchObject({
    reason: expect.stringContaining('format') as string,
  });
});

test('of a long text the beginning is counted, and the rest estimated', async () => {
  const paragraph = (at: number) => `Paragraph ${at} ${'says a few words more '.repeat(20)}.`;
  const text = Array.from({ length: 2000 }, (_, at) => paragraph(at)).join('\n\n');
  const looked = await look(text);
  const whole = await look(text.slice(0, 190_000));
  if ('reason' in looked || 'reason' in whole) throw new Error('unreadable');
  expect(looked).toMatchObject({ isEstimate: true, chars: text.length });
  expect(whole.isEstimate).toBe(false);
  const expected = (whole.passages / 190_000) * text.length;
  expect(Math.abs(looked.passages - expected) / expected).toBeLessThan(0.05);
});

test('one paragraph without end is counted too', async () => {
  const looked = await look('word '.repeat(100_000));
  expect(looked).toMatchObject({ isEstimate: true });
  expect('reason' in looked ? 0 : looked.passages).toBeGreaterThan(100);
});
