import type { TelegramFile } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { checkText, MAX_CAPTION_CHARS } from '../validator/text.ts';
import { withFoundEntities } from '../world/entities.ts';
import { documentOf, storeFile } from '../world/files.ts';
import type { Circumstances, Methods } from './method.ts';
import { send } from './send.ts';
import type { FileRecord, World } from '../world/records.ts';

/** Bytes that a bot can download: 20 << 20 (telegram.md §2.1, Client.h MAX_DOWNLOAD_FILE_SIZE). */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

interface Uploaded {
  readonly file: FileRecord;
  readonly name: string | undefined;
  readonly mimeType: string | undefined;
}

/** A file parameter: `attach://part` of the same request, or the id of a file that is on the server already. */
function fileParameter(world: World, value: unknown, { files }: Circumstances): Uploaded {
  if (typeof value !== 'string') throw badRequest('there is no file in the request');
  const part = files.get(value.replace(/^attach:\/\//, ''));
  if (part) {
    if (part.bytes.length === 0) throw badRequest('file must be non-empty');
    const { name, mimeType, bytes } = part;
    return { file: storeFile(world, { name, bytes }), name, mimeType };
  }
  const file = world.files.get(value);
  if (!file) throw badRequest('wrong remote file identifier specified: Wrong string length');
  return { file, name: undefined, mimeType: undefined };
}

/** Files in both directions. */
export const fileMethods: Methods<'getFile' | 'sendDocument'> = {
  getFile({ world }, { file_id: id }): TelegramFile {
    const file = world.files.get(id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big', 'world');
    return {
      file_id: file.fileId,
      file_unique_id: file.uniqueId,
      file_path: file.path,
      ...(file.statedSize !== undefined && { file_size: file.statedSize }),
    };
  },
  sendDocument({ world }, params, circumstances) {
    const caption = checkText({
      text: String(params.caption ?? ''),
      entities: params.caption_entities,
      parseMode: params.parse_mode,
      maxChars: MAX_CAPTION_CHARS,
    });
    const { file, name, mimeType } = fileParameter(world, params.document, circumstances);
    const entities = withFoundEntities(caption.text, caption.entities);
    return send(world, params, {
      document: documentOf(file, { name, mimeType, bytes: file.bytes }),
      ...(caption.text !== '' && { caption: caption.text }),
      ...(entities.length > 0 && { caption_entities: entities }),
    });
  },
};
