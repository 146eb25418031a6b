import { z } from 'zod';
import type { EmbeddingModel } from '../../index/embedding/embedder.ts';
import { CalibrationError } from '../../index/embedding/model-errors.ts';
import { SIGNS, type Sign } from '../evidence.ts';
import { RANK_SIGNS, type RankWeights } from '../ranking.ts';

/** What scores and decisions hang on for one embedding model. Made by `npm run calibrate`. */
export interface Calibration {
  /** `uncalibrated`: borrowed from another model, so that probabilities only tell more from less. */
  readonly state: 'calibrated' | 'uncalibrated';
  readonly ranking: RankWeights;
  /** Is the question about what the documents are about? */
  readonly onSubject: LogOdds;
  /** Does the best sentence answer it, if it is? */
  readonly answered: LogOdds;
  readonly thresholds: Thresholds;
}

/**
 * Log-odds. Of `onSubject`: from `found` an answer is found, from `closest` it may be one, below there is nothing. Of
 * `answered`: from `answered` it is found, if it is at all.
 */
export interface Thresholds {
  readonly found: number;
  readonly closest: number;
  readonly answered: number;
}

/** A linear model of log-odds: what it starts from, and what each sign adds. */
export interface LogOdds {
  readonly intercept: number;
  readonly signs: Readonly<Record<Sign, number>>;
}

/** A number for each name, and for no other: a sign that one side doesn't know would be left out silently. */
function numbersFor<Name extends string>(names: readonly Name[]) {
  return z.strictObject(
    Object.fromEntries(names.map((name) => [name, z.number()])) as Record<Name, z.ZodNumber>,
  );
}

const logOddsShape = z.strictObject({ intercept: z.number(), signs: numbersFor(SIGNS) });
const share = z.number().min(0).max(1);

const bins = z.array(z.strictObject({ stated: share, observed: share, count: z.int().positive() }));

const fileShape = z.strictObject({
  format: z.literal(1),
  /** The model that it is for: one of other bytes needs another. */
  model: z.strictObject({ id: z.string(), sha256: z.string() }),
  date: z.iso.date(),
  command: z.string(),
  /** The labelled questions that it was fitted to, and the SHA-256 of their file. */
  data: z.array(
    z.strictObject({
      set: z.string(),
      sha256: z.string(),
      documents: z.int(),
      questions: z.int(),
    }),
  ),
  ranking: numbersFor(RANK_SIGNS),
  onSubject: logOddsShape,
  answered: logOddsShape,
  thresholds: z
    .strictObject({ found: z.number(), closest: z.number(), answered: z.number() })
    .refine(({ found, closest }) => found >= closest, '`found` is below `closest`'),
  /** Of what is said to be about `stated` probable, the share that is; each document judged by a fit without it. */
  reliability: z.strictObject({ onSubject: bins, answered: bins }),
});

/** A calibration as it is written: with what it was made of. */
export type CalibrationFile = Readonly<z.output<typeof fileShape>>;

/**
 * Reads a calibration.
 *
 * @param from where it comes from, for messages
 * @throws CalibrationError
 */
export function parseCalibration(json: string, from: string): CalibrationFile {
  let written: unknown;
  try {
    written = JSON.parse(json);
  } catch (cause) {
    throw new CalibrationError(`${from} is no JSON. ${ADVICE}`, { cause });
  }
  const outcome = fileShape.safeParse(written);
  if (outcome.success) return outcome.data;
  const mistakes = outcome.error.issues.map(({ path, message }) =>
    `  ${path.join('.')} ${message}`.trimEnd(),
  );
  throw new CalibrationError(
    `${from} is no calibration that this version knows:\n${mistakes.join('\n')}\n${ADVICE}`,
  );
}

const ADVICE =
  'Make it anew with "npm run calibrate" (README, "Calibration"), or restore it as it came with the project.';

/** Whether a calibration was made for these very files of a model. */
export function isFor(file: CalibrationFile, model: Pick<EmbeddingModel, 'sha256'>): boolean {
  return file.model.sha256 === model.sha256;
}

/** What is needed of a file to answer. */
export function calibrated(file: CalibrationFile): Calibration {
  const { ranking, onSubject, answered, thresholds } = file;
  return { state: 'calibrated', ranking, onSubject, answered, thresholds };
}

/**
 * What holds for a model that nothing is known of: another one's weights, and neither trust nor refusal. Every answer is
 * shown and said to be uncertain, since no threshold carries over from one model to another.
 */
export function borrowed(other: Calibration): Calibration {
  return {
    ...other,
    state: 'uncalibrated',
    thresholds: { found: Infinity, closest: -Infinity, answered: -Infinity },
  };
}
