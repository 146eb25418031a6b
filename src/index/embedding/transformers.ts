import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AutoModel, AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import type { InferenceSession } from 'onnxruntime-node';
import { ModelUnusableError } from './model-errors.ts';
import { weightsFile } from './model-files.ts';
import type { ModelManifest } from './model-manifest.ts';
import { createSessionsFrom, onnxRuntime } from './onnx-runtime.ts';
import { PieceTable } from './piece-table.ts';
import type { PassOutput } from './pooling.ts';
import type { TokenModel } from './text-embedder.ts';
import { Unigram } from './unigram.ts';
import { readUnigramFile, type UnigramFile } from './unigram-file.ts';

/** A model's tokenizer is loaded before its weights, which wait until they are verified. */
export type Tokenizer = Pick<TokenModel, 'tokenize' | 'around' | 'rarity'>;

/** Where a model is: its id is the path of its folder below `modelsDir`. */
export interface ModelPlace {
  readonly modelsDir: string;
  readonly id: string;
}

/** Loads the tokenizer of a model from its folder. Nothing is ever downloaded or taken from a cache. */
export async function loadTokenizer({ modelsDir, id }: ModelPlace): Promise<Tokenizer> {
  const file = path.join(modelsDir, id, TOKENIZER_FILE);
  const json = await readFile(file).catch(() => undefined); // the library says what is missing
  const unigram = json && readUnigramFile(json.toString());
  stayLocal(modelsDir, unigram?.rest);
  const tokenizer = await AutoTokenizer.from_pretrained(id, LOCAL_ONLY);
  const forbidden = unigram ? withUnigram(tokenizer, unigram) : asPlainText(tokenizer);
  const encode = (text: string) => tokenizer.encode(text, null, { add_special_tokens: false });
  return {
    tokenize: (text) => encode(text).map((id) => (forbidden.has(id) ? tokenizer.unk_token_id : id)),
    around: specialTokensAround(tokenizer, encode),
    rarity: unigram && rarityOf(unigram.pieces.scores, tokenizer),
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

const TOKENIZER_FILE = 'tokenizer.json';

/** @param tokenizerJson what the library reads in place of the tokenizer's file, if anything */
function stayLocal(modelsDir: string, tokenizerJson: string | undefined): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.localModelPath = path.resolve(modelsDir) + path.sep;
  env.useCustomCache = true;
  env.customCache = {
    match: (file: string) => Promise.resolve(inPlaceOf(file, tokenizerJson)),
    put: () => Promise.resolve(),
  };
}

/** The library reads no weights either: the runtime does (see `createSessionsFrom`). */
function inPlaceOf(file: string, tokenizerJson: string | undefined): Response | undefined {
  if (file.endsWith('.onnx')) return new Response();
  if (tokenizerJson === undefined || path.basename(file) !== TOKENIZER_FILE) return undefined;
  return new Response(tokenizerJson);
}

/**
 * Makes `</s>`, `<mask>`, `[SEP]` and their like plain text: documents and questions may hold them.
 *
 * @returns the ids that no text may have: a last guard, for tokenizers of other kinds.
 */
function asPlainText(tokenizer: PreTrainedTokenizer): ReadonlySet<number> {
  Object.assign(tokenizer, { added_tokens: [], added_tokens_regex: null });
  return new Set(tokenizer.all_special_ids.filter((id) => id !== tokenizer.unk_token_id));
}

/**
 * Puts our own model of pieces in the place of the library's, of whose vocabulary it read next to nothing; what it does
 * with a text before (white space, compatible forms) and after (special tokens around it) stays.
 *
 * Its "tokens" are ids from the start, but for the special tokens, which it puts around a text by name.
 */
function withUnigram(
  tokenizer: PreTrainedTokenizer,
  { pieces, unknownId }: UnigramFile,
): ReadonlySet<number> {
  const special = new Map(tokenizer.added_tokens.map(({ content, id }) => [content, id]));
  const unigram = new Unigram(new PieceTable(pieces), unknownId, [...special.keys()]);
  const idOf = (token: string | number) =>
    typeof token === 'number' ? token : (special.get(token) ?? unknownId);
  const model = Object.assign((words: readonly string[]) => unigram.encode(words), {
    convert_tokens_to_ids: (tokens: readonly (string | number)[]) => tokens.map(idOf),
  });
  Object.assign(tokenizer, { model });
  return asPlainText(tokenizer);
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
function rarityOf(scores: Float64Array, tokenizer: PreTrainedTokenizer): TokenModel['rarity'] {
  const special = new Set(tokenizer.all_special_ids);
  return (id) => (special.has(id) ? 0 : FREQUENT / (FREQUENT + Math.exp(scores[id] ?? 0)));
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
