import type { ServerResponse } from 'node:http';
import type { FaultAction } from '../faults.ts';
import type { CallOutcome } from './call.ts';

/** The JSON that the Bot API wraps everything in: https://core.telegram.org/bots/api#making-requests */
function payloadOf(outcome: CallOutcome): { readonly code: number; readonly body: string } {
  if (outcome.kind === 'ok')
    return { code: 200, body: JSON.stringify({ ok: true, result: outcome.result }) };
  if (outcome.kind === 'lost') return { code: 500, body: '' };
  const { code, description, parameters } = outcome;
  const body = { ok: false, error_code: code, description, ...(parameters && { parameters }) };
  return { code, body: JSON.stringify(body) };
}

/** Sends a whole reply. */
export function reply(response: ServerResponse, outcome: CallOutcome): void {
  const { code, body } = payloadOf(outcome);
  const retryAfter = outcome.kind === 'refused' ? outcome.parameters?.retry_after : undefined;
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
  response.end(body);
}

/** Sends what a proxy in front of the Bot API says when the server behind it is gone. */
export function replyWithHtml(response: ServerResponse, code: number): void {
  const page = `<html>\r\n<head><title>${code} Bad Gateway</title></head>\r\n<body><center><h1>${code} Bad Gateway</h1></center></body>\r\n</html>\r\n`;
  response.writeHead(code, { 'content-type': 'text/html' });
  response.end(page);
}

/** Sends a reply in the way that a fault of transport leaves of it. */
export function replyBadly(
  response: ServerResponse,
  outcome: CallOutcome,
  action: FaultAction,
): void {
  const { code, body } = payloadOf(outcome);
  const bytes = Buffer.from(body);
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': bytes.length,
  });
  if (action.kind !== 'slow') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return;
  }
  let sent = 0;
  const trickle = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1));
    sent++;
    if (sent === bytes.length) response.end();
    if (sent >= bytes.length || response.destroyed) clearInterval(trickle);
  }, action.msPerByte);
  trickle.unref();
}
