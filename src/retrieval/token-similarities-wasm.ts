/*
 * A function in WebAssembly, written out since a compiler for one page of code would be more to keep than the page:
 *
 *   for each two packed vectors (rows; the last of an odd number is taken twice, and counted once):
 *     take the numbers of both out of their half bytes to SCRATCH, in 16 bits, and sum their squares
 *     for each four of the question's vectors:
 *       write their cosine similarities to both; raise those of NEAREST that are lower
 *     add the highest similarity of each row to the sum that is returned
 *
 * Two rows at once, so that the question's numbers, which start at address 0, are read half as often.
 */

// Parameters, all 32-bit: addresses and lengths in bytes, GROUPS of four vectors, COUNT of packed ones.
const [GROUPS, VECTOR, COUNT, BYTES, SIMILARITY] = [0, 1, 2, 3, 4];
const [SCRATCH, SCALES, NEAREST] = [5, 6, 7];
// Variables: 32-bit ones, those of 128 bits, and a 64-bit floating point number.
const [AT, SECOND_AT, END_AT, ASKED, GROUP, OF_GROUP] = [8, 9, 10, 11, 12, 13];
const [SECOND, SECOND_SIMILARITY] = [14, 15];
const [PACKED, HALF, EIGHT, SECOND_EIGHT] = [16, 17, 18, 19];
const BACK = 32;
const [COUNT_32, COUNT_128, COUNT_FLOAT] = [8, 16, 1];

/** What is made of a row: its sums of products with four of the question's vectors, and more. */
interface Row {
  readonly vector: number;
  readonly similarity: number;
  readonly eight: number;
  readonly sums: readonly [number, number, number, number];
  readonly scale: number;
  readonly highest: number;
}

const FIRST_ROW: Row = {
  vector: VECTOR,
  similarity: SIMILARITY,
  eight: EIGHT,
  sums: [20, 21, 22, 23],
  scale: 24,
  highest: 25,
};

const SECOND_ROW: Row = {
  vector: SECOND,
  similarity: SECOND_SIMILARITY,
  eight: SECOND_EIGHT,
  sums: [26, 27, 28, 29],
  scale: 30,
  highest: 31,
};

const ROWS = [FIRST_ROW, SECOND_ROW];

const get = (variable: number) => [0x20, variable];
const set = (variable: number) => [0x21, variable];
const tee = (variable: number) => [0x22, variable];
const constant = (below64: number) => [0x41, below64];
const ADD = 0x6a;
const SUBTRACT = 0x6b;
const SHIFT_LEFT = 0x74;
const LESS = 0x49; // i32.lt_u
const ABOVE = 0x4a; // i32.gt_s
const SELECT = 0x1b;
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

/** Widens half of HALF, writes it, and adds its squares to a sum. GROUP is where to. */
const widen = (half: readonly number[], offset: number, squares: number) =>
  [
    [...get(GROUP), ...get(HALF), ...half, ...tee(EIGHT), ...store(offset)],
    [...get(squares), ...get(EIGHT), ...get(EIGHT), ...DOT, ...ADD_FOUR, ...set(squares)],
  ].flat();

/** The row's scale becomes 1 / length of its vector, or 1 where it has none. @param scratch where its numbers go */
const unpack = ({ vector, sums: [squares], scale }: Row, scratch: number) =>
  [
    [...ZERO, ...set(squares), ...constant(0), ...set(AT)],
    ...LOOP,
    [...get(vector), ...get(AT), ADD, ...load(0), ...set(PACKED)],
    [...get(scratch), ...get(AT), ...constant(2), SHIFT_LEFT, ADD, ...set(GROUP)],
    [...get(PACKED), ...constant(15), ...SPREAD, ...AND, ...LESS_EIGHT, ...set(HALF)],
    [...widen(WIDEN_LOW, 0, squares), ...widen(WIDEN_HIGH, 16, squares)],
    [...get(PACKED), ...HIGH_HALF, ...LESS_EIGHT, ...set(HALF)],
    [...widen(WIDEN_LOW, 32, squares), ...widen(WIDEN_HIGH, 48, squares)],
    [...get(AT), ...constant(16), ADD, ...tee(AT), ...get(BYTES), LESS, ...AGAIN_IF],
    END,
    [...float(1), ...total(squares), FROM_WHOLE, SQUARE_ROOT, ...float(1), HIGHER, DIVIDE],
    [...SPREAD_FLOAT, ...set(scale)],
  ].flat();

/** Two sums become one variable that, added to the next two's, holds the totals of all four. */
const folded = (one: number, other: number) =>
  [
    [...get(one), ...get(other), ...lanes(0, 4, 1, 5)],
    [...get(one), ...get(other), ...lanes(2, 6, 3, 7), ...ADD_FOUR],
  ].flat();

/** Makes similarities of two of PACKED's products, writes them, and keeps the highest. */
const twoSimilarities = (
  { similarity, scale, highest }: Row,
  products: readonly number[],
  offset: number,
) =>
  [
    [...get(similarity), ...get(PACKED), ...products, ...TO_FLOATS],
    [...get(SCALES), ...get(OF_GROUP), ADD, ...load(offset), ...MULTIPLY_TWO],
    [...get(scale), ...MULTIPLY_TWO, ...tee(HALF), ...store(offset)],
    [...get(highest), ...get(HALF), ...HIGHER_TWO, ...set(highest)],
    [...get(NEAREST), ...get(OF_GROUP), ADD],
    [...get(NEAREST), ...get(OF_GROUP), ADD, ...load(offset), ...get(HALF), ...HIGHER_TWO],
    store(offset),
  ].flat();

const fourSimilarities = (row: Row) => {
  const [sum0, sum1, sum2, sum3] = row.sums;
  return [
    [...folded(sum0, sum1), ...set(sum0), ...folded(sum2, sum3), ...set(sum2)],
    [...get(sum0), ...get(sum2), ...lanes(0, 1, 4, 5)],
    [...get(sum0), ...get(sum2), ...lanes(2, 3, 6, 7), ...ADD_FOUR, ...set(PACKED)],
    twoSimilarities(row, [], 0),
    twoSimilarities(row, [...get(PACKED), ...lanes(2, 3, 2, 3)], 16),
    [...get(row.similarity), ...constant(32), ADD, ...set(row.similarity)],
  ].flat();
};

/** ASKED goes on by four times as many bytes as the rows: four vectors lie interleaved there. */
const MULTIPLY = [
  ...ROWS.flatMap(({ sums }) => sums.flatMap((sum) => [...ZERO, ...set(sum)])),
  [...get(SCRATCH), ...set(AT), ...get(END_AT), ...set(SECOND_AT)],
  ...LOOP,
  [...get(AT), ...load(0), ...set(EIGHT), ...get(SECOND_AT), ...load(0), ...set(SECOND_EIGHT)],
  ...[0, 1, 2, 3].flatMap((place) =>
    [
      [...get(ASKED), ...load(16 * place), ...set(PACKED)],
      ...ROWS.map(({ eight, sums }) => [
        get(eight),
        [...get(PACKED), ...DOT, ...get(sums[place] ?? 0), ...ADD_FOUR, ...set(sums[place] ?? 0)],
      ]),
    ].flat(2),
  ),
  [...get(ASKED), ...constant(32), ADD, ...constant(32), ADD, ...set(ASKED)],
  [...get(SECOND_AT), ...constant(16), ADD, ...set(SECOND_AT)],
  [...get(AT), ...constant(16), ADD, ...tee(AT), ...get(END_AT), LESS, ...AGAIN_IF],
  END,
  ...ROWS.map(fourSimilarities),
  [...get(OF_GROUP), ...constant(32), ADD, ...set(OF_GROUP)],
].flat();

/** SECOND becomes the next vector, or the same where there is none; its similarities go behind the first's. */
const PAIR = [
  [...get(VECTOR), ...get(BYTES), ADD, ...get(VECTOR)],
  [...get(COUNT), ...constant(1), ABOVE, SELECT, ...set(SECOND)],
  [...get(SIMILARITY), ...get(GROUPS), ...constant(5), SHIFT_LEFT, ADD, ...set(SECOND_SIMILARITY)],
].flat();

const highestOf = ({ highest }: Row) =>
  [get(highest), FLOAT_OF(0), get(highest), [...FLOAT_OF(1), HIGHER]].flat();

const BODY = [
  [3, COUNT_32, 0x7f, COUNT_128, 0x7b, COUNT_FLOAT, 0x7c],
  [...get(SCRATCH), ...get(BYTES), ...constant(2), SHIFT_LEFT, ADD, ...set(END_AT)],
  ...LOOP,
  PAIR,
  unpack(FIRST_ROW, SCRATCH),
  unpack(SECOND_ROW, END_AT),
  [...constant(0), ...set(ASKED), ...constant(0), ...set(OF_GROUP), ...get(GROUPS), ...set(GROUP)],
  ...ROWS.map(({ highest }) => [...float(-1), ...SPREAD_FLOAT, ...set(highest)]),
  ...LOOP,
  ...MULTIPLY,
  [...get(GROUP), ...constant(1), SUBTRACT, ...tee(GROUP), ...AGAIN_IF],
  END,
  [...get(BACK), ...highestOf(FIRST_ROW), ADD_FLOATS],
  [...highestOf(SECOND_ROW), ...float(0), ...get(COUNT), ...constant(1), ABOVE, SELECT, ADD_FLOATS],
  set(BACK),
  [...get(SECOND_SIMILARITY), ...set(SIMILARITY)],
  [...get(VECTOR), ...get(BYTES), ...constant(1), SHIFT_LEFT, ADD, ...set(VECTOR)],
  [...get(COUNT), ...constant(2), SUBTRACT, ...tee(COUNT), ...constant(0), ABOVE, ...AGAIN_IF],
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
