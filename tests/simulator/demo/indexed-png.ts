import { crc32, deflateSync } from 'node:zlib';

/** A picture as colours by number: of pages, which have few colours, far smaller than one with three bytes a pixel. */
interface Indexed {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, one after the other; at most 256 colours. */
  readonly palette: Uint8Array;
  /** A colour's number for each pixel, row by row. */
  readonly pixels: Uint8Array;
}

/** A picture with four bytes a pixel: red, green, blue, and how opaque it is. */
export interface Pixels {
  readonly width: number;
  readonly rgba: Uint8Array;
}

/** Large areas stay exactly as they are, by these; the rest of a palette, 256 at most, serves small things of other colours. */
const EXACT_COLOURS = 96;
const MOST_COLOURS = 160;

/**
 * The picture in few colours: the most frequent ones, and of the others, of those that are alike, the most frequent one. Each
 * that is left out becomes the nearest of them.
 */
export function indexed({ rgba, width }: Pixels): Indexed {
  const count = rgba.length / 4;
  const byte = (at: number) => rgba[at] ?? 0;
  const at = (pixel: number) =>
    (byte(pixel * 4) << 16) | (byte(pixel * 4 + 1) << 8) | byte(pixel * 4 + 2);
  const times = new Map<number, number>();
  for (let pixel = 0; pixel < count; pixel++) {
    times.set(at(pixel), (times.get(at(pixel)) ?? 0) + 1);
  }
  const frequent = [...times].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const exact = frequent.slice(0, EXACT_COLOURS);
  const kept = [...new Set([...exact, ...unlike(frequent)])].slice(0, MOST_COLOURS);
  const numbers = new Map(frequent.map((colour) => [colour, nearest(colour, kept)]));
  const pixels = Uint8Array.from({ length: count }, (_, pixel) => numbers.get(at(pixel)) ?? 0);
  return { width, height: count / width, palette: Uint8Array.from(kept.flatMap(parts)), pixels };
}

/** The first of each group of colours that agree in the upper half of every part. */
function unlike(colours: readonly number[]): number[] {
  const first = new Map<number, number>();
  for (const colour of colours) {
    const group = colour & 0xf0f0f0;
    if (!first.has(group)) first.set(group, colour);
  }
  return [...first.values()];
}

const parts = (colour: number) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff] as const;

function nearest(colour: number, kept: readonly number[]): number {
  const [red, green, blue] = parts(colour);
  const distances = kept.map((other) => {
    const [r, g, b] = parts(other);
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  });
  return distances.indexOf(Math.min(...distances));
}

/** The file: https://www.w3.org/TR/png-3/, colour type 3, eight bits, no filter. */
export function encoded({ width, height, palette, pixels }: Indexed): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
