import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { embeddedParts } from './embedded-text.ts';
import { CHECKSUMS_FILE, type ModelFolder } from './model-files.ts';
import type { TokenModel } from './text-embedder.ts';
import { TOKEN_MEANS_FILE } from './token-means.ts';
import type { TokenMeans } from './token-vectors.ts';

/** Texts whose tokens stand for those of all texts: a few hundred sentences of any language will do. */
export interface MeasuredTexts {
  readonly questions: readonly string[];
  readonly passages: readonly string[];
}

/**
 * Measures a model's mean token vectors: of the texts' own tokens, prefixes and special tokens left out.
 *
 * @throws RangeError when there are no questions or no passages with tokens
 */
export async function measureTokenMeans(
  model: TokenModel,
  manifest: ModelFolder['manifest'],
  { questions, passages }: MeasuredTexts,
): Promise<TokenMeans> {
  const measure = (texts: readonly string[], prefix: string) =>
    meanOf(model, texts, { prefix: prefix.trimEnd(), maxTokens: manifest.maxTokens });
  return {
    question: await measure(questions, manifest.questionPrefix),
    passage: await measure(passages, manifest.passagePrefix),
  };
}

async function meanOf(
  model: TokenModel,
  texts: readonly string[],
  { prefix, maxTokens }: { readonly prefix: string; readonly maxTokens: number },
): Promise<number[]> {
  const opening = [...model.around.before, ...tokensOf(model, prefix)];
  const room = maxTokens - opening.length - model.around.after.length;
  let sums = new Float64Array();
  let count = 0;
  for (const text of texts) {
    const ids = tokensOf(model, text).slice(0, room);
    const { values, dimensions } = await model.run([...opening, ...ids, ...model.around.after]);
    if (count === 0) sums = new Float64Array(dimensions);
    const end = (opening.length + ids.length) * dimensions;
    for (let place = opening.length * dimensions; place < end; place += 1) {
      const axis = place % dimensions;
      sums[axis] = (sums[axis] ?? 0) + (values[place] ?? 0);
    }
    count += ids.length;
  }
  if (count === 0) throw new RangeError('No text has a token to be measured');
  return Array.from(sums, (sum) => Number((sum / count).toFixed(5)));
}

function tokensOf(model: TokenModel, text: string): number[] {
  return embeddedParts(text).flatMap((part) => model.tokenize(part));
}

/** Makes the means the model's own: it is another model from then on, and libraries are built anew for it. */
export async function writeTokenMeans({ folder }: ModelFolder, means: TokenMeans): Promise<void> {
  const json = `${JSON.stringify(means)}\n`;
  await writeFile(path.join(folder, TOKEN_MEANS_FILE), json);
  const sums = await readFile(path.join(folder, CHECKSUMS_FILE), 'utf8');
  const others = sums
    .split('\n')
    .filter((line) => line !== '' && !line.trimEnd().endsWith(TOKEN_MEANS_FILE));
  const sha256 = createHash('sha256').update(json).digest('hex');
  const lines = [...others, `${sha256}  ${TOKEN_MEANS_FILE}`];
  await writeFile(path.join(folder, CHECKSUMS_FILE), `${lines.join('\n')}\n`);
}
