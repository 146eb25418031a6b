import type { Events } from './events.ts';

/** A request that no correct bot sends. */
export interface Violation {
  readonly method: string;
  readonly problem: string;
}

/** A wrong request fails the test that caused it, even where the bot would have survived the refusal. */
class ViolationError extends Error {
  override readonly name = 'ViolationError';
}

/** The list of wrong requests, and what a test may declare to be expected. */
export interface Violations {
  report(method: string, problem: string): void;
  /** All of them, also forgiven ones. */
  list(): readonly Violation[];
  /** From now on (and backwards) problems that match are expected: they are listed but fail nothing. */
  forgive(pattern: RegExp): void;
  /** Undefined when every request was right; otherwise the error to throw. */
  verdict(): ViolationError | undefined;
}

/** An empty list. With `strict` a violation also ends whatever the test is waiting for. */
export function createViolations(events: Events, strict: boolean): Violations {
  const violations: Violation[] = [];
  const forgiven: RegExp[] = [];
  const counts = (each: Violation): boolean =>
    !forgiven.some((pattern) => pattern.test(`${each.method}: ${each.problem}`));
  const verdict = (): ViolationError | undefined => {
    const wrong = violations.filter(counts);
    if (!strict || wrong.length === 0) return undefined;
    const lines = wrong.map(({ method, problem }) => `  ${method}: ${problem}`);
    return new ViolationError(`The bot sent wrong requests:\n${lines.join('\n')}`);
  };
  return {
    report(method, problem) {
      const violation = { method, problem };
      violations.push(violation);
      events.emit({ kind: 'violation', violation });
      const reason = counts(violation) ? verdict() : undefined;
      if (reason) events.emit({ kind: 'broken', reason });
    },
    list: () => violations,
    forgive: (pattern) => void forgiven.push(pattern),
    verdict,
  };
}
