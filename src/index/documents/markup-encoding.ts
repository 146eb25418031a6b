import { decodeText } from './encoding.ts';
import type { Unreadable } from './reading.ts';

/**
 * `<meta charset=…>`, its older form, or XML's declaration; all stand in the first kilobyte.
 * https://html.spec.whatwg.org/multipage/semantics.html#charset
 */
const STATED =
  /(?:<meta\s[^>]{0,200}?charset|<\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]{2,40})/iu;

/** The text of a file of markup, which may state its own encoding. */
export function decodeMarkup(bytes: Uint8Array): string | Unreadable {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  return decodeText(bytes, STATED.exec(head.toString('latin1'))?.[1]);
}
