import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** Where models are published by default. `npm run model` alone goes there, and nothing at run time. */
export const DEFAULT_HUB = 'https://huggingface.co';

/** A model can't be fetched. The message says why and what to do. */
export class HubError extends Error {
  override name = 'HubError' as const;
}

/** How far one file has come. */
export interface DownloadProgress {
  readonly file: string;
  readonly receivedBytes: number;
  /** Undefined where the hub doesn't tell. */
  readonly totalBytes: number | undefined;
}

export interface HubModel {
  /** Address of the hub, such as `DEFAULT_HUB`. */
  readonly hub: string;
  /** `owner/name`. */
  readonly id: string;
}

/** Attempts in a row that brought no new byte. Connections may break off often within hundreds of megabytes. */
const MAX_FUTILE_ATTEMPTS = 3;

/**
 * Fetches one file of a model into a folder. A connection that breaks off is taken up where it broke.
 *
 * @returns whether the hub has the file.
 * @throws HubError when the hub can't be reached or refuses.
 */
export async function fetchFile(
  model: HubModel,
  file: string,
  folder: string,
  onProgress: (progress: DownloadProgress) => void,
): Promise<boolean> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  const state: FetchState = { receivedBytes: 0, version: undefined };
  for (let futile = 0, mostBytes = 0; futile < MAX_FUTILE_ATTEMPTS; futile++) {
    const response = await request(model, file, state);
    if (response.status === 404) return false;
    requireOk(response, model, file);
    if (await receive(response, state, { target, file, onProgress })) return true;
    if (state.receivedBytes > mostBytes) futile = -1;
    mostBytes = Math.max(mostBytes, state.receivedBytes);
  }
  throw new HubError(
    `The connection to ${model.hub} broke off again and again while it sent ${file}. Run the command again later.`,
  );
}

interface FetchState {
  receivedBytes: number;
  /** The file's ETag: only the rest of the same file may be put behind what is there. */
  version: string | undefined;
}

interface Reception {
  readonly target: string;
  readonly file: string;
  readonly onProgress: (progress: DownloadProgress) => void;
}

async function request({ hub, id }: HubModel, file: string, state: FetchState): Promise<Response> {
  // A compressed answer's length would tell nothing of how much of the file has come.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (state.receivedBytes > 0 && state.version !== undefined) {
    headers['range'] = `bytes=${state.receivedBytes}-`;
    headers['if-range'] = state.version;
  }
  try {
    return await fetch(new URL(`${id}/resolve/main/${file}`, withSlash(hub)), { headers });
  } catch (cause) {
    throw new HubError(
      `${hub} can't be reached. Check the connection, or copy the model's folder by hand into data/models.`,
      { cause },
    );
  }
}

function requireOk(response: Response, { hub, id }: HubModel, file: string): void {
  if (response.ok) return;
  const reason =
    response.status === 401 || response.status === 403
      ? 'there is no such model, or it is not open to everyone'
      : `the hub answered ${response.status}`;
  throw new HubError(`${file} of ${id} can't be fetched from ${hub}: ${reason}.`);
}

/** @returns whether the file is whole; false when the connection broke off. */
async function receive(response: Response, state: FetchState, to: Reception): Promise<boolean> {
  if (response.status !== 206) state.receivedBytes = 0;
  state.version = response.headers.get('etag') ?? undefined;
  const totalBytes = announcedBytes(response, state);
  const target = await open(to.target, state.receivedBytes > 0 ? 'a' : 'w');
  try {
    const received = response.body?.getReader();
    for (;;) {
      const step = await received?.read().catch(() => undefined);
      if (step === undefined || step.done) return isWhole(step, state, totalBytes);
      await target.writeFile(step.value);
      state.receivedBytes += step.value.byteLength;
      to.onProgress({ file: to.file, receivedBytes: state.receivedBytes, totalBytes });
    }
  } finally {
    await target.close();
  }
}

function isWhole(
  last: object | undefined,
  state: FetchState,
  totalBytes: number | undefined,
): boolean {
  return last !== undefined && (totalBytes === undefined || state.receivedBytes === totalBytes);
}

function announcedBytes({ headers }: Response, state: FetchState): number | undefined {
  const length = headers.get('content-length');
  if (length === null || headers.has('content-encoding')) return undefined;
  return Number(length) + state.receivedBytes;
}

function withSlash(hub: string): string {
  return hub.endsWith('/') ? hub : `${hub}/`;
}
