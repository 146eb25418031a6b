import type { EmbeddingModel } from '../../index/embedding/embedder.ts';
import { borrowed, type Calibration, calibrated, isFor, parseCalibration } from './calibration.ts';
import written from './multilingual-e5-small.json' with { type: 'json' };

/** Read as any other file would be: it may be behind the code. */
const shipped = parseCalibration(
  JSON.stringify(written),
  'src/retrieval/calibration/multilingual-e5-small.json',
);

/** Of the model that ships with the project. */
export const SHIPPED_CALIBRATION = calibrated(shipped);

/** The shipped calibration where it is for this model, else the one for models that nothing is known of. */
export function shippedCalibration(model: Pick<EmbeddingModel, 'sha256'>): Calibration {
  return isFor(shipped, model) ? SHIPPED_CALIBRATION : borrowed(SHIPPED_CALIBRATION);
}
