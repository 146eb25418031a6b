import { unzipSync } from 'fflate';
import type { Unreadable } from './reading.ts';

// The one door to the unpacker.

/** More text than any book holds, by far: an archive that unpacks to more was made to do harm. */
const MAX_UNPACKED_MB = 256;

/** A zip archive of which nothing is unpacked before it is asked for. */
export interface Archive {
  /** Paths of the files in it. */
  readonly names: ReadonlySet<string>;
  /** Unpacks files; together they must not be too large. */
  read(isWanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> | Unreadable;
}

export function openZip(bytes: Uint8Array): Archive | Unreadable {
  const sizes = sizesIn(bytes);
  if (sizes === undefined) return { reason: 'is a damaged zip archive: save or fetch it again' };
  return {
    names: new Set(sizes.keys()),
    read(isWanted) {
      const wanted = [...sizes].filter(([name]) => isWanted(name));
      const unpacked = wanted.reduce((sum, [, size]) => sum + size, 0);
      const mb = Math.round(unpacked / 1024 / 1024);
      if (mb > MAX_UNPACKED_MB)
        return {
          reason: `would unpack to ${mb} MB of text, more than the ${MAX_UNPACKED_MB} MB that are read`,
        };
      return new Map(Object.entries(unzipSync(bytes, { filter: ({ name }) => isWanted(name) })));
    },
  };
}

/** Sizes as the archive's directory states them, by path. */
function sizesIn(bytes: Uint8Array): Map<string, number> | undefined {
  const sizes = new Map<string, number>();
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        sizes.set(name, originalSize);
        return false;
      },
    });
    return sizes;
  } catch {
    return undefined;
  }
}
