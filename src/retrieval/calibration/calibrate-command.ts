import { writeFile } from 'node:fs/promises';
import { openEmbedder } from '../../index/embedding/worker-embedder.ts';
import type { IndexSettings } from '../../index/settings.ts';
import { EvalSetError } from '../eval/cases.ts';
import { embeddedOnce } from '../eval/embedded-once.ts';
import { readEvalFolder } from '../eval/eval-folder.ts';
import { renderAblation } from './ablation.ts';
import { calibrate } from './calibrate.ts';
import type { CalibrateOptions } from './calibrate-options.ts';
import { renderCalibrated } from './calibrate-report.ts';
import { openCollections } from './collections.ts';
import type { Collection } from './gather.ts';
import { calibrationFile } from './read-calibration.ts';
import { SHIPPED_CALIBRATION } from './shipped.ts';
import { measureMissingTokenMeans } from './token-means-step.ts';
import { writtenCalibration } from './written-calibration.ts';

/** Where the command writes. */
export interface CalibrateStreams {
  readonly out: NodeJS.WriteStream;
  readonly progressOut: NodeJS.WriteStream;
}

/**
 * `npm run calibrate`: fits ranking weights, decision and thresholds of a model to labelled questions, prints how they do on
 * documents that they weren't fitted to, and writes them where the bot finds them.
 *
 * @throws EvalSetError, and what openEmbedder and refreshLibrary throw
 */
export async function runCalibrate(
  options: CalibrateOptions,
  settings: IndexSettings,
  { out, progressOut }: CalibrateStreams,
): Promise<void> {
  const { modelsDir, documentsDir, maxFileBytes } = settings;
  const modelId = options.model ?? settings.embeddingModel;
  const folders = [];
  for (const folder of options.folders) folders.push(await readEvalFolder(folder, documentsDir));
  const step = { modelsDir, modelId, maxFileBytes, anew: options.tokenMeans };
  if (await measureMissingTokenMeans(step, folders)) {
    progressOut.write(
      `Measured the mean token vectors of ${modelId}: its libraries are built anew\n`,
    );
  }
  const embedder = embeddedOnce(await openEmbedder({ modelsDir, modelId }));
  try {
    const collections = await openCollections(folders, { embedder, maxFileBytes, progressOut });
    requireEnough(collections);
    const parts = { embedder, calibration: SHIPPED_CALIBRATION, onAsked: counter(progressOut) };
    const calibrated = await calibrate(collections, parts);
    out.write(renderCalibrated(calibrated));
    if (options.ablate) out.write(renderAblation(calibrated));
    const file = options.out ?? calibrationFile(modelsDir, modelId);
    await writeFile(file, writtenCalibration(calibrated, { embedder, folders, collections }));
    out.write(`Written to ${file}\n`);
  } finally {
    await embedder.close();
  }
}

/** Fits need answerable questions about two documents at least, and impossible ones. */
function requireEnough(collections: readonly Collection[]): void {
  const cases = collections.flatMap(({ sets }) => sets.flatMap((set) => set.cases));
  const answerable = cases.filter(({ kind }) => kind === 'answerable');
  if (new Set(answerable.map(({ document }) => document)).size < 2) {
    throw new EvalSetError(
      'The sets have answerable questions about fewer than two documents: nothing can be asked where its document is missing. Give --eval a folder with more (README, "Calibration").',
    );
  }
  if (!cases.some(({ kind }) => kind === 'impossible')) {
    throw new EvalSetError(
      'The sets have no impossible questions ("impossible": true), so it can\'t be learnt which ones are answered. Give --eval a folder that has some (README, "Calibration").',
    );
  }
}

/** Tells now and then how many questions were asked. */
function counter(stream: NodeJS.WriteStream): () => void {
  let asked = 0;
  return () => {
    asked += 1;
    if (asked % 1000 === 0) stream.write(`Asked ${asked} questions\n`);
  };
}
