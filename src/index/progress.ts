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
  publish: 'Writing to the disk',
  check: 'Checking',
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
      // The terminal stays as it is: a build that is ended by Ctrl-C has nothing to put back.
      hideCursor: false,
      linewrap: true,
      barsize: 20,
      format: '{phase} {bar} {value} of {total}{pace}',
    },
    Presets.shades_classic,
  );
  let phase: BuildProgress['phase'] | undefined;
  let startedAt = 0;
  return {
    show(progress) {
      const { phase: next, done, total } = progress;
      if (next !== phase) {
        bar.stop();
        phase = next;
        startedAt = performance.now();
        if (total !== undefined) bar.start(total, done, { phase: PHASES[next], pace: '' });
      }
      bar.update(done, { pace: paceOf(progress, performance.now() - startedAt) });
    },
    stop: () => bar.stop(),
  };
}

/** Rate and time left, as soon as they mean something: ` · 12/s · 40 s left`. */
export function paceOf(progress: BuildProgress, ms: number): string {
  const pace = paceIn(progress, ms);
  if (pace === undefined) return '';
  const { perSecond, secondsLeft } = pace;
  const rate = perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0);
  return ` · ${rate}/s · ${durationOf(secondsLeft)} left`;
}

function paceIn({ done, total }: BuildProgress, ms: number) {
  if (total === undefined || done < 2 || done >= total || ms < 1000) return undefined;
  const perSecond = done / (ms / 1000);
  return { perSecond, secondsLeft: (total - done) / perSecond };
}

function durationOf(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** A line when a phase begins, and one now and then. */
function progressLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let phase: BuildProgress['phase'] | undefined;
  let startedAt = 0;
  let writtenAt = 0;
  return {
    show(progress) {
      const { phase: next, done, total } = progress;
      const begins = next !== phase;
      if (!begins && performance.now() - writtenAt < LINE_EVERY_MS) return;
      if (begins) startedAt = performance.now();
      phase = next;
      writtenAt = performance.now();
      const amount = total === undefined ? '' : begins ? ` (${total})` : `: ${done} of ${total}`;
      const pace = begins ? '' : paceOf(progress, performance.now() - startedAt);
      stream.write(`${PHASES[next]}${amount}${pace}\n`);
    },
    stop: () => undefined,
  };
}

/** Objects for a program, at most four a second. */
const OBJECT_EVERY_MS = 250;

/** An object a line for whoever started this: `{"kind":"progress","phase":"embed","done":3,"total":8,…}` */
export function jsonProgress(stream: NodeJS.WritableStream): ProgressDisplay {
  let phase: BuildProgress['phase'] | undefined;
  let startedAt = 0;
  let writtenAt = 0;
  return {
    show(progress) {
      const now = performance.now();
      const begins = progress.phase !== phase;
      if (!begins && now - writtenAt < OBJECT_EVERY_MS) return;
      if (begins) startedAt = now;
      phase = progress.phase;
      writtenAt = now;
      const pace = paceIn(progress, now - startedAt);
      const rounded = pace && {
        perSecond: Math.round(pace.perSecond * 10) / 10,
        secondsLeft: Math.ceil(pace.secondsLeft),
      };
      stream.write(`${JSON.stringify({ kind: 'progress', ...progress, ...rounded })}\n`);
    },
    stop: () => undefined,
  };
}
