import type { EmbeddingModel } from '../embedding/embedder.ts';
import type { OpenBuild } from '../library/open-build.ts';
import { passageTermsOf } from '../library/passage-terms.ts';
import { countWords } from '../library/vocabulary.ts';
import type { Changing } from './change-rows.ts';
import { insertDocuments, insertPlaces, insertSentences } from './insert-documents.ts';
import { insertPassages, insertVectors } from './insert-passages.ts';
import { type NextNumbers, numberBuild } from './number-build.ts';
import { countVocabulary } from './word-rows.ts';

/**
 * Puts the documents of a build, none of which is there, into the tables.
 *
 * @returns passages that stood elsewhere already
 */
export async function insertBuild(
  changing: Changing,
  { build, model }: { readonly build: OpenBuild; readonly model: EmbeddingModel },
  next: NextNumbers,
): Promise<number[]> {
  const numbering = await numberBuild(changing, build, next);
  await insertPassages(changing, { build, model }, numbering);
  await insertVectors(changing, build, numbering);
  await insertDocuments(changing, build, numbering);
  await insertSentences(changing, build, numbering);
  await insertPlaces(changing, build, numbering);
  for (const passage of numbering.fresh) {
    const terms = passageTermsOf(build.library, passage);
    await changing.words.add(numbering.passages[passage] ?? 0, terms);
  }
  const counts = await countWords(build.library);
  await countVocabulary(changing.connection, changing.schema, counts, 1);
  const fresh = new Set(numbering.fresh);
  return numbering.passages.filter((_, passage) => !fresh.has(passage));
}
