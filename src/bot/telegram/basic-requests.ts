import type { Transformer } from 'grammy';

/**
 * Leaves out what older Bot API servers refuse: link preview options, quotes in replies, buttons that copy, the button above
 * inline results, and a kind of update that they don't know. An answer needs none of them.
 */
export function basicRequests(): Transformer {
  return (prev, method, payload, signal) => prev(method, basic(payload) as typeof payload, signal);
}

/** A button without what it does would be refused as well. */
function copies(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'copy_text' in item;
}

/** In `allowed_updates`: of Bot API 10.0. */
const NEWER_UPDATE = 'guest_message';

const LEFT_OUT = new Set(['link_preview_options', 'quote', 'button']);

function basic(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((item) => !copies(item) && item !== NEWER_UPDATE).map(basic);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value; // a file
  const kept = Object.entries(value).filter(([name]) => !LEFT_OUT.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, basic(inner)]));
}
