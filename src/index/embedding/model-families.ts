import type { ModelManifest } from './model-manifest.ts';

/** How the texts of a family of models are embedded, as its model cards tell. */
type FamilyManner = Pick<ModelManifest, 'questionPrefix' | 'passagePrefix' | 'pooling'> & {
  /** Where the model was trained on fewer tokens than its network takes. */
  readonly maxTokens?: number;
};

interface Family {
  readonly name: string;
  /** Matched against the model's name without its owner, in lower case. */
  readonly pattern: RegExp;
  readonly manner: FamilyManner;
}

const NO_PREFIX = { questionPrefix: '', passagePrefix: '' };

/** In this order: the first that matches counts, so exceptions stand before their family. */
const FAMILIES: readonly Family[] = [
  {
    // "Each query must come with a one-sentence instruction"; documents without. Model card of multilingual-e5-large-instruct.
    name: 'e5 instruct',
    pattern: /^multilingual-e5-.*instruct/,
    manner: {
      questionPrefix: 'Instruct: Given a question, retrieve passages that answer it\nQuery: ',
      passagePrefix: '',
      pooling: 'mean',
    },
  },
  {
    // Model cards of e5-small-v2 and multilingual-e5-small: average_pool, "query: " and "passage: ".
    name: 'e5',
    pattern: /^(multilingual-)?e5-(small|base|large)/,
    manner: { questionPrefix: 'query: ', passagePrefix: 'passage: ', pooling: 'mean' },
  },
  {
    // FlagEmbedding's list of models: no instruction for bge-m3.
    name: 'bge m3',
    pattern: /^bge-m3/,
    manner: { ...NO_PREFIX, pooling: 'cls' },
  },
  {
    // FlagEmbedding's list of models: the instruction of the Chinese ones, for questions only.
    name: 'bge zh',
    pattern: /^bge-.*-zh/,
    manner: {
      questionPrefix: '为这个句子生成表示以用于检索相关文章：',
      passagePrefix: '',
      pooling: 'cls',
    },
  },
  {
    // FlagEmbedding's list of models: the instruction of the English ones, for questions only.
    name: 'bge',
    pattern: /^bge-/,
    manner: {
      questionPrefix: 'Represent this sentence for searching relevant passages: ',
      passagePrefix: '',
      pooling: 'cls',
    },
  },
  {
    // Model cards of thenlper/gte-small, -base and -large: average_pool, no prefix.
    name: 'gte',
    pattern: /^gte-(tiny|small|base|large)$/,
    manner: { ...NO_PREFIX, pooling: 'mean' },
  },
  {
    // Model cards of gte-*-zh, gte-*-en-v1.5, gte-multilingual-base: last_hidden_state[:, 0], no prefix.
    name: 'gte zh, v1.5 and multilingual',
    pattern: /^gte-/,
    manner: { ...NO_PREFIX, pooling: 'cls' },
  },
  {
    // sentence_bert_config.json of multi-qa-MiniLM-L6-cos-v1: 512.
    name: 'multi-qa MiniLM',
    pattern: /^multi-qa-minilm/,
    manner: { ...NO_PREFIX, pooling: 'mean', maxTokens: 512 },
  },
  {
    // sentence_bert_config.json of all-MiniLM-L12-v2 and of the paraphrase models: 128.
    name: 'MiniLM L12 and paraphrase MiniLM',
    pattern: /^(paraphrase-.*minilm|all-minilm-l12)/,
    manner: { ...NO_PREFIX, pooling: 'mean', maxTokens: 128 },
  },
  {
    // sentence_bert_config.json of all-MiniLM-L6-v2: 256. Its tokenizer_config.json says 512.
    name: 'MiniLM',
    pattern: /minilm/,
    manner: { ...NO_PREFIX, pooling: 'mean', maxTokens: 256 },
  },
];

/** What a model's own files tell, as `config.json` and `tokenizer_config.json` of the hub are parsed. */
export interface ModelFacts {
  /** `owner/name` of the hub. */
  readonly id: string;
  readonly licence: string;
  /** Of each token vector. */
  readonly dimensions: number;
  /** Most tokens of a pass that network and tokenizer take, special tokens included. */
  readonly maxTokens: number;
  readonly quantised: boolean;
}

/** The manifest of a model of a known family; undefined for others: a wrong prefix would ruin answers without a trace. */
export function manifestOf(facts: ModelFacts): ModelManifest | undefined {
  const name = facts.id.slice(facts.id.indexOf('/') + 1).toLowerCase();
  const family = FAMILIES.find(({ pattern }) => pattern.test(name));
  if (family === undefined) return undefined;
  const { maxTokens: trainedTokens = Infinity, ...manner } = family.manner;
  return {
    format: 1,
    ...manner,
    normalise: true,
    // A mean over tokens means nothing where the first token's vector was trained to stand for the text.
    sentenceVectors: manner.pooling === 'cls' ? 'own' : 'pooled',
    maxTokens: Math.min(facts.maxTokens, trainedTokens),
    dimensions: facts.dimensions,
    quantised: facts.quantised,
    base: { model: facts.id, licence: facts.licence },
  };
}

/** Names of the families whose manifests are known. */
export function knownFamilies(): readonly string[] {
  return FAMILIES.map(({ name }) => name);
}
