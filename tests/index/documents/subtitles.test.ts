import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/index/documents/reading.ts';
import { subtitlesReader } from '../../../src/index/documents/subtitles.ts';

const SAMPLES = path.join(import.meta.dirname, 'samples', 'subtitles');

async function sample(name: string): Promise<Reading> {
  return read(await readFile(path.join(SAMPLES, name), 'utf8'), name);
}

async function read(text: string, name = 'talk.srt'): Promise<Reading> {
  const reading = await subtitlesReader.read(Buffer.from(text), name);
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

function paragraphsOf({ text, paragraphs = [] }: Reading): string[] {
  return paragraphs.map(({ start, end }) => text.slice(start, end));
}

/** The time that is cited for a text, in milliseconds. */
function timeOf({ text, marks = [] }: Reading, said: string): number | undefined {
  const mark = marks.findLast(({ start }) => start <= text.indexOf(said));
  return mark?.kind === 'time' ? mark.ms : undefined;
}

describe.each(['bell.srt', 'bell.vtt'])('%s as ffmpeg writes it', (name) => {
  test('has its cues joined to sentences, without tags', async () => {
    expect(paragraphsOf(await sample(name))).toEqual([
      'On the night of 11 January 1802 the mechanism of the fog bell froze. Nobody on land noticed it.',
      '- Who struck the bell?',
      "- The keeper's daughter Agnes.",
      'She struck it by hand for fourteen hours, once a minute, until the fog lifted.',
      'The bell is now in the museum & can be seen on Sundays.',
    ]);
  });

  test('has the time of each cue as a place', async () => {
    const reading = await sample(name);
    expect(timeOf(reading, 'On the night')).toBe(1000);
    expect(timeOf(reading, 'Nobody on land')).toBe(3600);
    expect(timeOf(reading, 'fourteen hours')).toBe(65_000);
    expect(timeOf(reading, 'The bell is now')).toBe(4_500_000);
  });

  test('is called as its file', async () => {
    expect((await sample(name)).title).toBe('Bell');
  });
});

test('a speaker is kept where the file states one', async () => {
  const reading = await sample('interview.vtt');
  expect(reading.title).toBe('Conversation about the tower');
  expect(paragraphsOf(reading)).toEqual([
    'Ines Calder: When did the keepers leave the tower?',
    'Hugh Offley: In 1984, when everything became automatic. I was the last & locked the door.',
  ]);
  expect(timeOf(reading, 'became automatic')).toBe(8000);
});

test('automatic captions say each line once', async () => {
  const reading = await sample('rolling.vtt');
  expect(reading.text).toBe('the lamp was replaced in seventeen eighty-eight by oil');
  expect(timeOf(reading, 'eighty-eight')).toBe(5040);
});

test('what is said twice is read twice', async () => {
  const twice = '1\n00:00:01,000 --> 00:00:02,000\nNo!\n\n2\n00:00:02,000 --> 00:00:03,000\nNo!\n';
  expect((await read(twice)).text).toBe('No! No!');
});

test('Chinese cues are joined without spaces', async () => {
  const cues =
    '1\n00:00:01,000 --> 00:00:02,000\n茶园始建于\n\n2\n00:00:02,000 --> 00:00:03,000\n明朝。';
  expect((await read(cues)).text).toBe('茶园始建于明朝。');
});

test('a damaged cue loses itself, not its neighbours', async () => {
  const cues = [
    '1\r\n00:00:01,000 --> 00:00:02,000\r\nFirst.',
    'x\r\n00:99:00 --> soon\r\nDamaged.',
    '3\r\n00:00:05,000 --> 00:00:06,000\r\nThird.\r\n4\r\n00:00:07,000 --> 00:00:08,000\r\nFourth.',
  ];
  const { text } = await read(cues.join('\r\n\r\n'));
  expect(text.replaceAll(/\s+/g, ' ')).toBe('First. Third. Fourth.');
});

test('a file without cues says so', async () => {
  const nothing = await subtitlesReader.read(Buffer.from('Just a text.'), 'a.srt');
  expect(nothing).toEqual({ reason: 'has no subtitles: no cue with a time in it' });
});

test('a caption of 100,000 lines takes seconds', { timeout: 30_000 }, async () => {
  const cue = `1\n00:00:01,000 --> 00:00:02,000\n${'word\n'.repeat(100_000)}`;
  const begun = performance.now();
  expect((await read(cue)).text).toHaveLength(499_999);
  expect(performance.now() - begun).toBeLessThan(10_000);
});
