import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from '../observer.ts';
import { TelegramRefusal, TelegramUnreachable } from '../telegram/errors.ts';
import type { RetryReason } from '../telegram/persistence.ts';

export interface Metrics {
  readonly observer: Observer;
  countRetry(event: { readonly method: string; readonly reason: RetryReason }): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Seconds: a warm question takes about 0.04, a flooded chat a minute. */
const LATENCY_BUCKETS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300];

/** Figures for Prometheus; Node's own (memory, event-loop delay) among them. */
export function createMetrics(inboxDepth: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'bot_' });
  observeDepth(registry, inboxDepth);
  const retries = new Counter({
    name: 'bot_retries_total',
    help: 'Repeated calls; each of reason reply-lost may have doubled a message',
    labelNames: ['method', 'reason'],
    registers: [registry],
  });
  return {
    observer: countingObserver(registry),
    countRetry: (event) => retries.inc({ ...event }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function observeDepth(registry: Registry, inboxDepth: () => number): void {
  const gauge: Gauge = new Gauge({
    name: 'bot_inbox_depth',
    help: 'Updates that wait or are being handled',
    registers: [registry],
    collect: () => gauge.set(inboxDepth()),
  });
}

function countingObserver(registry: Registry): Observer {
  const registers = [registry];
  const buckets = LATENCY_BUCKETS;
  const questions = new Counter({
    name: 'bot_questions_total',
    help: 'Answered questions by where they came from and kind of answer',
    labelNames: ['source', 'kind'],
    registers,
  });
  const total = new Histogram({
    name: 'bot_answer_seconds',
    help: 'From the start of handling until Telegram took the answer',
    buckets,
    registers,
  });
  const ask = new Histogram({
    name: 'bot_ask_seconds',
    help: 'Retrieval alone',
    buckets,
    registers,
  });
  const errors = new Counter({
    name: 'bot_errors_total',
    help: 'Failed updates by error',
    labelNames: ['error'],
    registers,
  });
  return {
    answered({ source, answer, totalMs }) {
      questions.inc({ source, kind: answer.kind });
      total.observe(totalMs / 1000);
      ask.observe(answer.ms.total / 1000);
    },
    failed: ({ error }) => errors.inc({ error: kindOf(error) }),
  };
}

function kindOf(error: unknown): string {
  if (error instanceof TelegramRefusal) return `telegram_${error.code}`;
  return error instanceof TelegramUnreachable ? 'telegram_unreachable' : 'unforeseen';
}
