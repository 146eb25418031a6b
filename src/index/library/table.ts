import { endianness } from 'node:os';

/** Columns of whole numbers below 2^32, as they lie in a file: one column after the other, little-endian. */
export interface Table<Column extends string> {
  readonly rows: number;
  readonly columns: Readonly<Record<Column, Uint32Array>>;
}

/** A table that still grows. */
export interface GrowingTable<Column extends string> {
  readonly rows: number;
  add(row: Readonly<Record<Column, number>>): void;
  /** The table so far; a copy. */
  finish(): Table<Column>;
}

/** Stands for "none" in a column that may be empty. */
export const NONE = 0xffff_ffff;

export function growTable<Column extends string>(names: readonly Column[]): GrowingTable<Column> {
  const growing = names.map((name) => ({ name, numbers: [] as number[] }));
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    add(row) {
      for (const { name, numbers } of growing) numbers.push(row[name]);
      rows += 1;
    },
    finish: () => tableOf(names, rows, (place) => Uint32Array.from(growing[place]?.numbers ?? [])),
  };
}

export function encodeTable<Column extends string>(
  table: Table<Column>,
  names: readonly Column[],
): Uint8Array {
  const numbers = new Uint32Array(table.rows * names.length);
  names.forEach((name, place) => numbers.set(table.columns[name], place * table.rows));
  return littleEndian(new Uint8Array(numbers.buffer));
}

/**
 * Columns over the bytes of a file, without a copy.
 *
 * @throws RangeError when the bytes don't hold exactly that many rows.
 */
export function decodeTable<Column extends string>(
  bytes: Uint8Array,
  names: readonly Column[],
  rows: number,
): Table<Column> {
  const numbers = littleEndianNumbers(bytes, rows * names.length);
  return tableOf(names, rows, (place) => numbers.subarray(place * rows, (place + 1) * rows));
}

function littleEndianNumbers(bytes: Uint8Array, count: number): Uint32Array {
  if (bytes.byteLength !== count * 4) {
    throw new RangeError(`${bytes.byteLength} bytes where ${count * 4} belong`);
  }
  const aligned = littleEndian(bytes.byteOffset % 4 === 0 ? bytes : bytes.slice());
  return new Uint32Array(aligned.buffer, aligned.byteOffset, count);
}

/** Turns four-byte numbers of this machine to or from little-endian, in place. */
export function littleEndian(bytes: Uint8Array): Uint8Array {
  if (endianness() === 'BE') {
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).swap32();
  }
  return bytes;
}

function tableOf<Column extends string>(
  names: readonly Column[],
  rows: number,
  column: (place: number) => Uint32Array,
): Table<Column> {
  const entries = names.map((name, place) => [name, column(place)] as const);
  return { rows, columns: Object.fromEntries(entries) as Record<Column, Uint32Array> };
}
