/** The server's clock: real time that a test can push forward, so that "an hour later" takes no hour. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Whole seconds since 1970, as Telegram dates everything. */
  seconds(): number;
  /** Runs `action` once `ms` have passed on this clock; the returned function cancels it. */
  after(ms: number, action: () => void): () => void;
  /** Lets `ms` pass at once: whatever falls due runs, in order of its time. */
  advance(ms: number): void;
}

interface Alarm {
  readonly dueAt: number;
  readonly action: () => void;
  handle: NodeJS.Timeout | undefined;
}

/** A clock that starts at the present. */
export function createClock(): Clock {
  let skippedMs = 0;
  const alarms = new Set<Alarm>();
  const now = (): number => Date.now() + skippedMs;

  const ring = (alarm: Alarm): void => {
    clearTimeout(alarm.handle);
    if (alarms.delete(alarm)) alarm.action();
  };
  const arm = (alarm: Alarm): void => {
    clearTimeout(alarm.handle);
    alarm.handle = setTimeout(() => ring(alarm), Math.max(0, alarm.dueAt - now()));
    alarm.handle.unref();
  };
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    after(ms, action) {
      const alarm: Alarm = { dueAt: now() + ms, action, handle: undefined };
      alarms.add(alarm);
      arm(alarm);
      return () => {
        clearTimeout(alarm.handle);
        alarms.delete(alarm);
      };
    },
    advance(ms) {
      skippedMs += ms;
      const due = [...alarms].filter(({ dueAt }) => dueAt <= now());
      for (const alarm of due.toSorted((a, b) => a.dueAt - b.dueAt)) ring(alarm);
      for (const alarm of alarms) arm(alarm);
    },
  };
}
