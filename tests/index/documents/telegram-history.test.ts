import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/index/documents/reading.ts';
import { telegramHistoryReader } from '../../../src/index/documents/telegram-history.ts';

const SAMPLES = path.join(import.meta.dirname, 'samples', 'telegram');

function read(json: unknown, name = 'result.json') {
  return telegramHistoryReader.read(Buffer.from(JSON.stringify(json)), name);
}

async function readingOf(json: unknown): Promise<Reading> {
  const reading = await read(json);
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

/** What is cited for a text. */
function placeOf({ text, marks = [] }: Reading, said: string) {
  return marks.findLast(({ start }) => start <= text.indexOf(said));
}

const message = (id: number, text: unknown) => ({
  id,
  type: 'message',
  date: '2024-05-01T12:00:00',
  from: 'Ines Calder',
  text,
});

describe("a group's exported history", async () => {
  const reading = await readingOf(
    JSON.parse(await readFile(path.join(SAMPLES, 'group.json'), 'utf8')),
  );
  const paragraphs = reading.paragraphs?.map(({ start, end }) => reading.text.slice(start, end));

  test('has its messages as paragraphs, without service messages and pictures', () => {
    expect(reading.title).toBe('Ferry crew');
    expect(paragraphs).toEqual([
      'Where is the spare key of the engine room?',
      'In the red cabinet, second shelf. See the plan.',
      'The propeller shaft arrives on Thursday.',
      "The crane is ordered for nine o'clock; bring the long straps.",
      'Who can help on Saturday?\n• I can\n• Only after noon',
    ]);
  });

  test('has author, date and link of each as its place', () => {
    expect(placeOf(reading, 'red cabinet')).toMatchObject({
      kind: 'message',
      author: 'Hugh Offley',
      clockSeconds: Date.UTC(2024, 2, 12, 10, 14, 40) / 1000,
      link: 'https://t.me/c/1482273019/219',
    });
    expect(placeOf(reading, 'long straps')).toMatchObject({
      author: 'Deleted Account',
      link: 'https://t.me/c/1482273019/231',
    });
  });
});

test('chats of a whole account are sections, those that it left too', async () => {
  const chat = (name: string, text: string) => ({
    name,
    type: 'private_group',
    id: 77,
    messages: [message(5, text)],
  });
  const reading = await readingOf({
    about: 'Here is the data you requested.',
    chats: { about: '', list: [chat('Crew', 'The tide is high.'), chat('Empty', '')] },
    left_chats: { about: '', list: [chat('Choir', 'We sing at nine.')] },
  });
  expect(reading.text).toBe('Crew\n\nThe tide is high.\n\nChoir\n\nWe sing at nine.');
  expect(reading.headings.map(({ text }) => text)).toEqual(['Crew', 'Choir']);
  expect(placeOf(reading, 'We sing')).toMatchObject({ author: 'Ines Calder', link: undefined });
});

test.each([
  [{ type: 'public_channel', id: 1482273019, username: 'ferry_news' }, 7, 'ferry_news/7'],
  [{ type: 'public_supergroup', id: -1001482273019 }, 7, 'c/1482273019/7'],
  [{ type: 'private_supergroup', id: 1482273019 }, -999, undefined],
  [{ type: 'personal_chat', id: 4210001 }, 7, undefined],
])('%o: message %d is at %s', async (chat, id, address) => {
  const reading = await readingOf({ name: 'N', ...chat, messages: [message(id, 'Hello there.')] });
  const link = address === undefined ? undefined : `https://t.me/${address}`;
  expect(placeOf(reading, 'Hello')).toMatchObject({ link });
});

test('a channel that signs its posts has the signature as author', async () => {
  const signed = { ...message(3, 'The ferry is late.'), from: 'Ferry news', author: 'I. Calder' };
  const chat = { name: 'Ferry news', type: 'public_channel', id: 9, messages: [signed] };
  expect(placeOf(await readingOf(chat), 'late')).toMatchObject({ author: 'I. Calder' });
});

test('other .json files are told in a line', async () => {
  for (const json of [[], {}, 'text', null, { chats: 7 }, { messages: [] }])
    expect(await read(json)).toEqual({ reason: expect.stringMatching(/^is no chat history: /) });
  const broken = await telegramHistoryReader.read(Buffer.from('{"name": '), 'result.json');
  expect(broken).toEqual({ reason: expect.stringMatching(/^is no chat history: /) });
});

test('an export without any text is told in a line', async () => {
  const chat = { name: 'N', type: 'personal_chat', id: 1, messages: [message(1, '')] };
  expect(await read(chat)).toEqual({ reason: 'has no messages with text' });
});
