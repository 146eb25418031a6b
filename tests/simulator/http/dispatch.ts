import { BotApiError } from '../bot-api-error.ts';
import type { Circumstances, Server } from '../methods/method.ts';
import { METHODS } from '../methods/table.ts';
import { botApiSchema } from '../validator/schema.ts';
import type { Violations } from '../violations.ts';
import type { Call, CallOutcome } from './call.ts';

type AnyMethod = (
  server: Server,
  params: Readonly<Record<string, unknown>>,
  circumstances: Circumstances,
) => unknown;

/** Carries out one request: schema, limits, then the method itself. Wrong requests are reported as violations. */
export async function carryOut(
  server: Server,
  call: Call,
  violations: Violations,
): Promise<CallOutcome> {
  try {
    server.flood.count(call);
    checkParams(call);
    const method = methodOf(call.method);
    const { files, hungUp } = call;
    const result = await method(server, call.params, { files, hungUp });
    checkResult(call.method, result);
    return { kind: 'ok', result };
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error;
    if (error.blame === 'bot') violations.report(call.method, error.message);
    return {
      kind: 'refused',
      code: error.code,
      description: error.message,
      ...(error.parameters && { parameters: error.parameters }),
    };
  }
}

function checkParams({ method, params }: Call): void {
  const problems = botApiSchema().problemsOfParams(method, params);
  if (problems.length > 0) throw new BotApiError(400, `Bad Request: ${problems.join('; ')}`);
}

function methodOf(name: string): AnyMethod {
  const methods = METHODS as Readonly<Record<string, unknown>>;
  const method = methods[name];
  if (typeof method === 'function') return method as AnyMethod;
  throw new BotApiError(404, `Not Found: the simulator does not model ${name}`);
}

/** The simulator's own answers fit the schema too. */
function checkResult(method: string, result: unknown): void {
  const problems = botApiSchema().problemsOfResult(method, result);
  if (problems.length > 0) {
    throw new Error(`The simulator answered ${method} wrongly: ${problems.join('; ')}`);
  }
}
