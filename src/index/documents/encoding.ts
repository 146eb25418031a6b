import { constants } from 'node:buffer';
import { analyse } from 'chardet';
import type { Unreadable } from './reading.ts';

/** Bytes looked at to tell an encoding; chardet's own sampling of more gains nothing but time. */
const SAMPLE_BYTES = 64 * 1024;

/** Share of control characters above which bytes are no text: a stray form feed is fine, machine code is not. */
const MAX_CONTROL_SHARE = 0.02;

/** A text of an encoding that was only guessed at, below this confidence (chardet: 0..100), is not trusted. */
const MIN_CONFIDENCE = 10;

/** Share of U+FFFD up to which a text is still UTF-8 with a few damaged places, and not another encoding. */
const MAX_DAMAGE_SHARE = 0.001;

const BINARY: Unreadable = { reason: 'is binary, not text' };

/**
 * The text of a file: its encoding told by BOM, else UTF-8 where it is valid, else UTF-16 by its zero bytes, else the
 * stated one, else a legacy encoding by detection. Line ends become LF and a BOM goes; nothing else is changed.
 *
 * @param stated the encoding's name as the file itself gives it
 */
export function decodeText(bytes: Uint8Array, stated?: string): string | Unreadable {
  if (bytes.length === 0) return { reason: 'is empty' };
  if (bytes.length > constants.MAX_STRING_LENGTH)
    return { reason: 'is too large to be held as text' };
  const text = decodeByBom(bytes) ?? decodeWithoutBom(bytes, stated);
  if (typeof text !== 'string') return text;
  if (looksBinary(text)) return BINARY;
  if (!/[^\s\p{Cc}\p{Cf}]/u.test(text))
    return { reason: 'is empty: it holds nothing but blank space' };
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function decodeByBom(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return undefined;
}

function decodeWithoutBom(bytes: Uint8Array, stated: string | undefined): string | Unreadable {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.includes(0)) {
    const wide = wideEncodingOf(sample);
    return wide === undefined ? BINARY : new TextDecoder(wide).decode(bytes);
  }
  return (
    decodeUtf8(bytes) ??
    (stated === undefined ? undefined : decodeAs(stated, bytes)) ??
    decodeLegacy(bytes) ??
    decodeDamagedUtf8(bytes)
  );
}

/** UTF-16 without BOM: line feeds, spaces and Latin letters put a zero at every second byte, on one side only. */
function wideEncodingOf(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(sample.length / 2);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) evenZeros++;
    if (sample[at + 1] === 0) oddZeros++;
  }
  // A text of another script still has spaces and line ends: one zero in fifty pairs will do.
  if (oddZeros > pairs * 0.02 && evenZeros <= oddZeros * 0.05) return 'utf-16le';
  if (evenZeros > pairs * 0.02 && oddZeros <= evenZeros * 0.05) return 'utf-16be';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Legacy 8-bit and East Asian encodings. UTF-8 with a few broken bytes is left to `decodeDamagedUtf8`. */
function decodeLegacy(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const damaged = new TextDecoder('utf-8').decode(sample, { stream: true });
  if (/[^\0-\x7f\ufffd]/u.test(damaged) && damageOf(damaged) <= MAX_DAMAGE_SHARE) return undefined;
  for (const { name, confidence } of analyse(sampleAroundText(bytes))) {
    const text = confidence >= MIN_CONFIDENCE ? decodeAs(name, bytes) : undefined;
    if (text !== undefined && damageOf(text) <= MAX_DAMAGE_SHARE) return text;
  }
  return undefined;
}

function decodeDamagedUtf8(bytes: Uint8Array): string | Unreadable {
  const text = new TextDecoder('utf-8').decode(bytes);
  if (damageOf(text) <= MAX_DAMAGE_SHARE * 10) return text;
  return { reason: 'is text in an encoding that could not be told; save it as UTF-8' };
}

/** Detection needs the bytes that are no ASCII: the sample starts shortly before the first of them. */
function sampleAroundText(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const start = Math.max(0, first - SAMPLE_BYTES / 2);
  return bytes.subarray(start, start + SAMPLE_BYTES);
}

function decodeAs(name: string, bytes: Uint8Array): string | undefined {
  if (/^utf/iu.test(name)) return undefined; // tried already
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    return undefined; // chardet knows a few names that TextDecoder doesn't
  }
}

function damageOf(text: string): number {
  const sample = text.slice(0, SAMPLE_BYTES);
  return (sample.match(/\ufffd/g)?.length ?? 0) / Math.max(1, sample.length);
}

/** Control characters that stand in texts: white space, and escape (in logs of terminals). */
const TEXT_CONTROLS = '\t\n\v\f\r\u001b';

/** ASCII's control characters that no text has; those of C1 are what legacy encodings make of letters. */
function isBinaryControl(character: string): boolean {
  return character < '\u0080' && !TEXT_CONTROLS.includes(character);
}

function looksBinary(text: string): boolean {
  const sample =
    text.length <= 2 * SAMPLE_BYTES
      ? text
      : text.slice(0, SAMPLE_BYTES) + text.slice(-SAMPLE_BYTES);
  const controls = (sample.match(/\p{Cc}/gu) ?? []).filter(isBinaryControl).length;
  return sample.includes('\0') || controls > sample.length * MAX_CONTROL_SHARE;
}
