import type { PassageText, PassageVectors, QuestionVectors } from './embedder.ts';
import type { SharedMemory } from './embedding-thread.ts';
import type { TextEmbedderSettings } from './text-embedder.ts';
import type { ModelPlace } from './transformers.ts';

/** What the worker is started with. */
export interface WorkerStart extends SharedMemory {
  readonly place: ModelPlace;
  readonly settings: TextEmbedderSettings;
}

/** One piece of work. The texts to count are parts: small enough for a tokenizer. */
export type EmbeddingTask =
  | { readonly kind: 'count'; readonly parts: readonly string[] }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'passage'; readonly passage: PassageText };

/** To the worker. `verified`: the weights are the right ones and may be loaded. Then tasks, one at a time. */
export type ToWorker = { readonly kind: 'verified' } | EmbeddingTask;

/** From the worker. `at-gate` first: it waits to load the add-on; `loaded` or `unusable` once, then one of the others for each task. */
export type FromWorker =
  | { readonly kind: 'at-gate' }
  | { readonly kind: 'loaded'; readonly passageTokens: number }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'counted'; readonly counts: readonly number[] }
  | { readonly kind: 'question'; readonly vectors: QuestionVectors }
  | { readonly kind: 'passage'; readonly vectors: PassageVectors }
  | { readonly kind: 'too-long'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };
