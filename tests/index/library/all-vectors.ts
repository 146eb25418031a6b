import type { OpenBuild } from '../../../src/index/library/open-build.ts';
import { vectorCount } from '../../../src/index/library/tables.ts';

/** All vectors of a build, one after the other, by label. */
export function allVectors(build: Pick<OpenBuild, 'library' | 'tables' | 'vector'>): Float32Array {
  const { dimensions } = build.library.model;
  const vectors = new Float32Array(vectorCount(build.tables) * dimensions);
  for (let label = 0; label < vectorCount(build.tables); label += 1)
    vectors.set(build.vector(label), label * dimensions);
  return vectors;
}
