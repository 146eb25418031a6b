import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { BotApiError } from '../bot-api-error.ts';
import type { Events } from '../events.ts';
import { type FaultAction, type Faults, leavesNoTrace, refusalBy } from '../faults.ts';
import type { Server } from '../methods/method.ts';
import type { Violations } from '../violations.ts';
import type { World } from '../world/records.ts';
import { type Arrival, DOWNLOAD, readAddress, readCall } from './arrival.ts';
import { BodyError } from './body.ts';
import type { Call, CallOutcome } from './call.ts';
import { carryOut } from './dispatch.ts';
import { htmlPayload, type Payload, payloadOf, refuse, reply, replyBadly } from './reply.ts';

/** What the HTTP side needs to know. */
export interface HttpParts {
  readonly server: Server;
  readonly events: Events;
  readonly violations: Violations;
  readonly faults: Faults;
  /** The token that is valid at this moment. */
  readonly token: () => string | undefined;
  readonly calls: Call[];
}

/** Serves one HTTP request from its address to its reply. */
export async function handle(
  parts: HttpParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = readAddress(request);
  if (!address) return refuse(response, 404, 'Not Found');
  const problem = problemOfToken(address.token, parts.token());
  if (problem !== undefined) return refuse(response, 401, problem);
  const at = parts.server.world.clock.now();
  const call = await arrive(parts, { request, response, address, at });
  if (!call) return;
  parts.calls.push(call);
  parts.events.emit({ kind: 'call', call });
  await serve(parts, call, response);
}

/** telegram.md §2.3 */
function problemOfToken(token: string, valid: string | undefined): string | undefined {
  if (token === valid) return undefined;
  return /^\d+:[\w-]+$/.test(token) ? 'Unauthorized' : 'Unauthorized: invalid token specified';
}

/** The call, or undefined when it could not be read and was refused. */
async function arrive(parts: HttpParts, arrival: Arrival): Promise<Call | undefined> {
  try {
    return await readCall(arrival, parts.calls.length + 1);
  } catch (error) {
    // Hung up while speaking.
    if (arrival.response.destroyed) return undefined;
    if (!(error instanceof BodyError || error instanceof BotApiError)) throw error;
    parts.violations.report(arrival.address.name, error.message);
    refuse(arrival.response, error.code, error.message);
    return undefined;
  }
}

/** Carries the call out, unless a fault prevents it, and replies, unless a fault prevents that. */
async function serve(parts: HttpParts, call: Call, response: ServerResponse): Promise<void> {
  const fault = parts.faults.strike(call);
  if (fault && leavesNoTrace(fault)) {
    const refusal = refusalBy(fault);
    settle(parts, call, refusal ?? { kind: 'lost', committed: false });
    if (refusal)
      reply(response, fault.kind === 'html' ? htmlPayload(fault.code) : payloadOf(refusal));
    else replyBadly(response, payloadOf({ kind: 'ok', result: true }), fault);
    return;
  }
  if (fault?.kind === 'delay') await pause(fault.ms);
  const { outcome, payload } = await produce(parts, call);
  finish(parts, { call, outcome, payload, fault }, response);
}

interface Produced {
  readonly outcome: CallOutcome;
  readonly payload: Payload;
}

async function produce(parts: HttpParts, call: Call): Promise<Produced> {
  if (call.method === DOWNLOAD) return produceFile(parts.server.world, call);
  const outcome = await carryOut(parts.server, call, parts.violations);
  return { outcome, payload: payloadOf(outcome) };
}

/** https://core.telegram.org/bots/api#getfile */
function produceFile(world: World, { params }: Call): Produced {
  const file = [...world.files.values()].find(({ path }) => path === params['path']);
  if (!file) {
    const outcome: CallOutcome = { kind: 'refused', code: 404, description: 'Not Found' };
    return { outcome, payload: payloadOf(outcome) };
  }
  const headers = { 'content-type': 'application/octet-stream' };
  return {
    outcome: { kind: 'ok', result: true },
    payload: { code: 200, headers, bytes: file.bytes },
  };
}

interface Finished extends Produced {
  readonly call: Call;
  readonly fault: FaultAction | undefined;
}

/** The reply goes first and the news of it second: a test that goes on at once must find the reply under way. */
function finish(parts: HttpParts, finished: Finished, response: ServerResponse): void {
  const { call, outcome, payload, fault } = finished;
  const isWhole = (!fault || fault.kind === 'delay') && !response.destroyed;
  if (isWhole) reply(response, payload);
  else if (fault && !response.destroyed) replyBadly(response, payload, fault);
  settle(parts, call, isWhole ? outcome : { kind: 'lost', committed: outcome.kind === 'ok' });
}

function settle(parts: HttpParts, call: Call, outcome: CallOutcome): void {
  call.outcome = outcome;
  parts.events.emit({ kind: 'answered', call });
}
