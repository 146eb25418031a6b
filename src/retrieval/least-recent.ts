/** How much is kept at most. */
export interface Bounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** Values by key, within bounds: what wasn't looked for the longest gives way. */
export class LeastRecent<Value> {
  readonly #bounds: Bounds;
  /** Least recent first: a Map keeps the order of its keys' arrival. */
  readonly #entries = new Map<string, Entry<Value>>();
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  find(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** A value larger than all that may be kept isn't. */
  keep(key: string, value: Value, bytes: number): void {
    this.#drop(key);
    if (bytes > this.#bounds.maxBytes) return;
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      const { maxEntries, maxBytes } = this.#bounds;
      if (this.#entries.size <= maxEntries && this.#bytes <= maxBytes) return;
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #drop(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}
