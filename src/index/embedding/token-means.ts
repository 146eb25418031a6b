import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelFileError } from './model-errors.ts';
import type { ModelFolder } from './model-files.ts';
import type { TokenMeans } from './token-vectors.ts';

/** Where a model's folder has its mean token vectors. */
export const TOKEN_MEANS_FILE = 'token-means.json';

/**
 * Reads a model's mean token vectors.
 *
 * @returns undefined for a model whose checksums don't list them: it works without token vectors.
 * @throws ModelFileError when the file is listed and missing, changed or of other dimensions.
 */
export async function readTokenMeans(model: ModelFolder): Promise<TokenMeans | undefined> {
  const expected = model.checksums.get(TOKEN_MEANS_FILE);
  if (expected === undefined) return undefined;
  const file = path.join(model.folder, TOKEN_MEANS_FILE);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new ModelFileError(`${file} can't be read. ${ADVICE}`, { cause });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== expected) {
    throw new ModelFileError(`${file} is not the file that the checksums tell. ${ADVICE}`);
  }
  const mean = z.array(z.number()).length(model.manifest.dimensions);
  const outcome = z.strictObject({ question: mean, passage: mean }).safeParse(parsed(bytes));
  if (outcome.success) return outcome.data;
  throw new ModelFileError(`${file} has other dimensions than the model's manifest. ${ADVICE}`);
}

const ADVICE = 'Restore it as it came with the model.';

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
