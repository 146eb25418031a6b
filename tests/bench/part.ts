import { measureGrown } from '../scale/grown.ts';
import { measureLikeness } from '../scale/likeness.ts';
import { measureEfs } from '../scale/search-efs.ts';
import { sweepLibrary } from '../scale/sweep-library.ts';
import { buildOfSize } from '../scale/vectors.ts';
import { measureBuild } from './parts/build.ts';
import { measurePlainRecipe } from './parts/plain-recipe.ts';
import { measureQuestions, passageTextsOf } from './parts/questions.ts';
import { measureRawModel } from './parts/raw-model.ts';

/** What is measured in a process of its own, so that its memory is its own and nothing is warm from what came before. */
const PARTS = {
  build: measureBuild,
  'build-of-size': buildOfSize,
  grown: measureGrown,
  likeness: measureLikeness,
  'passage-texts': passageTextsOf,
  'plain-recipe': measurePlainRecipe,
  questions: measureQuestions,
  'raw-model': measureRawModel,
  'search-efs': measureEfs,
  sweep: sweepLibrary,
} as const;

export type Parts = typeof PARTS;

process.once('message', ({ name, request }: { name: keyof Parts; request: never }) => {
  void PARTS[name](request).then((measured) => {
    // Closed before all of it is written, the channel loses a long message.
    process.send?.(measured, () => process.disconnect());
  });
});
