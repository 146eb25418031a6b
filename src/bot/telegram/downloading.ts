import { type FileHandle, open } from 'node:fs/promises';
import type { Api } from 'grammy';
import { TelegramRefusal, TelegramUnreachable } from './errors.ts';

/** Telegram gives bots no larger files: https://core.telegram.org/bots/api#getfile */
export const MAX_DOWNLOAD_MB = 20;
export const MAX_DOWNLOAD_BYTES = MAX_DOWNLOAD_MB * 1024 * 1024;

/** A server that sends nothing for so long has lost the thread: milliseconds. */
const SILENCE_MS = 30_000;

/** Port to Telegram's files. */
export interface FileSource {
  readonly api: Pick<Api, 'getFile'>;
  readonly apiRoot: string;
  readonly token: string;
}

export interface DownloadRequest {
  readonly fileId: string;
  /** Where it goes; what is there is overwritten. */
  readonly target: string;
  /** As the message says; the download ends where the file turns out to be longer. */
  readonly statedBytes: number | undefined;
  readonly stopping: AbortSignal;
}

/** `gone`: Telegram has the file no longer. `wrong-size`: not as long as it was said to be. */
export type Downloaded = { readonly kind: 'done' | 'too-large' | 'gone' | 'wrong-size' };

/**
 * Fetches a file, as much of it as was promised and no more.
 *
 * @throws TelegramUnreachable, which names no address, since that holds the token; TelegramRefusal; errors of the file system
 */
export async function download(source: FileSource, request: DownloadRequest): Promise<Downloaded> {
  const file = await findFile(source, request.fileId);
  if ('kind' in file) return file;
  const promised = request.statedBytes ?? file.file_size;
  const limit = Math.min(promised ?? MAX_DOWNLOAD_BYTES, MAX_DOWNLOAD_BYTES);
  const address = addressOf(source, file.file_path);
  if (address === undefined) return { kind: 'gone' };
  const bytes = await fetchInto(address, limit, request);
  if (bytes > limit) return { kind: promised === undefined ? 'too-large' : 'wrong-size' };
  return { kind: promised === undefined || bytes === promised ? 'done' : 'wrong-size' };
}

interface FoundFile {
  readonly file_path?: string;
  readonly file_size?: number;
}

async function findFile({ api }: FileSource, fileId: string): Promise<FoundFile | Downloaded> {
  try {
    const file = await api.getFile(fileId);
    return (file.file_size ?? 0) > MAX_DOWNLOAD_BYTES ? { kind: 'too-large' } : file;
  } catch (error) {
    if (!(error instanceof TelegramRefusal) || error.code !== 400) throw error;
    return { kind: /too big/i.test(error.description) ? 'too-large' : 'gone' };
  }
}

/** Undefined for a path that would lead elsewhere on the server, or on this machine. */
function addressOf({ apiRoot, token }: FileSource, path: string | undefined): string | undefined {
  if (path === undefined || !/^\w[\w./-]*$/.test(path) || path.includes('..')) return undefined;
  return `${apiRoot}/file/bot${token}/${path}`;
}

/** @returns bytes received; one more than `limit` where there would be more */
async function fetchInto(
  address: string,
  limit: number,
  { target, stopping }: DownloadRequest,
): Promise<number> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let timer = setTimeout(abort, SILENCE_MS);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(abort, SILENCE_MS);
  };
  stopping.addEventListener('abort', abort, { once: true });
  const file = await open(target, 'w', 0o600);
  try {
    const body = await bodyOf(address, controller.signal);
    return await copy(body, file, { limit, alive });
  } finally {
    clearTimeout(timer);
    controller.abort();
    stopping.removeEventListener('abort', abort);
    await file.close();
  }
}

async function bodyOf(address: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await withoutAddress(() => fetch(address, { signal, redirect: 'error' }));
  if (response.ok && response.body) return response.body;
  throw new TelegramUnreachable('download', 'perhaps', `HTTP ${response.status}`);
}

async function copy(
  body: ReadableStream<Uint8Array>,
  file: FileHandle,
  { limit, alive }: { readonly limit: number; readonly alive: () => void },
): Promise<number> {
  const reader = body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await withoutAddress(() => reader.read());
    if (done) break;
    alive();
    bytes += value.length;
    if (bytes > limit) return limit + 1;
    await file.writeFile(value);
  }
  await file.sync();
  return bytes;
}

/** Failures of fetch name the address, and with it the token, in their causes. */
async function withoutAddress<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new TelegramUnreachable('download', 'perhaps', error instanceof Error ? error.name : '');
  }
}
