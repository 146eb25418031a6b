import { deflateSync, inflateSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import type { Random } from './random.ts';

/** Most changes to one file. */
const MAX_CHANGES = 8;

/** A file is not made longer than this by repeating a part of it. */
const MAX_BYTES = 512 * 1024;

const NASTY_BYTES = [
  0, 1, 0x0a, 0x20, 0x22, 0x28, 0x3c, 0x3e, 0x5b, 0x7b, 0x7f, 0x80, 0xff,
] as const;
const NASTY_NUMBERS = [
  '0',
  '-1',
  '1',
  '255',
  '65536',
  '2147483647',
  '4294967296',
  '1e308',
] as const;
const NASTY_INTEGERS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff] as const;

const CHANGES = ['flip', 'set', 'cut', 'drop', 'repeat', 'splice', 'number', 'integer'] as const;

/** Another file of a format: a real one with a few changes, inside its compressed parts as well as outside. */
export function mutated(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const isZip = file[0] === 0x50 && file[1] === 0x4b;
  const isPdf = file[0] === 0x25 && file[1] === 0x50;
  if (isZip && random.below(3) > 0) return changedEntry(file, random);
  if (isPdf && random.below(3) > 0) return changedStream(file, random);
  if (file[0] === 0x7b && random.below(3) > 0) return changedJson(file, random);
  return changed(file, other, random);
}

function changed(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes: Buffer = Buffer.from(file);
  for (let changes = 1 + random.below(MAX_CHANGES); changes > 0; changes--)
    bytes = changedOnce(bytes, other, random);
  return bytes;
}

function changedOnce(bytes: Buffer, other: Uint8Array, random: Random): Buffer {
  const at = random.below(bytes.length);
  const end = at + random.below(random.of([4, 64, 4096]));
  switch (random.of(CHANGES)) {
    case 'flip':
      return replaced(bytes, at, at + 1, Buffer.of((bytes[at] ?? 0) ^ (1 << random.below(8))));
    case 'set':
      return replaced(bytes, at, at + 1, Buffer.of(random.of(NASTY_BYTES)));
    case 'cut':
      return bytes.subarray(0, at);
    case 'drop':
      return replaced(bytes, at, end, Buffer.alloc(0));
    case 'repeat':
      return repeated(bytes, at, end, random);
    case 'splice':
      return spliced(bytes, at, other, random);
    case 'number':
      return withNumber(bytes, at, random);
    case 'integer':
      return withInteger(bytes, at, random);
  }
}

function replaced(bytes: Buffer, start: number, end: number, by: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)]);
}

function repeated(bytes: Buffer, start: number, end: number, random: Random): Buffer {
  const part = bytes.subarray(start, end);
  const room = Math.floor((MAX_BYTES - bytes.length) / Math.max(1, part.length));
  const times = Math.max(0, Math.min(random.of([1, 20, 5000]), room));
  return replaced(bytes, end, end, Buffer.concat(Array<Buffer>(times).fill(part)));
}

function spliced(bytes: Buffer, at: number, other: Uint8Array, random: Random): Buffer {
  const from = random.below(other.length);
  const part = other.subarray(from, from + random.below(random.of([64, 4096, 65_536])));
  return replaced(bytes, at, random.of([at, at + part.length]), part);
}

/** A written number, a length say, that lies. */
function withNumber(bytes: Buffer, at: number, random: Random): Buffer {
  const number = /\d+/u.exec(bytes.toString('latin1', at, at + 4096));
  if (number === null) return bytes;
  const start = at + number.index;
  return replaced(bytes, start, start + number[0].length, Buffer.from(random.of(NASTY_NUMBERS)));
}

/** A binary number, of a directory of a zip archive say, that lies. */
function withInteger(bytes: Buffer, at: number, random: Random): Buffer {
  const size = random.of([2, 4]);
  const integer = Buffer.alloc(4);
  integer.writeUInt32LE(random.of(NASTY_INTEGERS));
  return replaced(bytes, at, at + size, integer.subarray(0, size));
}

/** A zip archive with one of its files changed. */
function changedEntry(file: Uint8Array, random: Random): Uint8Array {
  const entries = unzipSync(file);
  const [first = '', ...names] = Object.keys(entries);
  const name = random.of([first, ...names]);
  const content = entries[name] ?? new Uint8Array();
  return zipSync({ ...entries, [name]: changed(content, content, random) });
}

const STREAM = /\/FlateDecode[^>]*?>>[\r\n\s]*stream\r?\n/gu;

/** A PDF with what one of its streams holds changed. The table of where things stand is wrong then: readers rebuild it. */
function changedStream(file: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(file).toString('latin1');
  const starts = Array.from(text.matchAll(STREAM), (match) => match.index + match[0].length);
  const start = starts[random.below(starts.length)] ?? 0;
  const end = text.indexOf('endstream', start);
  if (start === 0 || end < 0) return file;
  try {
    const content = inflateSync(file.subarray(start, end));
    const packed = deflateSync(changed(content, content, random));
    return replaced(Buffer.from(file), start, end, packed);
  } catch {
    return changed(file, file, random); // a stream in a cipher or of another filter
  }
}

const NASTY_JSON = ['null', 'true', '-1', '1e30', '""', '"\\ud800"', '[[]]', '{}'] as const;

/** JSON with some of its values changed to others, so that it stays JSON. */
function changedJson(file: Uint8Array, random: Random): Uint8Array {
  const json: unknown = JSON.parse(Buffer.from(file).toString());
  const rate = random.of([3, 30, 300]);
  const changedValue = (value: unknown): unknown =>
    random.below(rate) === 0 ? JSON.parse(random.of(NASTY_JSON)) : value;
  return Buffer.from(JSON.stringify(json, (_, value: unknown) => changedValue(value)));
}
