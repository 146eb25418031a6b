import { describe, expect, test } from 'vitest';
import { citationId, findCitation } from '../../src/retrieval/citation.ts';
import { temporaryFolder } from '../index/library/temporary-folder.ts';
import { toyLibrary } from './toy-retrieval.ts';

const SENTENCE = 'They eat fish and krill.';
const TEXT = `Penguins live in Antarctica. ${SENTENCE}\n`;
const START = TEXT.indexOf(SENTENCE);
const ID = citationId('penguins.txt', START, SENTENCE);

const library = async (text: string, id = 'penguins.txt') =>
  toyLibrary(await temporaryFolder(), { [id]: text });

describe('a citation id', () => {
  test('fits a deep link and a button', () => {
    expect(ID).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
    expect(
      citationId('a/'.repeat(500), 2 ** 31 - 1, 'x'.repeat(10_000)).length,
    ).toBeLessThanOrEqual(40);
  });

  test('finds its place where nothing changed', async () => {
    expect(await findCitation(await library(TEXT), ID)).toEqual({
      kind: 'there',
      document: 0,
      sentence: 1,
    });
  });

  test('finds the sentence where text came before it', async () => {
    const moved = `A new beginning.\n\n${TEXT}`;
    expect(await findCitation(await library(moved), ID)).toMatchObject({
      kind: 'moved',
      sentence: 2,
    });
  });

  test('of several equal sentences finds the one nearest to where it was', async () => {
    const twice = `${SENTENCE}\n\n${'Penguins swim well. '.repeat(20)}\n\n${TEXT}`;
    const built = await library(twice);
    const place = await findCitation(built, citationId('penguins.txt', 430, SENTENCE));
    expect(place.kind).toBe('moved');
    const { sentence } = place as Extract<typeof place, { kind: 'moved' }>;
    expect(built.sentence(sentence).start).toBe(twice.lastIndexOf(SENTENCE));
  });

  test('says when the sentence is no longer there', async () => {
    expect(await findCitation(await library('Penguins fly.\n'), ID)).toEqual({
      kind: 'changed',
      document: 0,
    });
  });

  test('says when the document is gone', async () => {
    expect(await findCitation(await library(TEXT, 'other.txt'), ID)).toEqual({
      kind: 'document-gone',
    });
  });

  test('is told from anything else', async () => {
    const built = await library(TEXT);
    for (const id of ['', 'c_1', `${ID}x`, '../../etc', 'AAAAAAAA-zzzzzzzzz-BBBBBBBB']) {
      expect(await findCitation(built, id)).toEqual({ kind: 'not-a-citation' });
    }
  });
});
