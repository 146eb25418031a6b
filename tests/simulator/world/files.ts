import type { TelegramDocument } from '@gramio/types';
import type { FileRecord, World } from './records.ts';

/** A file before it's on the server. */
export interface NewFile {
  readonly name: string | undefined;
  readonly bytes: Buffer;
  readonly mimeType?: string | undefined;
  /** What the server says of the size, when that's not the truth; `null` says nothing. */
  readonly statedSize?: number | null;
}

/** Puts a file on the server. Its path holds nothing of its name, as on the real one. */
export function storeFile(world: World, { bytes, statedSize }: NewFile): FileRecord {
  const number = world.unique();
  const file: FileRecord = {
    fileId: `BQACAgIAAxkBAAI${number}`,
    uniqueId: `AgAD${number}`,
    path: `documents/file_${number}`,
    bytes,
    statedSize: statedSize === null ? undefined : (statedSize ?? bytes.length),
  };
  world.files.set(file.fileId, file);
  return file;
}

/** A file as a message shows it. */
export function documentOf(file: FileRecord, { name, mimeType }: NewFile): TelegramDocument {
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    ...(name !== undefined && { file_name: name }),
    ...(mimeType !== undefined && { mime_type: mimeType }),
    ...(file.statedSize !== undefined && { file_size: file.statedSize }),
  };
}
