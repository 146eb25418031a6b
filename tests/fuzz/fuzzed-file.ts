import { mutated } from './mutation.ts';
import type { FuzzRequest } from './messages.ts';
import { randomOf } from './random.ts';
import type { Sample } from './samples.ts';

/** The file that a request names, and always the same one. */
export function fuzzedFile(
  samples: readonly Sample[],
  { sample: name, seed }: FuzzRequest,
): { readonly id: string; readonly bytes: Uint8Array } {
  const sample = samples.find((one) => one.name === name);
  if (sample === undefined) throw new Error(`There is no sample ${name}`);
  const random = randomOf(seed);
  const alike = samples.filter(({ ending }) => ending === sample.ending);
  const other = alike[random.below(alike.length)] ?? sample;
  return { id: `fuzzed${sample.ending}`, bytes: mutated(sample.bytes, other.bytes, random) };
}
