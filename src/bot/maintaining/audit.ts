import { appendFile } from 'node:fs/promises';
import path from 'node:path';

/** What a maintainer did, or somebody who wanted to. */
export interface AuditEntry {
  /** The person's Telegram id. */
  readonly who: number;
  readonly action:
    | 'upload'
    | 'add'
    | 'discard'
    | 'delete'
    | 'reindex'
    | 'rollback'
    | 'publish anyway'
    | 'undo'
    | 'list documents'
    | 'list builds'
    | 'read statistics'
    | 'read gaps'
    | 'make a code'
    | 'let in'
    | 'remove';
  /** A document, a file's name, a build; the id of a person or group. */
  readonly what?: string | undefined;
  /** Such as `offered`, `published`, `refused: …`. */
  readonly outcome: string;
}

/** Port: where all that concerns the documents, and who may ask, is written down. Nothing that was asked goes in. */
export interface Audit {
  /** Resolves when it is written. */
  write(entry: AuditEntry): Promise<void>;
}

export const AUDIT_FILE = 'audit.jsonl';

/** One line of JSON for each entry, in a file that only grows and only its owner can read. */
export function openAudit(stateDir: string, now: () => number = Date.now): Audit {
  const file = path.join(stateDir, AUDIT_FILE);
  let writing: Promise<void> = Promise.resolve();
  return {
    write(entry) {
      const line = JSON.stringify({ at: new Date(now()).toISOString(), ...entry });
      writing = writing.catch(() => {}).then(() => appendFile(file, `${line}\n`, { mode: 0o600 }));
      return writing;
    },
  };
}
