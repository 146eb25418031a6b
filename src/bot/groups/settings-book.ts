import { ask, type Store, type Work } from '../inbox/store.ts';
import { type ChatSettings, UNCHANGED_SETTINGS } from './chat-settings.ts';

/** Port: what chats want of the bot, across restarts. */
export interface SettingsBook {
  /** What a chat has set; the default for all that it hasn't. */
  of(chatId: number): Promise<ChatSettings>;
  /** Durable when it resolves. One setting at a time: two admins who change different ones undo nothing. */
  change(chatId: number, change: Partial<ChatSettings>): Promise<void>;
}

interface Row {
  readonly length: ChatSettings['length'];
  readonly speaks: ChatSettings['speaks'];
  readonly when_nothing: ChatSettings['nothing'];
  readonly language: string | null;
  readonly folder: string | null;
  readonly silent_until_ms: number;
}

const COLUMNS: Readonly<Record<keyof ChatSettings, string>> = {
  length: 'length',
  speaks: 'speaks',
  nothing: 'when_nothing',
  language: 'language',
  folder: 'folder',
  silentUntilMs: 'silent_until_ms',
};

/** The settings of chats, kept in the bot's state. */
export function openSettingsBook(store: Store): SettingsBook {
  return {
    async of(chatId) {
      const [row] = await store.rows<Row>('SELECT * FROM chat_settings WHERE chat_id = ?', [
        chatId,
      ]);
      return row ? settingsOf(row) : UNCHANGED_SETTINGS;
    },
    change: (chatId, change) => store.atOnce(() => changing(chatId, change)),
  };
}

function* changing(chatId: number, change: Partial<ChatSettings>): Work<void> {
  yield* ask('INSERT INTO chat_settings (chat_id) VALUES (?) ON CONFLICT DO NOTHING', [chatId]);
  for (const name of Object.keys(change) as (keyof ChatSettings)[]) {
    const sql = `UPDATE chat_settings SET ${COLUMNS[name]} = ? WHERE chat_id = ?`;
    yield* ask(sql, [change[name] ?? null, chatId]);
  }
}

function settingsOf(row: Row): ChatSettings {
  return {
    length: row.length,
    speaks: row.speaks,
    nothing: row.when_nothing,
    language: row.language ?? undefined,
    folder: row.folder ?? undefined,
    silentUntilMs: row.silent_until_ms,
  };
}
