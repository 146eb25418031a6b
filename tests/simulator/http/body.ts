import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from './call.ts';
import { parseMultipart } from './multipart.ts';

/** Bytes; the Bot API takes files of up to 50 MB: https://core.telegram.org/bots/api#sending-files */
const MAX_BODY_BYTES = 52 * 1024 * 1024;

/** What a request carries, before the schema has told what the values mean. */
export interface RequestBody {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const NO_FILES: ReadonlyMap<string, UploadedFile> = new Map();

/** Parameters of a request, from its address and body: https://core.telegram.org/bots/api#making-requests */
export async function readBody(request: IncomingMessage, address: URL): Promise<RequestBody> {
  const inAddress = Object.fromEntries(address.searchParams);
  const bytes = await collect(request);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { values: inAddress, files: NO_FILES };
  if (type.startsWith('application/json')) {
    return { values: { ...inAddress, ...readJson(bytes) }, files: NO_FILES };
  }
  if (type.startsWith('multipart/form-data')) {
    const { values, files } = parseMultipart(bytes, type);
    return { values: { ...inAddress, ...values }, files };
  }
  const form = new URLSearchParams(bytes.toString('utf8'));
  return { values: { ...inAddress, ...Object.fromEntries(form) }, files: NO_FILES };
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) throw new BodyError('Request Entity Too Large', 413);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function readJson(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below, as for any other value that is no object.
  }
  throw new BodyError("Bad Request: can't parse JSON object", 400);
}

/** A body that can't be read. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}
