import { AutoTokenizer, type PreTrainedTokenizer } from '@xenova/transformers';
import { loadTokenizer } from '../../../src/index/embedding/transformers.ts';

/**
 * The tokenizer as the library makes it, but that it finds pieces outside the Basic Multilingual Plane and takes special
 * tokens in a text for text: what ours must equal, id for id.
 *
 * @param place of a model that was loaded before, so that the library looks for nothing elsewhere
 */
export async function libraryTokenizer(place: { modelsDir: string; id: string }) {
  const ours = await loadTokenizer(place);
  const stock = await stockTokenizer(place.id);
  const special = new Set(stock.added_tokens.map(({ content }) => content));
  Object.assign(stock, { added_tokens: [], added_tokens_regex: null });
  Object.assign(stock.model, { trie: { commonPrefixSearch: lookUps(stock, special) } });
  const encode = (text: string) => stock.encode(text, null, { add_special_tokens: false });
  return { ours, encode };
}

/** The library's own, of a model in the folder that was used last. */
export async function stockTokenizer(id: string): Promise<PreTrainedTokenizer> {
  const { env } = await import('@xenova/transformers');
  Object.assign(env, { useCustomCache: false });
  return await AutoTokenizer.from_pretrained(id, { local_files_only: true });
}

function lookUps({ model }: PreTrainedTokenizer, special: ReadonlySet<string>) {
  const longest = model.vocab.reduce((most, { length }) => Math.max(most, length), 0);
  return function* (text: string): Generator<string> {
    for (let length = 1; length <= Math.min(longest, text.length); length += 1) {
      const piece = text.slice(0, length);
      if (model.tokens_to_ids.has(piece) && !special.has(piece)) yield piece;
    }
  };
}
