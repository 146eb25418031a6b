import type { BuildProgress } from '../../src/index/library/build-library.ts';

type Phase = BuildProgress['phase'];

/** Seconds of wall clock that the phases of a build took. */
export type PhaseSeconds = Readonly<Record<Phase, number>>;

const PHASES: readonly Phase[] = ['read', 'embed', 'graph', 'words', 'publish', 'check'];

/**
 * Splits the time of a build by what it tells of its progress: a phase ends with the last that is heard of it, or with
 * the first of the next where it tells only that it begins.
 */
export interface PhaseTimes {
  onProgress(progress: BuildProgress): void;
  /** Call it when the build has ended: its last phase lasted until now. */
  seconds(): PhaseSeconds;
}

/** @param now milliseconds */
export function startPhaseTimes(now: () => number = () => performance.now()): PhaseTimes {
  const ms = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]));
  let current: Phase = 'read';
  let since = now();
  const pass = () => {
    const at = now();
    ms.set(current, (ms.get(current) ?? 0) + at - since);
    since = at;
  };
  return {
    onProgress({ phase, total }) {
      const onlyBegins = total === undefined && phase !== 'read';
      if (phase !== current && !onlyBegins) current = phase;
      pass();
      current = phase;
    },
    seconds() {
      pass();
      return Object.fromEntries(
        PHASES.map((phase) => [phase, (ms.get(phase) ?? 0) / 1000]),
      ) as PhaseSeconds;
    },
  };
}
