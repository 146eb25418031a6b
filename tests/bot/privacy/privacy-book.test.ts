import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openInbox } from '../../../src/bot/inbox/inbox.ts';
import { createJournal } from '../../../src/bot/inbox/journal.ts';
import { openState } from '../../../src/bot/inbox/state.ts';
import { stateInFile, storeOf } from '../support/test-state.ts';
import { ALICE, BOB, peopleOf } from './people.ts';
import { privacyBookContract } from './privacy-book.contract.ts';

privacyBookContract(stateInFile);

/** Everything of a folder, the journal of the file included. */
async function bytesIn(folder: string): Promise<Buffer> {
  const names = await readdir(folder);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(folder, name)))));
}

/** As SQLite writes a number of this size: six bytes, big-endian. https://sqlite.org/fileformat.html#record_format */
function written(id: number): Buffer {
  const six = Buffer.alloc(6);
  six.writeIntBE(id, 0, 6);
  return six;
}

test('whoever is forgotten stands nowhere in the file any more, and everybody else still does', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'privacy-'));
  const db = openState(folder);
  const { books, leavesTraces } = peopleOf({ db, store: storeOf(db) });
  const inbox = openInbox({ db, journal: createJournal(db), origin: 'test' });
  await leavesTraces(ALICE, 'ALICE-WROTE');
  await leavesTraces(BOB, 'BOB-WROTE');
  inbox.add([{ update_id: 1, message: { text: 'ALICE-WROTE', from: { id: ALICE } } } as never]);
  await inbox.done(1);
  expect((await bytesIn(folder)).includes(written(ALICE))).toBe(true);
  await books.privacy.forget(ALICE);
  inbox.compact();
  const left = await bytesIn(folder);
  expect(left.includes('ALICE-WROTE')).toBe(false);
  expect(left.includes(written(ALICE))).toBe(false);
  expect(left.includes(String(ALICE))).toBe(false);
  expect(left.includes('BOB-WROTE alone?')).toBe(true);
  expect(left.includes(written(BOB))).toBe(true);
  db.close();
  await rm(folder, { recursive: true });
});
