import type { Call, CallOutcome } from './http/call.ts';

/** What goes wrong with a request. `after`: the request takes effect, but its reply doesn't arrive as it should. */
export type FaultAction =
  /** 429 with `retry_after`; the request has no effect. */
  | { readonly kind: 'too-many-requests'; readonly retryAfterS: number }
  /** An error as JSON, such as 500 `Internal Server Error: restart`; no effect. */
  | { readonly kind: 'error'; readonly code: number; readonly description: string }
  /** A proxy's HTML page, usually with 502; no effect. */
  | { readonly kind: 'html'; readonly code: number }
  /** No reply until the bot hangs up; with `commit` the request took effect. */
  | { readonly kind: 'hang'; readonly commit?: boolean }
  /** The connection is closed; with `commit` the request took effect. */
  | { readonly kind: 'drop'; readonly commit?: boolean }
  /** The reply starts and breaks off in the middle; the request took effect. */
  | { readonly kind: 'truncate' }
  /** The reply trickles, one byte every so often; the request took effect. */
  | { readonly kind: 'slow'; readonly msPerByte: number }
  /** The request is handled as usual, but only after this time. */
  | { readonly kind: 'delay'; readonly ms: number };

/** Which requests a fault befalls. */
interface FaultOptions {
  /** All methods unless told. */
  readonly method?: string;
  readonly match?: (call: Call) => boolean;
  /** How often it strikes; once unless told. */
  readonly times?: number;
  /** How many fitting requests pass before it strikes. */
  readonly after?: number;
  readonly action: FaultAction;
}

/** A fault that was ordered. */
interface Fault {
  /** How often it struck so far. */
  readonly hits: number;
  end(): void;
}

/** The faults in force. */
export interface Faults {
  add(options: FaultOptions): Fault;
  /** The action for this request, if a fault strikes; it counts as a hit. */
  strike(call: Call): FaultAction | undefined;
  clear(): void;
}

interface Ordered {
  readonly options: FaultOptions;
  seen: number;
  hits: number;
}

/** No faults yet. The first that fits a request strikes it. */
export function createFaults(): Faults {
  const faults = new Set<Ordered>();
  return {
    add(options) {
      const fault: Ordered = { options, seen: 0, hits: 0 };
      faults.add(fault);
      return {
        get hits() {
          return fault.hits;
        },
        end: () => void faults.delete(fault),
      };
    },
    strike(call) {
      for (const fault of faults) {
        if (fits(fault, call) && fault.seen++ >= (fault.options.after ?? 0)) {
          fault.hits++;
          return fault.options.action;
        }
      }
      return undefined;
    },
    clear: () => faults.clear(),
  };
}

function fits({ options, hits }: Ordered, call: Call): boolean {
  if (hits >= (options.times ?? 1)) return false;
  if (options.method !== undefined && options.method !== call.method) return false;
  return options.match?.(call) ?? true;
}

/** Whether a request that a fault strikes has no effect at all. */
export function leavesNoTrace(fault: FaultAction): boolean {
  switch (fault.kind) {
    case 'too-many-requests':
    case 'error':
    case 'html':
      return true;
    case 'hang':
    case 'drop':
      return fault.commit !== true;
    case 'truncate':
    case 'slow':
    case 'delay':
      return false;
  }
}

/** What a fault replies in the server's place; undefined for those of transport (telegram.md §2.3). */
export function refusalBy(fault: FaultAction): CallOutcome | undefined {
  switch (fault.kind) {
    case 'too-many-requests':
      return {
        kind: 'refused',
        code: 429,
        description: `Too Many Requests: retry after ${fault.retryAfterS}`,
        parameters: { retry_after: fault.retryAfterS },
      };
    case 'error':
      return { kind: 'refused', code: fault.code, description: fault.description };
    case 'html':
      return { kind: 'refused', code: fault.code, description: '(an HTML page)' };
    case 'hang':
    case 'drop':
    case 'truncate':
    case 'slow':
    case 'delay':
      return undefined;
  }
}
