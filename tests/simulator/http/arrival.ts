import type { IncomingMessage, ServerResponse } from 'node:http';
import { BotApiError } from '../bot-api-error.ts';
import { botApiSchema } from '../validator/schema.ts';
import { readBody, type RequestBody } from './body.ts';
import type { Call } from './call.ts';

/** Stands for the download of a file, which is no method: faults can name it. */
export const DOWNLOAD = 'download';

/** Which part of the server a request is for. */
export interface Address {
  readonly kind: 'method' | 'file';
  readonly token: string;
  /** The method's name, or the file's path. */
  readonly name: string;
  readonly url: URL;
}

/** `/bot<token>/<method>` or `/file/bot<token>/<path>`; undefined for anything else. */
export function readAddress(request: IncomingMessage): Address | undefined {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const [, place, token, name] = /^\/(file\/bot|bot)([^/]+)\/(.*)$/.exec(url.pathname) ?? [];
  if (token === undefined || name === undefined) return undefined;
  return {
    kind: place === 'bot' ? 'method' : 'file',
    token: decodeURIComponent(token),
    name: decodeURIComponent(name),
    url,
  };
}

/** A request as it is before it's carried out. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: Address;
  /** By the simulator's clock, ms. */
  readonly at: number;
}

/** Reads a request into a call; the number is its place in the list of calls. */
export async function readCall(arrival: Arrival, id: number): Promise<Call> {
  const { request, response, address, at } = arrival;
  const hangUp = new AbortController();
  response.once('close', () => hangUp.abort());
  const rest = { id, at, hungUp: hangUp.signal, outcome: undefined };
  if (address.kind === 'file') {
    return { ...rest, method: DOWNLOAD, params: { path: address.name }, files: new Map() };
  }
  const body = await readBody(request, address.url);
  const method = botApiSchema().method(address.name);
  if (method === undefined) throw new BotApiError(404, 'Not Found: method not found');
  return { ...rest, method, params: paramsOf(method, body), files: body.files };
}

/** A file that comes in a part named like a parameter is that parameter; others are named by `attach://…`. */
function paramsOf(method: string, { values, files }: RequestBody): Record<string, unknown> {
  const schema = botApiSchema();
  const named = [...files.keys()].filter((name) => schema.hasParameter(method, name));
  const direct = Object.fromEntries(named.map((name) => [name, `attach://${name}`]));
  return schema.read(method, { ...direct, ...values });
}
