import type { UploadedFile } from './call.ts';

/** The parts of a form: texts by name, and files by name. */
export interface Form {
  readonly values: Record<string, string>;
  readonly files: Map<string, UploadedFile>;
}

/**
 * Reads `multipart/form-data` as grammY writes it: with unquoted file names, which ready-made readers lose or refuse
 * (telegram.md §5 measured three of them), and as everybody else does, with quoted ones.
 */
export function parseMultipart(body: Buffer, contentType: string): Form {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1] ?? '';
  const values: Record<string, string> = {};
  const files = new Map<string, UploadedFile>();
  for (const part of partsOf(body, Buffer.from(`--${boundary}`))) {
    const { name, fileName, mimeType } = readHead(part.head);
    if (name === undefined) continue;
    if (fileName === undefined) values[name] = part.content.toString('utf8');
    else files.set(name, { name: fileName, mimeType, bytes: part.content });
  }
  return { values, files };
}

interface Part {
  readonly head: string;
  readonly content: Buffer;
}

const LINE = '\r\n';

function* partsOf(body: Buffer, delimiter: Buffer): Generator<Part> {
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length + LINE.length;
    const next = body.indexOf(Buffer.concat([Buffer.from(LINE), delimiter]), from - LINE.length);
    if (next < 0) return;
    const headEnd = body.indexOf(LINE + LINE, from);
    if (headEnd >= 0 && headEnd < next) {
      const content = body.subarray(headEnd + 2 * LINE.length, next);
      yield { head: body.toString('utf8', from, headEnd), content };
    }
    start = next + LINE.length;
  }
}

function readHead(head: string): { name?: string; fileName?: string; mimeType: string } {
  const lines = head.split(LINE);
  const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? '';
  const type = lines.find((line) => /^content-type:/i.test(line));
  const name = field(disposition, 'name');
  const fileName = field(disposition, 'filename');
  return {
    ...(name !== undefined && { name }),
    ...(fileName !== undefined && { fileName }),
    mimeType: type?.slice(type.indexOf(':') + 1).trim() ?? 'application/octet-stream',
  };
}

/** Quoted, or bare up to the end of the line when it's the last field: a bare name may hold semicolons. */
function field(disposition: string, key: string): string | undefined {
  const quoted = new RegExp(`;\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition);
  if (quoted?.[1] !== undefined) return quoted[1].replaceAll(/\\(.)/g, '$1');
  const rest = key === 'filename' ? '(.*)' : '([^;]*)';
  return new RegExp(`;\\s*${key}=${rest}`, 'i').exec(disposition)?.[1];
}
