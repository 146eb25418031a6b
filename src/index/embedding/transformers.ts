import path from 'node:path';
import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedTokenizer,
  TokenizerModel,
} from '@xenova/transformers';
import type { InferenceSession } from 'onnxruntime-node';
import { ModelUnusableError } from './model-errors.ts';
import { weightsFile } from './model-files.ts';
import type { ModelManifest } from './model-manifest.ts';
import { createSessionsFrom, onnxRuntime } from './onnx-runtime.ts';
import { pieceSearch } from './piece-search.ts';
import type { PassOutput } from './pooling.ts';
import type { TokenModel } from './text-embedder.ts';

/** A model's tokenizer is loaded before its weights, which wait until they are verified. */
export type Tokenizer = Pick<TokenModel, 'tokenize' | 'around' | 'rarity'>;

/** Where a model is: its id is the path of its folder below `modelsDir`. */
export interface ModelPlace {
  readonly modelsDir: string;
  readonly id: string;
}

/** Loads the tokenizer of a model from its folder. Nothing is ever downloaded or taken from a cache. */
export async function loadTokenizer({ modelsDir, id }: ModelPlace): Promise<Tokenizer> {
  stayLocal(modelsDir);
  const restore = withoutPieceTree();
  const tokenizer = await AutoTokenizer.from_pretrained(id, LOCAL_ONLY).finally(restore);
  const forbidden = asPlainText(tokenizer);
  const encode = (text: string) => tokenizer.encode(text, null, { add_special_tokens: false });
  return {
    tokenize: (text) => encode(text).map((id) => (forbidden.has(id) ? tokenizer.unk_token_id : id)),
    around: specialTokensAround(tokenizer, encode),
    rarity: rarityOf(tokenizer),
  };
}

/**
 * Loads the weights of a model beside its tokenizer.
 *
 * @throws ModelUnusableError when the network is no text encoder or doesn't fit its manifest.
 */
export async function loadTokenModel(
  place: ModelPlace,
  tokenizer: Tokenizer,
  manifest: ModelManifest,
): Promise<TokenModel> {
  const { config, session } = await loadNetwork(place, manifest);
  const positions: unknown = Reflect.get(config, 'max_position_embeddings');
  if (typeof positions === 'number' && positions < manifest.maxTokens) {
    throw new ModelUnusableError(
      `The manifest of ${place.id} says ${manifest.maxTokens} tokens, its network takes ${positions}. Mend maxTokens in manifest.json and its line in SHA256SUMS.`,
    );
  }
  const run = (ids: readonly number[]) => runSession(session, ids);
  const model = { ...tokenizer, run };
  await requireDimensions(model, place.id, manifest);
  return model;
}

const LOCAL_ONLY = { local_files_only: true };

function stayLocal(modelsDir: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.localModelPath = path.resolve(modelsDir) + path.sep;
  env.useCustomCache = true;
  env.customCache = WITHOUT_WEIGHTS;
}

/** Keeps the library from reading the weights: the runtime reads them itself (see `createSessionsFrom`). */
const WITHOUT_WEIGHTS = {
  match: (file: string) => Promise.resolve(file.endsWith('.onnx') ? new Response() : undefined),
  put: () => Promise.resolve(),
};

/**
 * Keeps the library from building its tree of pieces, which `asPlainText` replaces.
 *
 * @returns what undoes it.
 */
function withoutPieceTree(): () => void {
  const smallest = { type: 'Unigram', vocab: [['<unk>', 0]], unk_id: 0 };
  const tree: unknown = Reflect.get(TokenizerModel.fromConfig(smallest, {}), 'trie');
  const prototype = Object.getPrototypeOf(tree) as object;
  const extend = Object.getOwnPropertyDescriptor(prototype, 'extend') ?? {};
  Object.defineProperty(prototype, 'extend', { ...extend, value: () => undefined });
  return () => void Object.defineProperty(prototype, 'extend', extend);
}

/**
 * Makes `</s>`, `<mask>`, `[SEP]` and their like plain text: documents and questions may hold them.
 *
 * @returns the ids that no text may have: a last guard, for tokenizers of other kinds.
 */
function asPlainText(tokenizer: PreTrainedTokenizer): ReadonlySet<number> {
  const special = new Set(tokenizer.added_tokens.map(({ content }) => content));
  Object.assign(tokenizer, { added_tokens: [], added_tokens_regex: null });
  if ('trie' in tokenizer.model) {
    Object.assign(tokenizer.model, { trie: pieceSearch(tokenizer.model.tokens_to_ids, special) });
  }
  return new Set(tokenizer.all_special_ids.filter((id) => id !== tokenizer.unk_token_id));
}

function specialTokensAround(
  tokenizer: PreTrainedTokenizer,
  encode: (text: string) => readonly number[],
): TokenModel['around'] {
  const word = encode('a');
  const whole = tokenizer.encode('a');
  const start = whole.findIndex((_, place) =>
    word.every((id, offset) => whole[place + offset] === id),
  );
  return { before: whole.slice(0, start), after: whole.slice(start + word.length) };
}

/** Smooth inverse frequency's constant; the paper recommends 1e-4 to 1e-3. */
const FREQUENT = 1e-3;

/**
 * Smooth inverse frequency, a / (a + p), of tokens by their probability p, whose logarithm a unigram tokenizer carries:
 * it costs nothing and is the same in every library. Other tokenizers know no frequencies.
 */
function rarityOf(tokenizer: PreTrainedTokenizer): TokenModel['rarity'] {
  const scores: unknown = Reflect.get(tokenizer.model, 'scores');
  if (!Array.isArray(scores)) return undefined;
  const special = new Set(tokenizer.all_special_ids);
  const likely = (id: number) => Math.exp(Number(scores[id] ?? 0));
  return (id) => (special.has(id) ? 0 : FREQUENT / (FREQUENT + likely(id)));
}

interface Network {
  readonly config: object;
  readonly session: InferenceSession;
}

async function loadNetwork(
  { modelsDir, id }: ModelPlace,
  manifest: ModelManifest,
): Promise<Network> {
  createSessionsFrom(path.join(modelsDir, id, weightsFile(manifest)));
  const options = { ...LOCAL_ONLY, quantized: manifest.quantised };
  return (await AutoModel.from_pretrained(id, options)) as unknown as Network;
}

/**
 * The session is called without the library's wrapper, which prints the token ids, so the text, when a pass fails.
 */
async function runSession(session: InferenceSession, ids: readonly number[]): Promise<PassOutput> {
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => [name, inputTensor(name, ids)]),
  );
  const outputs = await session.run(feeds);
  const output = outputs['last_hidden_state'] ?? outputs['token_embeddings'];
  const dimensions = output?.dims[2];
  if (!(output?.data instanceof Float32Array) || dimensions === undefined) {
    throw new ModelUnusableError(
      'The network has no output "last_hidden_state": it is no text encoder.',
    );
  }
  return { values: output.data, dimensions };
}

function inputTensor(
  name: string,
  ids: readonly number[],
): InferenceSession.OnnxValueMapType[string] {
  const values = new BigInt64Array(ids.length);
  if (name === 'input_ids') ids.forEach((id, place) => (values[place] = BigInt(id)));
  else if (name === 'attention_mask') values.fill(1n);
  else if (name !== 'token_type_ids') {
    throw new ModelUnusableError(`The network wants an input "${name}": it is no text encoder.`);
  }
  return new onnxRuntime.Tensor('int64', values, [1, ids.length]);
}

/** The first pass, which also makes the runtime take its memory before the first question. */
async function requireDimensions(
  model: TokenModel,
  id: string,
  manifest: ModelManifest,
): Promise<void> {
  const { dimensions } = await model.run([...model.around.before, ...model.around.after]);
  if (dimensions === manifest.dimensions) return;
  throw new ModelUnusableError(
    `The manifest of ${id} says ${manifest.dimensions} dimensions, its network gives ${dimensions}. Mend dimensions in manifest.json and its line in SHA256SUMS.`,
  );
}
