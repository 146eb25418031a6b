import type { Embedder, PassageText, PassageVectors } from '../embedding/embedder.ts';
import type { BuildProgress } from './build-library.ts';
import type { EmbeddingCache } from './embedding-cache.ts';
import { embeddingKey, passageText, type Texts } from './passage-text.ts';
import type { OpenBuild } from './open-build.ts';
import { inOrder } from './in-order.ts';
import { keepPace } from './pace.ts';
import { type KnownSentence, type KnownVectors, previousVectors } from './previous-vectors.ts';
import { growTable } from './table.ts';
import { type LibraryTables, TOKEN_COLUMNS, cell } from './tables.ts';
import type { TokenPlace, TokenWriter } from './token-file.ts';
import type { VectorFile } from './vector-file.ts';

export interface EmbedReport {
  /** Passages that the model was asked for. */
  readonly embedded: number;
  /** Passages whose vectors were there: from the previous build or from one that broke off. */
  readonly reused: number;
}

export interface Embedded extends EmbedReport {
  /** A row for each sentence vector, as `owners`. */
  readonly tokenPlaces: LibraryTables['tokenPlaces'];
}

export interface EmbedRequest {
  readonly embedder: Embedder;
  readonly tables: Omit<LibraryTables, 'tokenPlaces'>;
  readonly texts: Texts;
  readonly cache: EmbeddingCache;
  readonly previous: OpenBuild | undefined;
  readonly vectors: VectorFile;
  readonly tokens: TokenWriter;
  readonly onProgress: (progress: BuildProgress) => void;
}

/** Passages under way at a time: two for each of eight threads with the model, which never wait for the next; some MB. */
const UNDER_WAY = 16;

/** A sentence's vector that is wanted: its number in the passage, and its label. */
interface Wanted {
  readonly ordinal: number;
  readonly label: number;
}

/** Fills the file of vectors. Each passage is embedded at most once, and not at all where its vectors are known. */
export async function embedPassages(request: EmbedRequest): Promise<Embedded> {
  const { tables, texts, vectors, tokens, onProgress } = request;
  const total = tables.passageCount;
  const wanted = wantedVectors(tables);
  const source = await vectorSource(request);
  const places: TokenPlace[] = [];
  const pace = keepPace();
  const find = (position: number) =>
    source.find(passageText(texts, position), wanted[position] ?? []);
  await inOrder({ count: total, ahead: UNDER_WAY }, find, async (found, position) => {
    vectors.write(position, found.passage);
    for (const { ordinal, label } of wanted[position] ?? []) {
      const sentence = sentenceVectors(found, ordinal);
      vectors.write(label, sentence.vector);
      places[label - total] = tokens.append(sentence.tokens);
    }
    onProgress({ phase: 'embed', done: position + 1, total });
    await pace();
  });
  return { ...source.report(), tokenPlaces: tableOf(places) };
}

function tableOf(places: readonly TokenPlace[]): LibraryTables['tokenPlaces'] {
  const table = growTable(TOKEN_COLUMNS);
  for (const place of places) table.add({ ...place });
  return table.finish();
}

/** By passage: the sentences whose vectors it is to give. */
function wantedVectors({ passageCount, owners }: EmbedRequest['tables']): readonly Wanted[][] {
  const wanted: Wanted[][] = Array.from({ length: passageCount }, () => []);
  for (let row = 0; row < owners.rows; row += 1) {
    const passage = cell(owners.columns.passage, row);
    const ordinal = cell(owners.columns.ordinal, row);
    wanted[passage]?.push({ ordinal, label: passageCount + row });
  }
  return wanted;
}

/** Where vectors come from: the previous build, a build that broke off, else the model. */
async function vectorSource({ embedder, cache, previous }: EmbedRequest) {
  const previousOf = await previousVectors(previous);
  const underWay = new Map<string, Promise<PassageVectors>>();
  let embedded = 0;
  let reused = 0;

  return {
    report: (): EmbedReport => ({ embedded, reused }),
    async find(text: PassageText, wanted: readonly Wanted[]): Promise<KnownVectors> {
      const key = embeddingKey(embedder.model, text);
      const known = previousOf(key) ?? cache.find(key);
      if (known !== undefined && wanted.every(({ ordinal }) => known.sentences[ordinal])) {
        reused += 1;
        return known;
      }
      return await (underWay.get(key) ?? embed(key, text));
    },
  };

  async function embed(key: string, text: PassageText): Promise<PassageVectors> {
    const answer = embedder.embedPassage(text);
    underWay.set(key, answer);
    try {
      const vectors = await answer;
      if (vectors.sentences.length !== text.sentences.length) {
        throw new RangeError(
          `${vectors.sentences.length} vectors for ${text.sentences.length} sentences`,
        );
      }
      cache.keep(key, vectors);
      embedded += 1;
      return vectors;
    } finally {
      underWay.delete(key);
    }
  }
}

function sentenceVectors(known: KnownVectors, ordinal: number): KnownSentence {
  const vectors = known.sentences[ordinal];
  if (vectors === undefined) throw new RangeError(`No vector for sentence ${ordinal} of a passage`);
  return vectors;
}
