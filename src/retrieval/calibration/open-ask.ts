import type { Embedder } from '../../index/embedding/embedder.ts';
import type { UseLibrary } from '../../index/library/library.ts';
import type { Ask } from '../answer.ts';
import { createAsk } from '../ask.ts';
import { readCalibration, uncalibratedAdvice } from './read-calibration.ts';

interface OpenAskParts {
  readonly useLibrary: UseLibrary;
  readonly embedder: Embedder;
  /** Told a sentence for the operator where the model is not calibrated. */
  readonly onUncalibrated?: (advice: string) => void;
}

/**
 * Puts retrieval together with the calibration of the model.
 *
 * @throws CalibrationError
 */
export async function openAsk(modelsDir: string, parts: OpenAskParts): Promise<Ask> {
  const { useLibrary, embedder, onUncalibrated } = parts;
  const calibration = await readCalibration(modelsDir, embedder.model);
  if (calibration.state === 'uncalibrated') onUncalibrated?.(uncalibratedAdvice(embedder.model));
  return createAsk({ useLibrary, embedder, calibration });
}
