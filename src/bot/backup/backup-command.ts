import path from 'node:path';
import { lockState } from '../inbox/lock.ts';
import type { BackupManifest } from './backup-manifest.ts';
import type { BackupOptions } from './backup-options.ts';
import { makeBackup, type Originals } from './make-backup.ts';
import { checkBackup, restoreBackup } from './restore-backup.ts';

export interface BackupParts extends Originals {
  /** Where backups go that nobody named a place for. */
  readonly backupsDir: string;
  /** Settings that name databases with a part of it. */
  readonly databases?: readonly string[];
  readonly out: NodeJS.WritableStream;
  readonly now?: () => Date;
}

/**
 * Makes, checks or restores a backup, and says what it did.
 *
 * @throws BackupError, StateError
 */
export async function runBackupCommand(parts: BackupParts, options: BackupOptions): Promise<void> {
  const say = (line: string) => void parts.out.write(`${line}\n`);
  if (options.kind === 'make') {
    const folder = path.resolve(options.folder ?? path.join(parts.backupsDir, nameOf(parts)));
    say(`Copying documents, ${options.hasLibrary ? 'library, ' : ''}state and golden questions …`);
    const manifest = await makeBackup(parts, folder, options);
    say(`${contentsOf(manifest)}: ${folder}`);
    say('Not in it: .env, which holds the token, and the models. Copy the folder to another disk.');
    for (const name of parts.databases ?? []) {
      say(`Not in it: what lies in the database of ${name}. pg_dump copies that.`);
    }
    return;
  }
  const folder = path.resolve(options.folder);
  if (options.kind === 'check') return say(`Sound: ${contentsOf(await checkBackup(folder))}.`);
  const unlock = lockState(parts.stateDir);
  try {
    say(
      `Restored: ${contentsOf(await restoreBackup(folder, parts))}. "npm start" goes on from there.`,
    );
  } finally {
    unlock();
  }
}

/** Sorted by name they are sorted by time; no colons, which some file systems refuse. */
function nameOf({ now = () => new Date() }: BackupParts): string {
  return now().toISOString().slice(0, 19).replaceAll(':', '');
}

const BYTES_IN_MB = 1024 * 1024;

function contentsOf({ files, library, madeAt }: BackupManifest): string {
  const sums = Object.values(files);
  const mb = sums.reduce((bytes, sum) => bytes + sum.bytes, 0) / BYTES_IN_MB;
  const built = library === null ? 'no library' : `library ${library}`;
  return `backup of ${madeAt}, files: ${sums.length}, ${mb.toFixed(1)} MB, ${built}`;
}
