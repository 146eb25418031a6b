import { parseArgs } from 'node:util';

/** What `npm run calibrate` was told. */
export interface CalibrateOptions {
  /** As EMBEDDING_MODEL; undefined: the one of the settings. */
  readonly model: string | undefined;
  /** Folders of labelled questions, as for `npm run eval`. */
  readonly folders: readonly string[];
  /** Where the calibration goes; undefined: into the model's folder. */
  readonly out: string | undefined;
  /** Measure the model's mean token vectors anew, though it has some. */
  readonly tokenMeans: boolean;
  /** Show what each sign adds. */
  readonly ablate: boolean;
}

export const CALIBRATE_USAGE = `Usage: npm run calibrate -- --eval FOLDER [--eval FOLDER …] [--model ID] [--out FILE]
                            [--token-means] [--ablate]

  --eval FOLDER   labelled questions, as for npm run eval: answerable ones about several
                  documents, impossible ones, and best some in other languages; foreign
                  ones are had by asking them where their document is missing
  --model ID      a folder below the models folder (default: EMBEDDING_MODEL)
  --out FILE      where the calibration goes (default: calibration.json in the model's folder)
  --token-means   measure the model's mean token vectors anew; its libraries are then
                  built anew as well
  --ablate        show what each sign adds, and each that is left out would add
`;

/** What the arguments mean, or why they can't be understood. */
export function parseCalibrateOptions(
  args: readonly string[],
): CalibrateOptions | { readonly mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        eval: { type: 'string', multiple: true },
        model: { type: 'string' },
        out: { type: 'string' },
        'token-means': { type: 'boolean' },
        ablate: { type: 'boolean' },
      },
    });
    const { eval: folders = [], model, out, ablate = false } = values;
    if (folders.length === 0) return { mistake: 'Which questions is it to be fitted to?' };
    return { model, folders, out, ablate, tokenMeans: values['token-means'] ?? false };
  } catch (cause) {
    return { mistake: cause instanceof Error ? cause.message : String(cause) };
  }
}
