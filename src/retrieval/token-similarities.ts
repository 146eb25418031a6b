import type { QuestionTokens } from '../index/embedding/embedder.ts';
import { scalesOf } from '../index/embedding/token-vectors.ts';
import { WASM_BINARY } from './token-similarities-wasm.ts';

/*
 * Where most of a question's time would go: comparing its tokens with those of some 150 sentences, 40 million
 * multiplications. WebAssembly does eight at a time, and takes the sentences' numbers out of their half bytes on the way.
 */

/** A question's token vectors, ready to be compared with sentences'. */
export interface AskedTokens {
  readonly count: number;
  readonly dimensions: number;
  /** As the machine wants them: see {@link interleave}. */
  readonly numbers: Int16Array;
  /** 1 / length of each vector there. */
  readonly scales: Float64Array;
}

/** Cosine similarities of a sentence's tokens and the question's. Its arrays hold until the next comparison. */
export interface TokenSimilarities {
  /** Of each of the question's tokens to its nearest in the sentence; 0 where that has none. */
  readonly nearest: Float64Array;
  /** Of each of the sentence's tokens to its nearest of the question's, summed up. */
  readonly back: number;
  /** All of them, a row for each of the sentence's tokens. */
  readonly all: Float64Array;
  readonly rows: number;
  /** Numbers from one row to the next. */
  readonly rowLength: number;
}

/** Vectors that are multiplied with another one at once. */
const TOGETHER = 4;

/** Bytes that are unpacked at once, two numbers each. */
const BLOCK_BYTES = 16;

/** The question's vectors as whole numbers, -127..127: as exact as those of sentences deserve. */
export function askedTokens({ values }: QuestionTokens, dimensions: number): AskedTokens {
  const count = dimensions === 0 ? 0 : values.length / dimensions;
  const whole = wholeNumbers(values, dimensions);
  const lengths = scalesOf(whole, dimensions);
  const scales = Float64Array.from(
    { length: padded(count) },
    (_, at) => lengths[at] ?? lengths[0] ?? 1,
  );
  return { count, dimensions, numbers: interleave(whole, count, dimensions), scales };
}

/**
 * Memory for tokens of sentences that are about to be compared: whoever reads them reads them there, so that nothing is
 * copied. It holds until more is asked for.
 */
export function roomForTokens(asked: AskedTokens, bytes: number): Uint8Array {
  const vectorBytes = paddedBytes(asked.dimensions);
  if (vectorBytes !== asked.dimensions / 2) return new Uint8Array(bytes);
  return room(asked, bytes / vectorBytes);
}

/**
 * Compares a question's tokens with a sentence's.
 *
 * @param packed vectors as token-bytes.ts packs them, one after the other; best in {@link roomForTokens}
 */
export function compareTokens(asked: AskedTokens, packed: Uint8Array): TokenSimilarities {
  const { count, dimensions } = asked;
  const rows = dimensions === 0 ? 0 : packed.length / (dimensions / 2);
  if (rows === 0 || count === 0) return withoutTokens(count, rows);
  const at = packed.buffer === wasm.memory.buffer ? packed.byteOffset : copied(asked, packed);
  const places = placesOf(asked);
  const rowLength = padded(count);
  writeAsked(asked, places);
  const nearest = new Float64Array(wasm.memory.buffer, places.nearest, count).fill(-1);
  const back = wasm.compare(
    rowLength / TOGETHER,
    at,
    rows,
    paddedBytes(dimensions),
    roomEnd,
    places.scratch,
    places.scales,
    places.nearest,
  );
  const all = new Float64Array(wasm.memory.buffer, roomEnd, rows * rowLength);
  return { nearest, back, all, rows, rowLength };
}

function withoutTokens(count: number, rows: number): TokenSimilarities {
  const [nearest, all] = [new Float64Array(count), new Float64Array()];
  return { nearest, back: -rows, all, rows: 0, rowLength: 0 };
}

function padded(count: number): number {
  return Math.ceil(count / TOGETHER) * TOGETHER;
}

function paddedBytes(dimensions: number): number {
  return Math.ceil(dimensions / 2 / BLOCK_BYTES) * BLOCK_BYTES;
}

/** Vectors as whole numbers, the largest of each 127. */
function wholeNumbers(values: Float32Array, dimensions: number): Int8Array {
  const whole = new Int8Array(values.length);
  for (let start = 0; start < values.length; start += dimensions) {
    const end = start + dimensions;
    let largest = 0;
    for (let at = start; at < end; at += 1) largest = Math.max(largest, Math.abs(values[at] ?? 0));
    const scale = 127 / (largest || 1);
    for (let at = start; at < end; at += 1) whole[at] = Math.round((values[at] ?? 0) * scale);
  }
  return whole;
}

/**
 * For each {@link TOGETHER} vectors and each eight numbers of a sentence's vector, the eight of each that meet them. Of
 * a block of packed bytes first come the numbers in their low halves, so every other one, then those in the high halves.
 * Places left over have the first vector again, which changes no highest similarity.
 */
function interleave(whole: Int8Array, count: number, dimensions: number): Int16Array {
  const perVector = paddedBytes(dimensions) * 2;
  const numbers = new Int16Array(padded(count) * perVector);
  const perBlock = 2 * BLOCK_BYTES;
  for (let place = 0; place < padded(count); place += 1) {
    const start = (place < count ? place : 0) * dimensions;
    const group = Math.floor(place / TOGETHER) * TOGETHER * perVector;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const within = axis % perBlock;
      const unpacked = axis - within + (within % 2) * BLOCK_BYTES + Math.floor(within / 2);
      const eight = Math.floor(unpacked / 8) * TOGETHER + (place % TOGETHER);
      numbers[group + eight * 8 + (unpacked % 8)] = whole[start + axis] ?? 0;
    }
  }
  return numbers;
}

/** Where things lie in the machine's memory, in bytes: the question's numbers first, sentences' tokens last. */
interface MemoryPlaces {
  readonly scales: number;
  readonly nearest: number;
  readonly scratch: number;
  readonly tokens: number;
}

function placesOf({ numbers, scales, dimensions }: AskedTokens): MemoryPlaces {
  const nearest = numbers.byteLength + scales.byteLength;
  const scratch = nearest + scales.byteLength;
  return {
    scales: numbers.byteLength,
    nearest,
    scratch,
    tokens: scratch + 2 * paddedBytes(dimensions) * 4,
  };
}

/** Whose numbers stand at the memory's beginning: of several questions at once, each may be the next. */
let written: AskedTokens | undefined;

function writeAsked(asked: AskedTokens, { scales }: MemoryPlaces): void {
  if (written === asked) return;
  new Int16Array(wasm.memory.buffer, 0, asked.numbers.length).set(asked.numbers);
  new Float64Array(wasm.memory.buffer, scales, asked.scales.length).set(asked.scales);
  written = asked;
}

/** Where the tokens end, and their similarities begin. */
let roomEnd = 0;

const PAGE_BYTES = 65_536;

/** Room for so many vectors, and for their similarities behind. */
function room(asked: AskedTokens, rows: number): Uint8Array {
  const { tokens } = placesOf(asked);
  const bytes = rows * paddedBytes(asked.dimensions);
  roomEnd = tokens + bytes;
  // One row more, since an odd number of them is made even.
  const end = roomEnd + (rows + 1) * padded(asked.count) * Float64Array.BYTES_PER_ELEMENT;
  const missing = end - wasm.memory.buffer.byteLength;
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / PAGE_BYTES));
  return new Uint8Array(wasm.memory.buffer, tokens, bytes);
}

/** Two zeros, packed. */
const ZEROS = 0x88;

/** Copies packed vectors to the memory. @returns their address */
function copied(asked: AskedTokens, packed: Uint8Array): number {
  const rowBytes = asked.dimensions / 2;
  const vectorBytes = paddedBytes(asked.dimensions);
  const rows = packed.length / rowBytes;
  const there = room(asked, rows);
  if (rowBytes === vectorBytes) there.set(packed);
  else there.fill(ZEROS);
  for (let row = 0; rowBytes < vectorBytes && row < rows; row += 1) {
    there.set(packed.subarray(row * rowBytes, (row + 1) * rowBytes), row * vectorBytes);
  }
  return there.byteOffset;
}

/** As much of WebAssembly as is used here; TypeScript knows it of browsers only. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmExports {
  readonly memory: WasmMemory;
  readonly compare: (...parameters: CompareParameters) => number;
}
/** As {@link WASM_BINARY} takes them: numbers of things and of bytes, and addresses. */
type CompareParameters = [
  groups: number,
  vectors: number,
  count: number,
  bytesOfVector: number,
  similarities: number,
  scratch: number,
  scales: number,
  nearest: number,
];
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: WasmExports };
}

const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

/** One for all: its memory holds nothing from one call to the next but {@link written}, and reserves gigabytes of addresses. */
const wasm = new Instance(new Module(WASM_BINARY)).exports;
