/**
 * What a call to Telegram can come to. These errors replace grammY's, whose HttpError holds the address with the token in it
 * and whose GrammyError holds what the user wrote.
 */

/** Telegram said no. */
export class TelegramRefusal extends Error {
  override name = 'TelegramRefusal' as const;
  readonly method: string;
  /** HTTP-like: 400, 401, 403, 404, 409, 429, 500. */
  readonly code: number;
  /** In Telegram's words. */
  readonly description: string;
  /** Seconds until the method may be called again, where Telegram named them. */
  readonly retryAfterSeconds: number | undefined;

  constructor(method: string, code: number, description: string, retryAfterSeconds?: number) {
    super(`${method}: ${code} ${description}`);
    this.method = method;
    this.code = code;
    this.description = description;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer of Telegram's came back. */
export class TelegramUnreachable extends Error {
  override name = 'TelegramUnreachable' as const;
  readonly method: string;
  /** `perhaps`: the request went out and what became of it is unknown. */
  readonly wasTaken: 'no' | 'perhaps';

  /** @param reason an error code (`ECONNREFUSED`) or a status; never an address */
  constructor(method: string, wasTaken: 'no' | 'perhaps', reason: string) {
    super(`${method}: no answer from Telegram (${reason})`);
    this.method = method;
    this.wasTaken = wasTaken;
  }
}

/** The bot is stopping: what was to be sent stays in the inbox for the next start. */
export class Stopping extends Error {
  override name = 'Stopping' as const;

  constructor(options?: ErrorOptions) {
    super('the bot is stopping', options);
  }
}

/**
 * Refusals that concern the chat and not the message: blocked, kicked, muted, gone, or its topic closed. There is nobody
 * to apologise to.
 */
export function isAboutChat({ code, description }: TelegramRefusal): boolean {
  return code === 403 || CHAT_REFUSAL.test(description);
}

/** Words of https://github.com/tdlib/telegram-bot-api and the server's own upper-case ones. */
const CHAT_REFUSAL =
  /chat not found|thread not found|TOPIC_(CLOSED|DELETED)|not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|PEER_ID_INVALID|USER_IS_BLOCKED/i;

/** The message that was to be edited is gone, or too old for it. */
export function isAboutMessage(error: unknown): boolean {
  return (
    error instanceof TelegramRefusal &&
    error.code === 400 &&
    /message (to edit not found|can't be edited)|MESSAGE_ID_INVALID/i.test(error.description)
  );
}

/** Errors that need no apology: there is nobody to read it, or the message is sent later. */
export function isForeseen(error: unknown): boolean {
  if (error instanceof TelegramRefusal) return isAboutChat(error);
  return error instanceof TelegramUnreachable || error instanceof Stopping;
}
