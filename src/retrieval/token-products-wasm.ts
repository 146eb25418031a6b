/*
 * A function in WebAssembly, written out since a compiler for one page of code would be more to keep than the page:
 *
 *   for each packed vector:
 *     take its numbers out of their half bytes to SCRATCH, in 16 bits; write the sum of their squares
 *     for each four of the question's vectors: write their dot products with it
 *
 * The question's vectors start at address 0.
 */

// Parameters, all 32-bit: addresses and lengths in bytes, GROUPS of four vectors, COUNT of packed ones.
const [GROUPS, VECTOR, COUNT, BYTES, PRODUCT, SCRATCH] = [0, 1, 2, 3, 4, 5];
// Variables: 32-bit ones, then those of 128 bits.
const [AT, END_AT, ASKED, GROUP] = [6, 7, 8, 9];
const [PACKED, HALF, EIGHT, SUM0, SUM1, SUM2, SUM3] = [10, 11, 12, 13, 14, 15, 16];
const [COUNT_32, COUNT_128] = [4, 7];

const get = (variable: number) => [0x20, variable];
const set = (variable: number) => [0x21, variable];
const tee = (variable: number) => [0x22, variable];
const constant = (below64: number) => [0x41, below64];
const ADD = 0x6a;
const SUBTRACT = 0x6b;
const SHIFT_LEFT = 0x74;
const LESS = 0x49; // i32.lt_u
const LOOP = [0x03, 0x40];
const AGAIN_IF = [0x0d, 0x00];
const END = 0x0b;
const STORE = [0x36, 2, 0]; // i32.store
const load = (offset: number) => [0xfd, 0x00, 0, offset]; // v128.load
const store = (offset: number) => [0xfd, 0x0b, 0, offset]; // v128.store
const ZERO = [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)]; // v128.const
const SPREAD = [0xfd, 0x0f]; // i8x16.splat
const AND = [0xfd, 0x4e]; // v128.and
const HIGH_HALF = [...constant(4), 0xfd, 0x6d]; // i8x16.shr_u
const LESS_EIGHT = [...constant(8), ...SPREAD, 0xfd, 0x71]; // i8x16.sub
const WIDEN_LOW = [0xfd, 0x87, 0x01]; // i16x8.extend_low_i8x16_s
const WIDEN_HIGH = [0xfd, 0x88, 0x01]; // i16x8.extend_high_i8x16_s
const DOT = [0xfd, 0xba, 0x01]; // i32x4.dot_i16x8_s
const ADD_FOUR = [0xfd, 0xae, 0x01]; // i32x4.add

/** Four lanes together. */
const total = (sum: number) => {
  const lane = (number: number) => [...get(sum), 0xfd, 0x1b, number]; // i32x4.extract_lane
  return [...lane(0), ...lane(1), ADD, ...lane(2), ADD, ...lane(3), ADD];
};

/** Writes the lanes of a sum and goes on to the next number. */
const writeTotal = (sum: number) =>
  [
    [...get(PRODUCT), ...total(sum), ...STORE],
    [...get(PRODUCT), ...constant(4), ADD, ...set(PRODUCT)],
  ].flat();

/** Widens half of HALF, writes it, and adds its squares to SUM0. GROUP is where to. */
const widen = (half: readonly number[], offset: number) =>
  [
    [...get(GROUP), ...get(HALF), ...half, ...tee(EIGHT), ...store(offset)],
    [...get(SUM0), ...get(EIGHT), ...get(EIGHT), ...DOT, ...ADD_FOUR, ...set(SUM0)],
  ].flat();

const UNPACK = [
  [...ZERO, ...set(SUM0), ...constant(0), ...set(AT)],
  ...LOOP,
  [...get(VECTOR), ...get(AT), ADD, ...load(0), ...set(PACKED)],
  [...get(SCRATCH), ...get(AT), ...constant(2), SHIFT_LEFT, ADD, ...set(GROUP)],
  [...get(PACKED), ...constant(15), ...SPREAD, ...AND, ...LESS_EIGHT, ...set(HALF)],
  [...widen(WIDEN_LOW, 0), ...widen(WIDEN_HIGH, 16)],
  [...get(PACKED), ...HIGH_HALF, ...LESS_EIGHT, ...set(HALF)],
  [...widen(WIDEN_LOW, 32), ...widen(WIDEN_HIGH, 48)],
  [...get(AT), ...constant(16), ADD, ...tee(AT), ...get(BYTES), LESS, ...AGAIN_IF],
  [END, ...writeTotal(SUM0)],
].flat();

const SUMS = [SUM0, SUM1, SUM2, SUM3];

/** ASKED goes on by four times as many bytes as EIGHT's: four vectors lie interleaved there. */
const MULTIPLY = [
  ...SUMS.flatMap((sum) => [...ZERO, ...set(sum)]),
  [...get(SCRATCH), ...set(AT)],
  ...LOOP,
  [...get(AT), ...load(0), ...set(EIGHT)],
  ...SUMS.flatMap((sum, place) =>
    [
      [...get(EIGHT), ...get(ASKED), ...load(16 * place), ...DOT],
      [...get(sum), ...ADD_FOUR, ...set(sum)],
    ].flat(),
  ),
  [...get(ASKED), ...constant(32), ADD, ...constant(32), ADD, ...set(ASKED)],
  [...get(AT), ...constant(16), ADD, ...tee(AT), ...get(END_AT), LESS, ...AGAIN_IF],
  END,
  ...SUMS.flatMap(writeTotal),
].flat();

const BODY = [
  [2, COUNT_32, 0x7f, COUNT_128, 0x7b],
  [...get(SCRATCH), ...get(BYTES), ...constant(2), SHIFT_LEFT, ADD, ...set(END_AT)],
  ...LOOP,
  ...UNPACK,
  [...constant(0), ...set(ASKED), ...get(GROUPS), ...set(GROUP)],
  ...LOOP,
  ...MULTIPLY,
  [...get(GROUP), ...constant(1), SUBTRACT, ...tee(GROUP), ...AGAIN_IF],
  END,
  [...get(VECTOR), ...get(BYTES), ADD, ...set(VECTOR)],
  [...get(COUNT), ...constant(1), SUBTRACT, ...tee(COUNT), ...AGAIN_IF],
  [END, END],
].flat();

const text = (name: string) => [name.length, ...Buffer.from(name)];
const number = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]); // LEB128
const section = (id: number, ...bytes: number[]) => [id, ...number(bytes.length), ...bytes];
const I32 = 0x7f;

/** https://webassembly.github.io/spec/core/binary/modules.html */
const HEAD = [0, ...Buffer.from('asm'), 1, 0, 0, 0];

/** A module with a memory and the function `products`. */
export const WASM_BINARY = Uint8Array.from([
  ...HEAD,
  ...section(1, 1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0), // a type: six numbers, nothing returned
  ...section(3, 1, 0), // a function of it
  ...section(5, 1, 0, 4), // a memory of four pages to begin with
  ...section(7, 2, ...text('memory'), 2, 0, ...text('products'), 0, 0),
  ...section(10, 1, ...number(BODY.length), ...BODY),
]);
