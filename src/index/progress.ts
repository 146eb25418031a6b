import { Presets, SingleBar } from 'cli-progress';
import type { BuildProgress } from './library/build-library.ts';

/** Shows how far a build is. */
export interface ProgressDisplay {
  show(progress: BuildProgress): void;
  /** Ends the bar; call it before anything else is written. */
  stop(): void;
}

const PHASES: Record<BuildProgress['phase'], string> = {
  read: 'Reading documents',
  embed: 'Embedding passages',
  graph: 'Linking vectors',
  words: 'Indexing words',
  publish: 'Publishing',
};

/** Lines of a phase that takes long, where there is no terminal. */
const LINE_EVERY_MS = 10_000;

/** A bar on a terminal, plain lines elsewhere (a log, a pipe). */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? progressBar(stream) : progressLines(stream);
}

function progressBar(stream: NodeJS.WriteStream): ProgressDisplay {
  const bar = new SingleBar(
    {
      stream,
      clearOnComplete: true,
      hideCursor: true,
      etaBuffer: 50,
      format: '{phase} {bar} {value} of {total} · {rate} · {eta_formatted} left',
    },
    Presets.shades_classic,
  );
  let phase: BuildProgress['phase'] | undefined;
  let startedAt = 0;
  return {
    show({ phase: next, done, total }) {
      const rate = () => rateOf(done, performance.now() - startedAt);
      if (next === phase) {
        bar.update(done, { rate: rate() });
        return;
      }
      bar.stop();
      phase = next;
      startedAt = performance.now();
      if (total !== undefined) bar.start(total, done, { phase: PHASES[next], rate: rate() });
    },
    stop: () => bar.stop(),
  };
}

function rateOf(done: number, ms: number): string {
  return ms < 500 ? '' : `${(done / (ms / 1000)).toFixed(done / ms > 0.1 ? 0 : 1)}/s`;
}

/** A line when a phase begins, and one now and then. */
function progressLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let phase: BuildProgress['phase'] | undefined;
  let writtenAt = 0;
  return {
    show({ phase: next, done, total }) {
      const begins = next !== phase;
      if (!begins && performance.now() - writtenAt < LINE_EVERY_MS) return;
      phase = next;
      writtenAt = performance.now();
      const amount = total === undefined ? '' : begins ? ` (${total})` : `: ${done} of ${total}`;
      stream.write(`${PHASES[next]}${amount}\n`);
    },
    stop: () => undefined,
  };
}
