import type { WaitingUpdate } from './inbox.ts';
import { laneOf, type Urgency, urgencyOf } from './urgency.ts';

/** Hands out updates: those of one lane in order, different lanes at once, the urgent ones first. */
export interface Lanes {
  add(waiting: WaitingUpdate): void;
  /** Updates that wait or are being handled. */
  depth(): number;
  /** Starts no more. Resolves when those being handled are done. */
  stop(): Promise<void>;
}

export interface LanesParts {
  /** Must not reject. */
  readonly handle: (waiting: WaitingUpdate) => Promise<void>;
  /** Older questions are stale. */
  readonly maxAgeMs: number;
  readonly now?: () => number;
}

/**
 * Updates handled at once. Most of them wait for their turn to search or to send, which costs little; the bound keeps a
 * backlog of thousands from being started all together. Live ones start where others don't: who has to wait is told so.
 */
const MAX_RUNNING: Readonly<Record<Urgency, number>> = { live: 1000, late: 200, stale: 200 };

interface Lane {
  readonly key: string;
  readonly waiting: WaitingUpdate[];
}

interface Hall {
  readonly parts: Required<LanesParts>;
  /** Lanes with updates that wait or of which one is being handled. */
  readonly lanes: Map<string, Lane>;
  /** Lanes of which nothing is being handled, by the urgency of their first update. */
  readonly ready: Readonly<Record<Urgency, Lane[]>>;
  readonly running: Set<Promise<void>>;
  depth: number;
  isStopped: boolean;
}

export function createLanes(parts: LanesParts): Lanes {
  const hall: Hall = {
    parts: { now: Date.now, ...parts },
    lanes: new Map(),
    ready: { live: [], late: [], stale: [] },
    running: new Set(),
    depth: 0,
    isStopped: false,
  };
  return {
    add(waiting) {
      enqueue(hall, waiting);
      queueMicrotask(() => startReady(hall));
    },
    depth: () => hall.depth,
    async stop() {
      hall.isStopped = true;
      while (hall.running.size > 0) await Promise.all(hall.running);
    },
  };
}

function enqueue(hall: Hall, waiting: WaitingUpdate): void {
  const { lanes } = hall;
  const key = laneOf(waiting, urgencyNow(hall, waiting));
  const known = lanes.get(key);
  const lane = known ?? { key, waiting: [] };
  lane.waiting.push(waiting);
  hall.depth++;
  if (known) return;
  lanes.set(key, lane);
  makeReady(hall, lane);
}

function makeReady(hall: Hall, lane: Lane): void {
  const [first] = lane.waiting;
  if (first) hall.ready[urgencyNow(hall, first)].push(lane);
  else hall.lanes.delete(lane.key);
}

function urgencyNow({ parts }: Hall, waiting: WaitingUpdate): Urgency {
  return urgencyOf(waiting, parts.now(), parts.maxAgeMs);
}

function startReady(hall: Hall): void {
  while (!hall.isStopped) {
    const lane = nextLane(hall);
    const first = lane?.waiting.shift();
    if (!lane || !first) return;
    const run: Promise<void> = hall.parts.handle(first).then(() => {
      hall.running.delete(run);
      hall.depth--;
      makeReady(hall, lane);
      startReady(hall);
    });
    hall.running.add(run);
  }
}

/** First come, first served while all is well; after an outage the newest first. */
function nextLane({ ready, running }: Hall): Lane | undefined {
  if (running.size < MAX_RUNNING.live && ready.live.length > 0) return ready.live.shift();
  return running.size < MAX_RUNNING.late ? (ready.late.pop() ?? ready.stale.pop()) : undefined;
}
