/*
 * A function in WebAssembly, written out since a compiler for one page of code would be more to keep than the page:
 *
 *   for each packed vector (a row):
 *     take its numbers out of their half bytes to SCRATCH, in 16 bits, and sum their squares
 *     for each four of the question's vectors:
 *       write their cosine similarities to it; raise those of NEAREST that are lower
 *     add the highest similarity of the row to the sum that is returned
 *
 * The question's vectors start at address 0.
 */

// Parameters, all 32-bit: addresses and lengths in bytes, GROUPS of four vectors, COUNT of packed ones.
const [GROUPS, VECTOR, COUNT, BYTES, SIMILARITY] = [0, 1, 2, 3, 4];
const [SCRATCH, SCALES, NEAREST] = [5, 6, 7];
// Variables: 32-bit ones, those of 128 bits, and a 64-bit floating point number.
const [AT, END_AT, ASKED, GROUP, OF_GROUP] = [8, 9, 10, 11, 12];
const [PACKED, HALF, EIGHT, SUM0, SUM1, SUM2, SUM3] = [13, 14, 15, 16, 17, 18, 19];
const [ROW_SCALE, HIGHEST] = [20, 21];
const BACK = 22;
const [COUNT_32, COUNT_128, COUNT_FLOAT] = [5, 9, 1];

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

// f64: of one floating point number.
const float = (number: number) => [
  0x44,
  ...new Uint8Array(Float64Array.of(number).buffer), // little-endian, as the model's add-on wants its machine
];
const FROM_WHOLE = 0xb7;
const SQUARE_ROOT = 0x9f;
const DIVIDE = 0xa3;
const HIGHER = 0xa5;
const ADD_FLOATS = 0xa0;

const simd = (...code: number[]) => [0xfd, ...code];
const load = (offset: number) => simd(0x00, 0, offset);
const store = (offset: number) => simd(0x0b, 0, offset);
const ZERO = simd(0x0c, ...Array.from({ length: 16 }, () => 0));
/** Four lanes of 32 bits, 0..3 of what was put first and 4..7 of the other. */
const lanes = (...numbers: number[]) =>
  simd(0x0d, ...numbers.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]));
const SPREAD = simd(0x0f); // i8x16.splat
const AND = simd(0x4e);
const HIGH_HALF = [...constant(4), ...simd(0x6d)]; // i8x16.shr_u
const LESS_EIGHT = [...constant(8), ...SPREAD, ...simd(0x71)]; // i8x16.sub
const WIDEN_LOW = simd(0x87, 0x01); // i16x8.extend_low_i8x16_s
const WIDEN_HIGH = simd(0x88, 0x01); // i16x8.extend_high_i8x16_s
const DOT = simd(0xba, 0x01); // i32x4.dot_i16x8_s
const ADD_FOUR = simd(0xae, 0x01); // i32x4.add
const SPREAD_FLOAT = simd(0x14); // f64x2.splat
const FLOAT_OF = (lane: number) => simd(0x21, lane); // f64x2.extract_lane
const MULTIPLY_TWO = simd(0xf2, 0x01); // f64x2.mul
const HIGHER_TWO = simd(0xf7, 0x01); // f64x2.pmax
const TO_FLOATS = simd(0xfe, 0x01); // f64x2.convert_low_i32x4_s

/** One variable: the sum of a variable's four lanes. */
const total = (sum: number) => {
  const lane = (number: number) => [...get(sum), ...simd(0x1b, number)]; // i32x4.extract_lane
  return [...lane(0), ...lane(1), ADD, ...lane(2), ADD, ...lane(3), ADD];
};

/** Widens half of HALF, writes it, and adds its squares to SUM0. GROUP is where to. */
const widen = (half: readonly number[], offset: number) =>
  [
    [...get(GROUP), ...get(HALF), ...half, ...tee(EIGHT), ...store(offset)],
    [...get(SUM0), ...get(EIGHT), ...get(EIGHT), ...DOT, ...ADD_FOUR, ...set(SUM0)],
  ].flat();

/** ROW_SCALE becomes 1 / length of the vector, or 1 where it has none. */
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
  END,
  [...float(1), ...total(SUM0), FROM_WHOLE, SQUARE_ROOT, ...float(1), HIGHER, DIVIDE],
  [...SPREAD_FLOAT, ...set(ROW_SCALE)],
].flat();

const SUMS = [SUM0, SUM1, SUM2, SUM3];

/** Two sums become one variable that, added to the next two's, holds the totals of all four. */
const folded = (one: number, other: number) =>
  [
    [...get(one), ...get(other), ...lanes(0, 4, 1, 5)],
    [...get(one), ...get(other), ...lanes(2, 6, 3, 7), ...ADD_FOUR],
  ].flat();

/** Makes similarities of two of PACKED's products, writes them, and keeps the highest. */
const similarities = (products: readonly number[], offset: number) =>
  [
    [...get(SIMILARITY), ...get(PACKED), ...products, ...TO_FLOATS],
    [...get(SCALES), ...get(OF_GROUP), ADD, ...load(offset), ...MULTIPLY_TWO],
    [...get(ROW_SCALE), ...MULTIPLY_TWO, ...tee(HALF), ...store(offset)],
    [...get(HIGHEST), ...get(HALF), ...HIGHER_TWO, ...set(HIGHEST)],
    [...get(NEAREST), ...get(OF_GROUP), ADD],
    [...get(NEAREST), ...get(OF_GROUP), ADD, ...load(offset), ...get(HALF), ...HIGHER_TWO],
    store(offset),
  ].flat();

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
  [...folded(SUM0, SUM1), ...set(SUM0), ...folded(SUM2, SUM3), ...set(SUM2)],
  [...get(SUM0), ...get(SUM2), ...lanes(0, 1, 4, 5)],
  [...get(SUM0), ...get(SUM2), ...lanes(2, 3, 6, 7), ...ADD_FOUR, ...set(PACKED)],
  [...similarities([], 0), ...similarities([...get(PACKED), ...lanes(2, 3, 2, 3)], 16)],
  [...get(SIMILARITY), ...constant(32), ADD, ...set(SIMILARITY)],
  [...get(OF_GROUP), ...constant(32), ADD, ...set(OF_GROUP)],
].flat();

const BODY = [
  [3, COUNT_32, 0x7f, COUNT_128, 0x7b, COUNT_FLOAT, 0x7c],
  [...get(SCRATCH), ...get(BYTES), ...constant(2), SHIFT_LEFT, ADD, ...set(END_AT)],
  ...LOOP,
  ...UNPACK,
  [...constant(0), ...set(ASKED), ...constant(0), ...set(OF_GROUP), ...get(GROUPS), ...set(GROUP)],
  [...float(-1), ...SPREAD_FLOAT, ...set(HIGHEST)],
  ...LOOP,
  ...MULTIPLY,
  [...get(GROUP), ...constant(1), SUBTRACT, ...tee(GROUP), ...AGAIN_IF],
  END,
  [...get(HIGHEST), ...FLOAT_OF(0), ...get(HIGHEST), ...FLOAT_OF(1), HIGHER],
  [...get(BACK), ADD_FLOATS, ...set(BACK)],
  [...get(VECTOR), ...get(BYTES), ADD, ...set(VECTOR)],
  [...get(COUNT), ...constant(1), SUBTRACT, ...tee(COUNT), ...AGAIN_IF],
  [END, ...get(BACK), END],
].flat();

const text = (name: string) => [name.length, ...Buffer.from(name)];
const number = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]); // LEB128
const section = (id: number, ...bytes: number[]) => [id, ...number(bytes.length), ...bytes];
const [I32, F64] = [0x7f, 0x7c];

/** https://webassembly.github.io/spec/core/binary/modules.html */
const HEAD = [0, ...Buffer.from('asm'), 1, 0, 0, 0];

/** A module with a memory and the function `compare`. */
export const WASM_BINARY = Uint8Array.from([
  ...HEAD,
  ...section(1, 1, 0x60, 8, I32, I32, I32, I32, I32, I32, I32, I32, 1, F64), // a type: eight numbers, one returned
  ...section(3, 1, 0), // a function of it
  ...section(5, 1, 0, 4), // a memory of four pages to begin with
  ...section(7, 2, ...text('memory'), 2, 0, ...text('compare'), 0, 0),
  ...section(10, 1, ...number(BODY.length), ...BODY),
]);
