import type { EmbeddingModel, PassageText, PassageVectors } from './embedder.ts';
import type { ModelPlace } from './transformers.ts';

/** What a helping process is started with, as its argument in JSON. */
export interface HelperStart {
  readonly place: ModelPlace;
  /** Of the model that the others use: a helper with another one must not help. */
  readonly sha256: EmbeddingModel['sha256'];
}

/** To the process: passages, answered one after the other. */
export type ToHelper = PassageText;

/** From the process: `ready` once, then one of the others for each passage. It ends where the model can't be loaded. */
export type FromHelper =
  | { readonly kind: 'ready' }
  | { readonly kind: 'passage'; readonly vectors: PassageVectors }
  | { readonly kind: 'too-long'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };
