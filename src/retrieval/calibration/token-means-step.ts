import type { TokenMeasure } from '../../index/documents/read-document.ts';
import { readFolder } from '../../index/documents/read-folder.ts';
import { loadAddOn } from '../../index/embedding/addon-gate.ts';
import { measureTokenMeans, writeTokenMeans } from '../../index/embedding/measure-token-means.ts';
import { openModelFolder, verifyModelFiles } from '../../index/embedding/model-files.ts';
import { readTokenMeans } from '../../index/embedding/token-means.ts';
import {
  loadTokenizer,
  loadTokenModel,
  type Tokenizer,
} from '../../index/embedding/transformers.ts';
import type { EvalFolder } from '../eval/eval-folder.ts';

/** The model, and whether its means are to be measured though it has some. */
export interface TokenMeansStep {
  readonly modelsDir: string;
  readonly modelId: string;
  readonly maxFileBytes: number;
  readonly anew: boolean;
}

/** Questions and sentences that are measured: means change little beyond a few hundred. */
const MOST_TEXTS = 2000;

/**
 * Measures a model's mean token vectors over the sets' questions and the sentences of their documents, and writes them into
 * its folder, unless it has some. In this thread, before another one has the model.
 *
 * @returns whether they were measured
 * @throws what openModelFolder, verifyModelFiles and readFolder throw
 */
export async function measureMissingTokenMeans(
  { modelsDir, modelId, maxFileBytes, anew }: TokenMeansStep,
  folders: readonly EvalFolder[],
): Promise<boolean> {
  const model = await openModelFolder(modelsDir, modelId);
  if (!anew && (await readTokenMeans(model)) !== undefined) return false;
  await verifyModelFiles(model);
  loadAddOn();
  const place = { modelsDir, id: modelId };
  const tokenizer = await loadTokenizer(place);
  const passages: string[] = [];
  for (const documentsDir of new Set(folders.map((folder) => folder.documentsDir))) {
    passages.push(...(await sentencesBelow(documentsDir, maxFileBytes, tokenizer)));
  }
  const questions = folders.flatMap(({ set }) => set.questions.map(({ question }) => question));
  const loaded = await loadTokenModel(place, tokenizer, model.manifest);
  const means = await measureTokenMeans(loaded, model.manifest, {
    questions: spread(questions),
    passages: spread(passages),
  });
  await writeTokenMeans(model, means);
  return true;
}

async function sentencesBelow(
  documentsDir: string,
  maxFileBytes: number,
  tokenizer: Tokenizer,
): Promise<string[]> {
  const measure: TokenMeasure = {
    passageTokens: 400,
    countTokens: (texts) =>
      Promise.resolve(texts.map((text) => tokenizer.tokenize(text.slice(0, 2000)).length)),
  };
  const sentences: string[] = [];
  for await (const outcome of readFolder(documentsDir, { maxFileBytes, measure })) {
    if (outcome.kind !== 'read') continue;
    const { text, sentences: spans } = outcome.document;
    sentences.push(...spans.map(({ start, end }) => text.slice(start, end)));
  }
  return sentences;
}

/** At most so many of them, evenly. */
function spread(texts: readonly string[]): string[] {
  const step = Math.max(1, texts.length / MOST_TEXTS);
  return texts.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
}
