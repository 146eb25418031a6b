import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Events } from '../events.ts';
import type { FaultAction, Faults } from '../faults.ts';
import type { Server } from '../methods/method.ts';
import { botApiSchema } from '../validator/schema.ts';
import type { Violations } from '../violations.ts';
import { BodyError, readBody } from './body.ts';
import type { Call, CallOutcome } from './call.ts';
import { carryOut } from './dispatch.ts';
import { sendFile } from './files.ts';
import { reply, replyBadly, replyWithHtml } from './reply.ts';

/** What the HTTP side needs to know. */
export interface HttpParts {
  readonly server: Server;
  readonly events: Events;
  readonly violations: Violations;
  readonly faults: Faults;
  /** The token that is valid at this moment; a revoked one is refused. */
  readonly token: () => string;
  readonly calls: Call[];
}

/** The listening server. */
export interface Http {
  readonly port: number;
  /** Refuses connections, and cuts those that are open, until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function listen(parts: HttpParts): Promise<Http> {
  const http = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error : new Error(String(error));
      parts.violations.report('simulator', reason.stack ?? reason.message);
      response.destroy();
    });
  });
  // Long polls are longer than Node's default patience with a request.
  http.requestTimeout = 0;
  await start(http, 0);
  const { port } = http.address() as AddressInfo;
  return {
    port,
    goDown: () => stop(http),
    comeBack: () => start(http, port),
    close: () => (http.listening ? stop(http) : Promise.resolve()),
  };
}

function start(http: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject);
      resolve();
    });
  });
}

function stop(http: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}

async function handle(
  parts: HttpParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(request.url ?? '/', 'http://simulator');
  const [, place, token = '', rest = ''] =
    /^\/(file\/bot|bot)([^/]*)\/(.*)$/.exec(address.pathname) ?? [];
  if (place === undefined) return refuse(response, 404, 'Not Found');
  const tokenProblem = problemOfToken(decodeURIComponent(token), parts.token());
  if (tokenProblem !== undefined) return refuse(response, 401, tokenProblem);
  if (place === 'file/bot')
    return sendFile(parts.server.world, parts.faults, decodeURIComponent(rest), response);
  const call = await readCall(parts, { request, response, address, name: rest });
  if (call) await answer(parts, call, response);
}

/** telegram.md §2.3 */
function problemOfToken(token: string, valid: string): string | undefined {
  if (token === valid) return undefined;
  return /^\d+:[\w-]+$/.test(token) ? 'Unauthorized' : 'Unauthorized: invalid token specified';
}

function refuse(response: ServerResponse, code: number, description: string): void {
  reply(response, { kind: 'refused', code, description });
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: URL;
  readonly name: string;
}

/** The request as a call; undefined when it was refused already. */
async function readCall(
  parts: HttpParts,
  { request, response, address, name }: Arrival,
): Promise<Call | undefined> {
  const hangUp = new AbortController();
  response.once('close', () => hangUp.abort());
  const method = botApiSchema().method(name);
  try {
    const body = await readBody(request, address);
    if (method === undefined) {
      parts.violations.report(name, 'there is no such method');
      refuse(response, 404, 'Not Found: method not found');
      return undefined;
    }
    // A file in a part of its own name stands for that parameter; its place in the parameters holds the reference.
    const references = [...body.files.keys()].map((key) => [key, `attach://${key}`]);
    const isDirect = (key: string): boolean => botApiSchema().hasParameter(method, key);
    const direct = Object.fromEntries(references.filter(([key]) => isDirect(key ?? ''))) as Record<
      string,
      unknown
    >;
    const params = botApiSchema().read(method, { ...direct, ...body.values });
    const at = parts.server.world.clock.now();
    const call: Call = {
      id: parts.calls.length + 1,
      method,
      params,
      files: body.files,
      at,
      hungUp: hangUp.signal,
      outcome: undefined,
    };
    parts.calls.push(call);
    parts.events.emit({ kind: 'call', call });
    return call;
  } catch (error) {
    if (hangUp.signal.aborted) return undefined;
    if (!(error instanceof BodyError)) throw error;
    parts.violations.report(name, error.message);
    refuse(response, error.code, error.message);
    return undefined;
  }
}

async function answer(parts: HttpParts, call: Call, response: ServerResponse): Promise<void> {
  const fault = parts.faults.strike(call);
  const settle = (outcome: CallOutcome): void => {
    call.outcome = outcome;
    parts.events.emit({ kind: 'answered', call });
  };
  if (fault && !takesEffect(fault)) return fail(call, fault, response, settle);
  if (fault?.kind === 'delay') await pause(fault.ms);
  const outcome = await carryOut(parts.server, call, parts.violations);
  if (!fault || fault.kind === 'delay') {
    // First the reply, then the news of it: a test that goes on at once must find the reply under way.
    if (!response.destroyed) reply(response, outcome);
    return settle(response.destroyed ? { kind: 'lost', committed: true } : outcome);
  }
  settle({ kind: 'lost', committed: outcome.kind === 'ok' });
  if (fault.kind === 'drop') response.destroy();
  else if (fault.kind !== 'hang') replyBadly(response, outcome, fault);
}

function takesEffect(fault: FaultAction): boolean {
  if (fault.kind === 'hang' || fault.kind === 'drop') return fault.commit ?? false;
  return fault.kind === 'truncate' || fault.kind === 'slow' || fault.kind === 'delay';
}

function fail(
  _call: Call,
  fault: FaultAction,
  response: ServerResponse,
  settle: (outcome: CallOutcome) => void,
): void {
  const outcome = refusalOf(fault);
  settle(outcome);
  if (fault.kind === 'html') replyWithHtml(response, fault.code);
  else if (outcome.kind === 'refused') reply(response, outcome);
  else if (fault.kind === 'drop') response.destroy();
}

function refusalOf(fault: FaultAction): CallOutcome {
  switch (fault.kind) {
    case 'too-many-requests':
      return {
        kind: 'refused',
        code: 429,
        description: `Too Many Requests: retry after ${fault.retryAfterS}`,
        parameters: { retry_after: fault.retryAfterS },
      };
    case 'error':
      return { kind: 'refused', code: fault.code, description: fault.description };
    case 'html':
      return { kind: 'refused', code: fault.code, description: 'an HTML page' };
    case 'hang':
    case 'drop':
    case 'truncate':
    case 'slow':
    case 'delay':
      return { kind: 'lost', committed: false };
  }
}
