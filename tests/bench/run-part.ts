import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Parts } from './part.ts';

const PART = fileURLToPath(new URL('part.ts', import.meta.url));

/** Measures a part in a process of its own. */
export async function runPart<Name extends keyof Parts>(
  name: Name,
  request: Parameters<Parts[Name]>[0],
): Promise<Awaited<ReturnType<Parts[Name]>>> {
  const child = fork(PART, { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  child.send({ name, request });
  // A process may have ended before all that it sent is read: its channel closes after that.
  const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]).then(([[code]]) =>
    Promise.reject(new Error(`The part "${name}" of the bench ended with ${code}.`)),
  );
  ended.catch(() => undefined);
  const [measured] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  await ended.catch(() => undefined);
  return measured as Awaited<ReturnType<Parts[Name]>>;
}
