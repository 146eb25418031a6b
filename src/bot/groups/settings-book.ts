import type { StateDatabase } from '../inbox/state.ts';
import { type ChatSettings, UNCHANGED_SETTINGS } from './chat-settings.ts';

/** Port: what chats want of the bot, across restarts. */
export interface SettingsBook {
  /** What a chat has set; the default for all that it hasn't. */
  of(chatId: number): ChatSettings;
  /** Durable when it returns. One setting at a time: two admins who change different ones undo nothing. */
  change(chatId: number, change: Partial<ChatSettings>): void;
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
export function openSettingsBook(db: StateDatabase): SettingsBook {
  const find = db.prepare('SELECT * FROM chat_settings WHERE chat_id = ?');
  const begin = db.prepare('INSERT OR IGNORE INTO chat_settings (chat_id) VALUES (?)');
  const write = db.transaction((chatId: number, change: Partial<ChatSettings>) => {
    begin.run(chatId);
    for (const name of Object.keys(change) as (keyof ChatSettings)[]) {
      const sql = `UPDATE chat_settings SET ${COLUMNS[name]} = ? WHERE chat_id = ?`;
      db.prepare(sql).run(change[name] ?? null, chatId);
    }
  });
  return {
    of(chatId) {
      const row = find.get(chatId) as Row | undefined;
      return row ? settingsOf(row) : UNCHANGED_SETTINGS;
    },
    change(chatId, change) {
      write(chatId, change);
    },
  };
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
