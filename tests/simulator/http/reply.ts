import type { ServerResponse } from 'node:http';
import type { FaultAction } from '../faults.ts';
import type { CallOutcome } from './call.ts';

/** What goes back over the wire. */
export interface Payload {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** The JSON that the Bot API wraps everything in: https://core.telegram.org/bots/api#making-requests */
export function payloadOf(outcome: CallOutcome): Payload {
  if (outcome.kind === 'ok') return json(200, { ok: true, result: outcome.result });
  if (outcome.kind === 'lost') return json(500, {});
  const { code, description, parameters } = outcome;
  const retryAfter = parameters?.retry_after;
  return json(
    code,
    { ok: false, error_code: code, description, ...(parameters && { parameters }) },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
}

function json(code: number, body: object, headers: Readonly<Record<string, string>> = {}): Payload {
  const bytes = Buffer.from(JSON.stringify(body));
  return { code, bytes, headers: { 'content-type': 'application/json', ...headers } };
}

/** What a proxy in front of the Bot API says when the server behind it is gone. */
export function htmlPayload(code: number): Payload {
  const words = `${code} Bad Gateway`;
  const page = `<html>\r\n<head><title>${words}</title></head>\r\n<body><center><h1>${words}</h1></center></body>\r\n</html>\r\n`;
  return { code, bytes: Buffer.from(page), headers: { 'content-type': 'text/html' } };
}

/** Sends a whole reply. */
export function reply(response: ServerResponse, { code, headers, bytes }: Payload): void {
  response.writeHead(code, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

/** Sends a refusal in JSON. */
export function refuse(response: ServerResponse, code: number, description: string): void {
  reply(response, payloadOf({ kind: 'refused', code, description }));
}

/** Sends what a fault of transport leaves of a reply. */
export function replyBadly(response: ServerResponse, payload: Payload, fault: FaultAction): void {
  if (fault.kind === 'drop') response.destroy();
  if (fault.kind === 'truncate') truncate(response, payload);
  if (fault.kind === 'slow') trickle(response, payload, fault.msPerByte);
}

/** The length of the whole is promised, half of it comes. */
function truncate(response: ServerResponse, { code, headers, bytes }: Payload): void {
  response.writeHead(code, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function trickle(
  response: ServerResponse,
  { code, headers, bytes }: Payload,
  msPerByte: number,
): void {
  response.writeHead(code, { ...headers, 'content-length': bytes.length });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, ++sent));
    if (sent >= bytes.length) response.end();
    if (sent >= bytes.length || response.destroyed) clearInterval(timer);
  }, msPerByte);
  timer.unref();
}
