import type { Claims } from './inbox/claims.ts';
import type { Store } from './inbox/store.ts';
import type { Ask } from '../retrieval/answer.ts';
import type { Examples } from '../retrieval/examples.ts';
import type { Reader } from '../retrieval/reading/reader.ts';
import type { MayQuote } from './groups/chat-settings.ts';
import type { Workshop } from './maintaining/workshop.ts';
import type { Logger } from './operating/log.ts';
import type { BotSettings } from './settings.ts';

/** What the bot answers from. The library behind it may be another one from question to question. */
export interface Retrieval {
  readonly ask: Ask;
  /** Reads the documents beyond answers. */
  readonly reader: Reader;
  /** Titles of those documents that may be quoted. */
  readonly topics: (mayQuote: MayQuote) => readonly string[];
  /** Folders directly below the documents folder that hold documents, in order. */
  readonly folders: () => readonly string[];
  /** What can be asked. */
  readonly examples: Examples;
  /** Names the library in use. */
  readonly libraryId: () => string;
  /** What the library is maintained with; undefined where it can't be. */
  readonly workshop?: Workshop | undefined;
  close(): Promise<void>;
}

/** Whose state is shared. */
export interface SharingBot {
  readonly botId: string;
  /** Bot and server: its updates have numbers of their own. */
  readonly origin: string;
  /** How its tables come to be. */
  readonly steps: readonly string[];
}

/** What several instances of the bot have together. */
export interface Shared {
  readonly claims: Claims;
  readonly store: Store;
  readonly close: () => Promise<void>;
}

export interface RunParts {
  readonly settings: BotSettings;
  readonly stateDir: string;
  readonly log: Logger;
  /** Opens the library, which may have to be built first. */
  readonly openRetrieval: () => Promise<Retrieval>;
  /** Opens what several instances of the bot share; undefined where there is one. */
  readonly openShared?: ((bot: SharingBot) => Promise<Shared>) | undefined;
  /** Aborted when the bot is to stop. */
  readonly stopping: AbortSignal;
}
