import type { TelegramResponseParameters } from '@gramio/types';

/** A file sent in a request of its own part. */
export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** How a request ended. `lost`: no whole reply reached the bot; `committed` tells whether it took effect. */
export type CallOutcome =
  | { readonly kind: 'ok'; readonly result: unknown }
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly description: string;
      readonly parameters?: TelegramResponseParameters;
    }
  | { readonly kind: 'lost'; readonly committed: boolean };

/** One request of the bot. */
export interface Call {
  readonly id: number;
  /** As the Bot API spells it, whatever the case in the request. */
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** When it arrived, by the simulator's clock (ms). */
  readonly at: number;
  /** Aborted when the bot hangs up. */
  readonly hungUp: AbortSignal;
  outcome: CallOutcome | undefined;
}
