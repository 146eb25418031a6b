/** Thrown where a backup can't be made, isn't sound or can't be put back; the message says what to do. */
export class BackupError extends Error {
  override name = 'BackupError' as const;
}
