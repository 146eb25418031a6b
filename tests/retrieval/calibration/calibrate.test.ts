import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { renderAblation } from '../../../src/retrieval/calibration/ablation.ts';
import { calibrate } from '../../../src/retrieval/calibration/calibrate.ts';
import {
  CALIBRATE_USAGE,
  parseCalibrateOptions,
} from '../../../src/retrieval/calibration/calibrate-options.ts';
import { renderCalibrated } from '../../../src/retrieval/calibration/calibrate-report.ts';
import { calibrated, parseCalibration } from '../../../src/retrieval/calibration/calibration.ts';
import type { Collection } from '../../../src/retrieval/calibration/gather.ts';
import type { Part } from '../../../src/retrieval/calibration/parts.ts';
import { SHIPPED_CALIBRATION } from '../../../src/retrieval/calibration/shipped.ts';
import { writtenCalibration } from '../../../src/retrieval/calibration/written-calibration.ts';
import { type Library, using } from '../../../src/index/library/library.ts';
import { createAsk } from '../../../src/retrieval/ask.ts';
import type { EvalCase } from '../../../src/retrieval/eval/cases.ts';
import { toyEmbedder } from '../../index/library/toy-embedder.ts';
import { keptFolder } from '../../index/library/temporary-folder.ts';
import { toyLibrary } from '../toy-retrieval.ts';
import { randomNumbers } from './random.ts';

// Two dozen small libraries are built, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  'steam.txt': ['boilers', 'pistons', 'stokers', 'valves', 'engines', 'rails'],
  'penguins.txt': ['krill', 'chicks', 'icebergs', 'feathers', 'colonies', 'beaks'],
  'harbour.txt': ['quays', 'cranes', 'pilots', 'tides', 'lighthouses', 'ferries'],
  'bread.txt': ['yeast', 'ovens', 'loaves', 'millers', 'crusts', 'kneading'],
};

/** Four documents of twelve sentences, each of which says a number of something. */
function documents() {
  const random = randomNumbers(3);
  return Object.entries(SUBJECTS).map(([id, words]) => {
    const sentences = Array.from({ length: 12 }, (_, place) => {
      const [first, second] = [words[place % 6], words[Math.floor(random() * 6)]];
      return `Our ${first} near ${second} cost place${id.slice(0, 3)}${place} crowns.`;
    });
    return { id, sentences, text: sentences.join(' ') };
  });
}

function cases(): EvalCase[] {
  return documents().flatMap(({ id, sentences, text }) =>
    sentences.map((sentence, place): EvalCase => {
      const start = text.indexOf(sentence);
      const kind = place % 3 === 2 ? 'impossible' : 'answerable';
      const asked = sentence.replace('Our', 'Do the').replace('crowns.', 'crowns?');
      return {
        question: kind === 'impossible' ? asked.replace(/place\w+/, 'nothing at all') : asked,
        language: 'en',
        kind,
        document: id,
        gold: kind === 'impossible' ? [] : [{ start, end: start + sentence.length }],
      };
    }),
  );
}

describe('calibrating a model', async () => {
  const folder = await keptFolder();
  const texts = Object.fromEntries(documents().map(({ id, text }) => [id, text]));
  const embedder = toyEmbedder();
  const parts = { embedder, calibration: SHIPPED_CALIBRATION, onAsked: () => undefined };
  let library: Library;
  let collections: readonly Collection[];
  let fitted: Awaited<ReturnType<typeof calibrate>>;

  beforeAll(async () => {
    library = await toyLibrary(folder, texts);
    const open = async ({ documents: ids }: Part) =>
      await toyLibrary(
        path.join(folder, 'parts', ids.join('-')),
        Object.fromEntries(ids.map((id) => [id, texts[id] ?? ''])),
      );
    collections = [{ library, sets: [{ name: 'toy', cases: cases() }], open }];
    fitted = await calibrate(collections, parts);
  });

  test('fits what tells questions apart, every document judged by a fit without it', () => {
    expect(fitted.onSubject.without.size).toBe(4);
    expect(fitted.onSubject.whole.signs.score).toBeGreaterThan(0);
    const foreign = fitted.judgements.filter(({ observation }) => observation.kind === 'foreign');
    const known = fitted.judgements.filter(({ observation }) => observation.kind === 'answerable');
    const below = foreign.filter(({ subject }) => subject < fitted.thresholds.found);
    expect(below.length / foreign.length).toBeGreaterThan(0.9);
    const found = known.filter(({ subject }) => subject >= fitted.thresholds.found);
    expect(found.length / known.length).toBeGreaterThan(0.9);
  });

  test('gives a calibration that is read again and decides', async () => {
    const set = { questions: [] };
    const json = writtenCalibration(fitted, {
      embedder,
      collections,
      folders: [{ name: 'toy', sha256: 'f00d', set }],
    });
    const calibration = calibrated(parseCalibration(json, 'here'));
    expect(JSON.parse(json)).toMatchObject({
      model: { id: 'toy' },
      command: 'npm run calibrate -- --eval toy',
      data: [{ set: 'toy', documents: 4, questions: 0 }],
    });
    const ask = createAsk({ useLibrary: using(library), embedder, calibration });
    const [asked] = cases();
    expect((await ask(asked?.question ?? '')).kind).toBe('found');
    expect((await ask('Quantum chromodynamics binds gluons?')).kind).not.toBe('found');
  });

  test('says what it found in tables', () => {
    const shown = renderCalibrated(fitted);
    expect(shown).toMatch(/^toy +32 /m);
    expect(shown).toMatch(/^score +-?\d/m);
    expect(shown).toMatch(/^answerable of all +32 /m);
    expect(shown).toMatch(/^foreign of all others +32 .*\d\.\d{3} +\d/m);
    expect(shown).toMatch(/^on subject: said +\d/m);
    expect(shown).not.toMatch(/NaN|undefined/);
    const ablation = renderAblation(fitted);
    expect(ablation).toMatch(/^without score +[01]\.\d{4}/m);
    expect(ablation).not.toMatch(/NaN|undefined/);
  });

  test('is the same in every run', async () => {
    const again = await calibrate(collections, parts);
    expect(again.ranking).toEqual(fitted.ranking);
    expect(again.onSubject).toEqual(fitted.onSubject);
    expect(again.thresholds).toEqual(fitted.thresholds);
  });
});

describe('the command line', () => {
  test('names folders, model and file', () => {
    const args = ['--eval', 'a', '--eval', 'b', '--model', 'owner/name', '--out', 'x.json'];
    expect(parseCalibrateOptions(args)).toEqual({
      folders: ['a', 'b'],
      model: 'owner/name',
      out: 'x.json',
      tokenMeans: false,
      ablate: false,
    });
  });

  test('says what is missing or unknown', () => {
    expect(parseCalibrateOptions([])).toEqual({
      mistake: expect.stringMatching(/Which questions/) as string,
    });
    expect(parseCalibrateOptions(['--luck'])).toEqual({
      mistake: expect.stringMatching(/--luck/) as string,
    });
    expect(CALIBRATE_USAGE).toContain('--eval FOLDER');
  });
});
