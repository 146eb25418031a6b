import { type DatabaseClaims, openClaims } from './claims.ts';
import { openPool } from './pg.ts';
import { type DatabaseStore, stateStore } from './state-store.ts';
import { bringSchemaUpToDate, needSchema } from './versioned-schema.ts';

/** What several instances of a bot have together: the bot's `Shared` (src/bot/run-parts.ts). */
export interface SharedState {
  readonly claims: DatabaseClaims;
  readonly store: DatabaseStore;
  readonly close: () => Promise<void>;
}

export interface SharedStateParts {
  readonly url: string;
  /** Digits: each bot has tables of its own. */
  readonly botId: string;
  /** Whose updates the claims are of. */
  readonly origin: string;
  /** From no tables to those of today. */
  readonly steps: readonly string[];
  /** The database can't be reached, or can again where there is no error. */
  readonly onContact: (error: unknown) => void;
}

/** Connections of an instance, beside those for questions to a library there. */
const CONNECTIONS = 8;

/** Each query takes milliseconds: whoever gets no answer for so long has lost the server without being told. */
const ANSWER_MS = 10_000;

/** @throws DatabaseError */
export async function openSharedState(parts: SharedStateParts): Promise<SharedState> {
  const { url, botId, origin, steps, onContact } = parts;
  const schema = stateSchema(botId);
  const pool = openPool(url, { connections: CONNECTIONS, schema, answerMs: ANSWER_MS });
  try {
    await bringSchemaUpToDate(pool, { schema, steps });
    const claims = await openClaims({ pool, origin, onContact });
    return {
      claims,
      store: stateStore(pool, schema),
      async close() {
        await claims.close();
        await pool.close();
      },
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

/** What is shared, for whoever only looks. @throws DatabaseError where the bot didn't run there, or in another version */
export async function openSharedForReading(
  parts: Pick<SharedStateParts, 'url' | 'botId' | 'steps'>,
): Promise<Pick<SharedState, 'store' | 'close'>> {
  const { url, botId, steps } = parts;
  const schema = stateSchema(botId);
  const pool = openPool(url, { connections: 1, schema, answerMs: ANSWER_MS });
  try {
    await needSchema(pool, { schema, steps });
    return { store: stateStore(pool, schema), close: () => pool.close() };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function stateSchema(botId: string): string {
  return `excerpt_bot_${botId}`;
}
