import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-errors.ts';

/** Lists what a backup holds; written last, so that a folder without it is no backup. */
export const MANIFEST_FILE = 'backup.json';

/** Raised when backups are laid out otherwise; older ones must stay readable. */
export const BACKUP_FORMAT = 1;

/** The parts of a backup: folders below it, and one file. */
export const PARTS = ['documents', 'library', 'state', 'golden.jsonl'] as const;

export type Part = (typeof PARTS)[number];

const INSIDE = /^(?:documents|library|state)\/(?!(?:.*\/)?\.\.?(?:\/|$)).+$|^golden\.jsonl$/su;

const shape = z.object({
  format: z.literal(BACKUP_FORMAT),
  madeAt: z.iso.datetime(),
  /** The build of the library in it; null where it was left out. */
  library: z.string().nullable(),
  /** Paths `/`-separated below the backup. */
  files: z.record(
    z.string().regex(INSIDE),
    z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().length(64) }),
  ),
});

export type BackupManifest = z.output<typeof shape>;

/** @throws BackupError where the folder holds none that this version understands */
export async function readBackupManifest(folder: string): Promise<BackupManifest> {
  const file = path.join(folder, MANIFEST_FILE);
  let contents: string;
  try {
    contents = await readFile(file, 'utf8');
  } catch (error) {
    throw new BackupError(
      `${folder} is no finished backup: it has no ${MANIFEST_FILE} that can be read. Name a folder that "npm run backup" made.`,
      { cause: error },
    );
  }
  const parsed = shape.safeParse(jsonOf(contents));
  if (parsed.success) return parsed.data;
  throw new BackupError(
    `${file} is damaged, or of another version of this program. Use the version that made it, or another backup.`,
  );
}

function jsonOf(contents: string): unknown {
  try {
    return JSON.parse(contents);
  } catch {
    return undefined;
  }
}
