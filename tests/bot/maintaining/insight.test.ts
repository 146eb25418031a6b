import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AUDIT_FILE, openAudit } from '../../../src/bot/maintaining/audit.ts';
import { groupByMeaning } from '../../../src/bot/maintaining/grouping.ts';

let folder: string;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bot-insight-'));
  now = Date.parse('2026-11-24T12:00:00Z');
});
afterEach(() => rm(folder, { recursive: true }));

test('questions of like meaning are grouped, the largest group first', async () => {
  const at = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return Float32Array.of(Math.cos(angle), Math.sin(angle));
  };
  const groups = await groupByMeaning(
    [0, 90, 93, 5, 96, 180].map((degrees) => ({ asked: degrees, vector: at(degrees) })),
  );
  const members = groups.map((group) => group.members);
  expect(members.map((group) => group.toSorted((a, b) => a - b))).toEqual([
    [90, 93, 96],
    [0, 5],
    [180],
  ]);
  expect(members[0]?.[0]).toBe(93);
});

test('the audit file grows by a line of JSON for each entry, and is its owner’s alone', async () => {
  const audit = openAudit(folder, () => now);
  await Promise.all([
    audit.write({ who: 7, action: 'upload', what: 'a\nb.txt', outcome: 'offered' }),
    audit.write({ who: 7, action: 'add', what: 'uploads/ab.txt', outcome: 'published' }),
  ]);
  await openAudit(folder, () => now).write({ who: 8, action: 'reindex', outcome: 'unchanged' });
  const file = path.join(folder, AUDIT_FILE);
  const entries = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(entries).toEqual([
    {
      at: '2026-11-24T12:00:00.000Z',
      who: 7,
      action: 'upload',
      what: 'a\nb.txt',
      outcome: 'offered',
    },
    {
      at: '2026-11-24T12:00:00.000Z',
      who: 7,
      action: 'add',
      what: 'uploads/ab.txt',
      outcome: 'published',
    },
    { at: '2026-11-24T12:00:00.000Z', who: 8, action: 'reindex', outcome: 'unchanged' },
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
