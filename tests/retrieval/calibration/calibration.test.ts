import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CalibrationError } from '../../../src/index/embedding/model-errors.ts';
import { embeddingModel, openModelFolder } from '../../../src/index/embedding/model-files.ts';
import { parseCalibration } from '../../../src/retrieval/calibration/calibration.ts';
import written from '../../../src/retrieval/calibration/multilingual-e5-small.json' with { type: 'json' };
import {
  calibrationFile,
  calibrationOf,
  readCalibration,
  uncalibratedAdvice,
} from '../../../src/retrieval/calibration/read-calibration.ts';
import { SHIPPED_CALIBRATION } from '../../../src/retrieval/calibration/shipped.ts';
import { decide } from '../../../src/retrieval/decide.ts';
import { type Evidence, SIGNS } from '../../../src/retrieval/evidence.ts';
import { temporaryFolder } from '../../index/library/temporary-folder.ts';

const MODELS_DIR = path.resolve(import.meta.dirname, '../../../data/models');
const OTHER = { id: 'owner/other', sha256: 'f00d' };

const evidenceOf = (value: number) =>
  Object.fromEntries(SIGNS.map((sign) => [sign, value])) as Evidence;

/** A folder of models in which the other model has this calibration. */
async function modelsWith(json: string): Promise<string> {
  const modelsDir = await temporaryFolder();
  const file = calibrationFile(modelsDir, OTHER.id);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, json);
  return modelsDir;
}

describe('the shipped calibration', async () => {
  const model = embeddingModel(await openModelFolder(MODELS_DIR, 'multilingual-e5-small'));

  test('is for the shipped model', async () => {
    expect(written.model).toEqual({ id: model.id, sha256: model.sha256 });
    expect(await calibrationOf(MODELS_DIR, model)).toBe('calibrated');
    expect(await readCalibration(MODELS_DIR, model)).toEqual(SHIPPED_CALIBRATION);
  });

  test('is not for the same model with other files', async () => {
    expect(await calibrationOf(MODELS_DIR, { ...model, sha256: 'f00d' })).toBe('uncalibrated');
  });
});

describe('another model', () => {
  test('is uncalibrated: its answers are shown as uncertain, whatever the evidence', async () => {
    const calibration = await readCalibration(MODELS_DIR, OTHER);
    expect(calibration.state).toBe('uncalibrated');
    for (const value of [-10, 0, 1, 10]) {
      expect(decide(evidenceOf(value), calibration).kind).toBe('closest');
    }
    expect(decide(undefined, calibration).kind).toBe('nothing');
    expect(uncalibratedAdvice(OTHER)).toMatch(/owner\/other is not calibrated.*Run "npm run cal/);
  });

  test('has its own calibration from its folder, as long as its files are the same', async () => {
    const own = { ...written, model: OTHER, thresholds: { found: 7, closest: -7, answered: 0 } };
    const modelsDir = await modelsWith(JSON.stringify(own));
    expect(await readCalibration(modelsDir, OTHER)).toMatchObject({
      state: 'calibrated',
      thresholds: { found: 7, closest: -7, answered: 0 },
    });
    expect(await calibrationOf(modelsDir, { ...OTHER, sha256: 'beef' })).toBe('uncalibrated');
  });
});

describe('a calibration that can’t be used is an error that says what to do', () => {
  const { across, ...fewer } = written.onSubject.signs;
  const changed = (more: object) => JSON.stringify({ ...written, ...more });

  test.each([
    ['damaged', '{"format": 1, "mod', /is no JSON/],
    ['of another format', changed({ format: 2 }), /format/],
    [
      'with a sign that the code does not know',
      changed({ ranking: { ...written.ranking, luck: 1 } }),
      /ranking.*luck/s,
    ],
    [
      'without a sign that the code knows',
      changed({ onSubject: { intercept: 0, signs: fewer } }),
      /onSubject\.signs\.across/,
    ],
    [
      'with a number that is none',
      changed({ answered: { intercept: null, signs: written.answered.signs } }),
      /answered\.intercept/,
    ],
    [
      'with thresholds the wrong way round',
      changed({ thresholds: { found: -3, closest: 0, answered: 0 } }),
      /found.*below.*closest/s,
    ],
  ])('%s', async (_, json, reason) => {
    const modelsDir = await modelsWith(json);
    const reading = readCalibration(modelsDir, OTHER);
    await expect(reading).rejects.toThrow(CalibrationError);
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toThrow(
      /calibration\.json.*Make it anew with "npm run calibrate".*restore it/s,
    );
    expect(across).toBeDefined();
  });

  test('a folder in the file’s place', async () => {
    const modelsDir = await temporaryFolder();
    await mkdir(calibrationFile(modelsDir, OTHER.id), { recursive: true });
    await expect(readCalibration(modelsDir, OTHER)).rejects.toThrow(/can't be read.*or remove it/);
  });

  test('and one that is right is read as it was written', () => {
    expect(parseCalibration(JSON.stringify(written), 'here')).toEqual(written);
  });
});
