import type { TelegramResponseParameters } from '@gramio/types';

/**
 * Whose doing a refused request is.
 * `bot`: the request was wrong when it was written; strict mode fails the test.
 * `world`: something changed that the bot could not know (a person blocked it, a message was deleted, a query expired).
 */
export type Blame = 'bot' | 'world';

/** A refusal, in Telegram's own words (telegram.md §2.3). */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  readonly code: number;
  readonly blame: Blame;
  readonly parameters: TelegramResponseParameters | undefined;

  constructor(
    code: number,
    description: string,
    blame: Blame = 'bot',
    parameters?: TelegramResponseParameters,
  ) {
    super(description);
    this.code = code;
    this.blame = blame;
    this.parameters = parameters;
  }
}

/** 400 with Telegram's prefix. */
export function badRequest(words: string, blame: Blame = 'bot'): BotApiError {
  return new BotApiError(400, `Bad Request: ${words}`, blame);
}

/** 403 with Telegram's prefix: always something that people did. */
export function forbidden(words: string): BotApiError {
  return new BotApiError(403, `Forbidden: ${words}`, 'world');
}
