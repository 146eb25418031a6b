import { parseArgs } from 'node:util';

/** What `npm run backup` was told to do. */
export type BackupOptions =
  /** `folder` undefined: a new one below data/backups. */
  | { readonly kind: 'make'; readonly folder: string | undefined; readonly hasLibrary: boolean }
  | { readonly kind: 'check' | 'restore'; readonly folder: string };

export const BACKUP_USAGE = `Usage: npm run backup -- [FOLDER] [--without-library] | check FOLDER | restore FOLDER

  [FOLDER]           copies documents, library, state and golden questions into a new folder, also
                     while the bot runs (default: backups/ beside STATE_DIR, named after the time).
                     Settings (.env) hold the token and are left out: keep them elsewhere.
  --without-library  leaves the library out: it can be built again from the documents
  check FOLDER       compares every file of a backup with its checksum
  restore FOLDER     checks a backup and puts it back into the folders of the settings, which must be
                     empty or missing; the bot must not run
`;

/** @returns what can't be understood, in words */
export function parseBackupOptions(
  args: readonly string[],
): BackupOptions | { readonly mistake: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'without-library': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const hasLibrary = !values['without-library'];
    const [first, folder, ...more] = positionals;
    if (more.length > 0) return { mistake: 'One folder at a time.' };
    if (first !== 'check' && first !== 'restore') {
      if (folder !== undefined) return { mistake: `Not a command: ${first}` };
      return { kind: 'make', folder: first, hasLibrary };
    }
    if (folder === undefined) return { mistake: `Which backup? ${first} FOLDER` };
    if (!hasLibrary) return { mistake: '--without-library is for making a backup.' };
    return { kind: first, folder };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}
