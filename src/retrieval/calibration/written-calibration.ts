import type { Embedder } from '../../index/embedding/embedder.ts';
import type { EvalFolder } from '../eval/eval-folder.ts';
import type { Calibrated } from './calibrate-report.ts';
import type { CalibrationFile } from './calibration.ts';
import type { Collection } from './gather.ts';
import { reliabilityOf } from './judge.ts';

/** What a calibration was made of. */
export interface Made {
  readonly embedder: Pick<Embedder, 'model'>;
  readonly folders: readonly Pick<EvalFolder, 'name' | 'sha256' | 'set'>[];
  readonly collections: readonly Collection[];
}

/** A calibration as it is read again: JSON. */
export function writtenCalibration(calibrated: Calibrated, made: Made): string {
  const { ranking, onSubject, answered, thresholds, judgements } = calibrated;
  const { id, sha256 } = made.embedder.model;
  const file: CalibrationFile = {
    format: 1,
    model: { id, sha256 },
    date: new Date().toISOString().slice(0, 10),
    command: `npm run calibrate -- ${made.folders.map(({ name }) => `--eval ${name}`).join(' ')}`,
    data: made.folders.map((folder) => factsOf(folder, made.collections)),
    ranking: ranking.whole,
    onSubject: onSubject.whole,
    answered: answered.whole,
    thresholds,
    reliability: reliabilityOf(judgements),
  };
  return `${JSON.stringify(file, rounded, 2)}\n`;
}

/** Digits beyond these change nothing, and differ between processors. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}

function factsOf(
  { name, sha256, set }: Made['folders'][number],
  collections: Made['collections'],
): CalibrationFile['data'][number] {
  const collection = collections.find(({ sets }) => sets.some((one) => one.name === name));
  const documents = collection?.library.documents.length ?? 0;
  return { set: name, sha256, documents, questions: set.questions.length };
}
