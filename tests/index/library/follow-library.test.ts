import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildFolder, makeCurrent } from '../../../src/index/library/build-folders.ts';
import {
  type FollowedLibrary,
  type FollowRequest,
  followLibrary,
} from '../../../src/index/library/follow-library.ts';
import { LibraryDamagedError } from '../../../src/index/library/library-errors.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import { createAsk } from '../../../src/retrieval/ask.ts';
import { citationId, findCitation } from '../../../src/retrieval/citation.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument } from './toy-documents.ts';
import { toyEmbedder } from './toy-embedder.ts';
import { publishToyLibrary } from './toy-library.ts';

const HARBOUR = 'The harbour is deep. Ships of all sizes land there.';
const MARKET = 'The market opens at six. The harbour is shallow since the flood.';

test('a build is in use within two seconds of its publishing', async () => {
  const { folder, followed, swaps } = await following();
  const before = followed.library().id;
  const publishedAt = performance.now();
  const { manifest } = await publish(folder, MARKET);
  await swaps.next();
  expect(followed.library().id).toBe(manifest.id);
  expect(performance.now() - publishedAt).toBeLessThan(2000);
  expect(swaps.all).toEqual([{ from: before, to: manifest.id }]);
});

test('a question sees one build from its beginning to its end, whatever is published meanwhile', async () => {
  const { folder, followed } = await following();
  const toy = toyEmbedder();
  const held = holding();
  const ask = createAsk({
    useLibrary: followed.during,
    embedder: {
      countTokens: (texts) => toy.countTokens(texts),
      async embedQuestion(question) {
        await held.open;
        return await toy.embedQuestion(question);
      },
    },
  });
  const answering = ask('Is the harbour deep?');
  await publish(folder, MARKET);
  await followed.look();
  held.release();
  const { excerpts } = await answering;
  const texts = new Set(excerpts.map(({ document, text }) => `${document}: ${text}`));
  expect([...texts].some((text) => text.includes('deep'))).toBe(true);
  for (const text of texts) expect(text).not.toContain('shallow');
});

test('the build before answers its questions to their end, and is closed then', async () => {
  const { folder, followed, closed } = await following();
  const library = followed.library();
  const held = holding();
  const reading = followed.during(async (library) => {
    await held.open;
    return library.sentenceTokens([0]);
  });
  await publish(folder, MARKET);
  await followed.look();
  expect(followed.library().id).not.toBe(library.id);
  expect(closed).toEqual([]);
  held.release();
  expect((await reading)[0]?.packed.length).toBeGreaterThan(0);
  await new Promise(setImmediate);
  expect(closed).toEqual([library.id]);
  expect(() => library.sentenceTokens([0])).toThrow(/closed/);
});

test('a damaged build leaves the one before in use, and is told once', async () => {
  const { folder, followed, troubles } = await following();
  const { id } = followed.library();
  const damaged = await publishDamaged(folder);
  await followed.look();
  await followed.look();
  expect(followed.library().id).toBe(id);
  expect(troubles).toEqual([{ build: damaged, error: expect.any(LibraryDamagedError) as Error }]);
  const { manifest } = await publish(folder, MARKET);
  await followed.look();
  expect(followed.library().id).toBe(manifest.id);
});

test('a build of another model is not used', async () => {
  const { folder, followed, troubles } = await following();
  const { id } = followed.library();
  const documents = [toyDocument('town.txt', MARKET)];
  await publishToyLibrary(folder, documents, { embedder: toyEmbedder({ id: 'other' }) });
  await followed.look();
  expect(followed.library().id).toBe(id);
  expect(String(troubles[0]?.error)).toMatch(/built with the model other/);
});

test('what is published after the end is not opened', async () => {
  const { folder, followed } = await following();
  const { id } = followed.library();
  followed.close();
  await publish(folder, MARKET);
  await followed.look();
  expect(followed.library().id).toBe(id);
});

test('a citation of the build before says what became of its place', async () => {
  const { folder, followed } = await following();
  const cited = (sentence: string, text = HARBOUR) =>
    citationId('town.txt', text.indexOf(sentence), sentence);
  const kept = cited('Ships of all sizes land there.');
  expect((await findCitation(followed.library(), kept)).kind).toBe('there');
  await publish(folder, `The town is old. ${HARBOUR.replace('deep', 'shallow')}`);
  await followed.look();
  expect((await findCitation(followed.library(), kept)).kind).toBe('moved');
  expect((await findCitation(followed.library(), cited('The harbour is deep.'))).kind).toBe(
    'changed',
  );
});

/** A follower of a library that holds one document. */
async function following() {
  const folder = await temporaryFolder();
  const built = await publish(folder, HARBOUR);
  const { library } = built;
  const swaps = collector<Parameters<FollowRequest['onSwap']>[0]>();
  const troubles: Parameters<FollowRequest['onTrouble']>[0][] = [];
  const closed: string[] = [];
  const first = {
    library,
    close: () => {
      closed.push(library.id);
      built.close();
    },
  };
  const followed: FollowedLibrary = followLibrary({
    libraryDir: folder,
    model: toyEmbedder().model,
    first,
    onSwap: (event) => swaps.add(event),
    onTrouble: (event) => troubles.push(event),
  });
  onTestFinished(() => followed.close());
  return { folder, followed, swaps, troubles, closed };
}

async function publish(folder: string, text: string) {
  return await publishToyLibrary(folder, [toyDocument('town.txt', text)]);
}

/** Puts a build in use of which a file has lost a byte. */
async function publishDamaged(folder: string): Promise<string> {
  const elsewhere = await temporaryFolder();
  const { manifest } = await publish(elsewhere, MARKET);
  const target = buildFolder(folder, manifest.id);
  await cp(buildFolder(elsewhere, manifest.id), target, { recursive: true });
  const [file] = Object.keys(manifest.files);
  const place = path.join(target, file ?? '');
  const contents = await readFile(place);
  await rm(place);
  await writeFile(place, contents.subarray(1));
  await makeCurrent(folder, manifest.id);
  const opened = openLibrary(folder, { model: toyEmbedder().model, settings: undefined });
  await expect(opened).rejects.toThrow(LibraryDamagedError);
  return manifest.id;
}

function collector<Event>() {
  const all: Event[] = [];
  const waiting: (() => void)[] = [];
  return {
    all,
    add(event: Event) {
      all.push(event);
      for (const wake of waiting.splice(0)) wake();
    },
    next: () => (all.length > 0 ? undefined : new Promise<void>((wake) => waiting.push(wake))),
  };
}

function holding() {
  let release = (): void => undefined;
  const open = new Promise<void>((resolve) => (release = resolve));
  return { open, release: () => release() };
}
