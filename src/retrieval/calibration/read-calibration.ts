import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddingModel } from '../../index/embedding/embedder.ts';
import { CalibrationError } from '../../index/embedding/model-errors.ts';
import { type Calibration, calibrated, isFor, parseCalibration } from './calibration.ts';
import { shippedCalibration } from './shipped.ts';

type Named = Pick<EmbeddingModel, 'id' | 'sha256'>;

/** Where `npm run calibrate` writes, and where a model's own calibration is looked for. */
export function calibrationFile(modelsDir: string, modelId: string): string {
  return path.join(modelsDir, modelId, 'calibration.json');
}

/**
 * A model's calibration: the one in its folder, where it was made for these very files of the model, else the one that ships
 * with the project, else what holds for models that nothing is known of.
 *
 * @throws CalibrationError for a file that can't be used
 */
export async function readCalibration(modelsDir: string, model: Named): Promise<Calibration> {
  const file = calibrationFile(modelsDir, model.id);
  const json = await readIfThere(file);
  const own = json === undefined ? undefined : parseCalibration(json, file);
  return own && isFor(own, model) ? calibrated(own) : shippedCalibration(model);
}

/** Whether answers with this model are held against thresholds of its own. @throws CalibrationError */
export async function calibrationOf(
  modelsDir: string,
  model: Named,
): Promise<Calibration['state']> {
  return (await readCalibration(modelsDir, model)).state;
}

/** What is said of a model without a calibration, and what to do. */
export function uncalibratedAdvice({ id }: Pick<Named, 'id'>): string {
  return `The model ${id} is not calibrated: every answer is shown as uncertain. Run "npm run calibrate -- --model ${id} --eval FOLDER" (README, "Calibration").`;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new CalibrationError(`${file} can't be read. Let it be read, or remove it.`, { cause });
  }
}
