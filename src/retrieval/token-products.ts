import type { QuestionTokens } from '../index/embedding/embedder.ts';
import { scalesOf } from '../index/embedding/token-vectors.ts';
import { WASM_BINARY } from './token-products-wasm.ts';

/*
 * Where most of a question's time would go: comparing its tokens with those of some 150 sentences, 30 million
 * multiplications. WebAssembly does eight at a time, and takes the sentences' numbers out of their half bytes on the way.
 */

/** A question's token vectors, ready to be compared with sentences'. */
export interface AskedTokens {
  readonly count: number;
  /** 1 / length of each. */
  readonly scales: Float32Array;
  /** As the machine wants them: see {@link interleave}. */
  readonly numbers: Int16Array;
  readonly dimensions: number;
}

/** A row for each of a sentence's tokens: the sum of its vector's squares, then its dot product with each asked one. */
export interface TokenProducts {
  readonly numbers: Int32Array;
  /** Numbers from one row to the next. */
  readonly rowLength: number;
  readonly rows: number;
}

/** Vectors that are multiplied with another one at once. */
const TOGETHER = 4;

/** Bytes that are unpacked at once, two numbers each. */
const BLOCK_BYTES = 16;

/** The question's vectors as whole numbers, -127..127: as exact as those of sentences deserve. */
export function askedTokens({ values }: QuestionTokens, dimensions: number): AskedTokens {
  const count = dimensions === 0 ? 0 : values.length / dimensions;
  const whole = wholeNumbers(values, dimensions);
  const numbers = interleave(whole, count, dimensions);
  return { count, scales: scalesOf(whole, dimensions), numbers, dimensions };
}

/**
 * Compares a question's tokens with a sentence's.
 *
 * @param packed vectors as token-bytes.ts packs them, one after the other
 * @returns numbers that hold until the next call
 */
export function tokenProducts(asked: AskedTokens, packed: Uint8Array): TokenProducts {
  const { dimensions } = asked;
  const rows = dimensions === 0 ? 0 : packed.length / (dimensions / 2);
  const groups = Math.ceil(asked.count / TOGETHER);
  const rowLength = 1 + groups * TOGETHER;
  if (rows === 0 || groups === 0) return { numbers: new Int32Array(), rowLength, rows };
  const vectorBytes = paddedBytes(dimensions);
  const scratchAt = asked.numbers.byteLength;
  const packedAt = scratchAt + vectorBytes * 4;
  const productsAt = packedAt + rows * vectorBytes;
  makeRoom(productsAt + rows * rowLength * 4);
  writeAsked(asked);
  writePacked(packed, { at: packedAt, rowBytes: dimensions / 2, vectorBytes });
  wasm.products(groups, packedAt, rows, vectorBytes, productsAt, scratchAt);
  const numbers = new Int32Array(wasm.memory.buffer, productsAt, rows * rowLength);
  return { numbers, rowLength, rows };
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
 */
function interleave(whole: Int8Array, count: number, dimensions: number): Int16Array {
  const perVector = paddedBytes(dimensions) * 2;
  const numbers = new Int16Array(Math.ceil(count / TOGETHER) * TOGETHER * perVector);
  const perBlock = 2 * BLOCK_BYTES;
  for (let token = 0; token < count; token += 1) {
    const group = Math.floor(token / TOGETHER) * TOGETHER * perVector;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const within = axis % perBlock;
      const unpacked = axis - within + (within % 2) * BLOCK_BYTES + Math.floor(within / 2);
      const eight = Math.floor(unpacked / 8) * TOGETHER + (token % TOGETHER);
      numbers[group + eight * 8 + (unpacked % 8)] = whole[token * dimensions + axis] ?? 0;
    }
  }
  return numbers;
}

const PAGE_BYTES = 65_536;

function makeRoom(bytes: number): void {
  const missing = bytes - wasm.memory.buffer.byteLength;
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / PAGE_BYTES));
}

/** Whose numbers stand at the memory's beginning: of several questions at once, each may be the next. */
let written: AskedTokens | undefined;

function writeAsked(asked: AskedTokens): void {
  if (written === asked) return;
  new Int16Array(wasm.memory.buffer, 0, asked.numbers.length).set(asked.numbers);
  written = asked;
}

/** Two zeros, packed. */
const ZEROS = 0x88;

function writePacked(
  packed: Uint8Array,
  place: { readonly at: number; readonly rowBytes: number; readonly vectorBytes: number },
): void {
  const { at, rowBytes, vectorBytes } = place;
  const rows = packed.length / rowBytes;
  const there = new Uint8Array(wasm.memory.buffer, at, rows * vectorBytes);
  if (rowBytes === vectorBytes) return there.set(packed);
  there.fill(ZEROS);
  for (let row = 0; row < rows; row += 1) {
    there.set(packed.subarray(row * rowBytes, (row + 1) * rowBytes), row * vectorBytes);
  }
}

/** As much of WebAssembly as is used here; TypeScript knows it of browsers only. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmExports {
  readonly memory: WasmMemory;
  /** Parameters as {@link WASM_BINARY} names them. */
  readonly products: (...parameters: [number, number, number, number, number, number]) => void;
}
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: WasmExports };
}

const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

/** One for all: its memory holds nothing from one call to the next but {@link written}, and reserves gigabytes of addresses. */
const wasm = new Instance(new Module(WASM_BINARY)).exports;
