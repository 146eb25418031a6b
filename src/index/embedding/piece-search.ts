/** Finds the pieces of a unigram vocabulary with which a text begins. */
export interface PieceSearch {
  /** Every piece that the text begins with, shortest first. */
  commonPrefixSearch(text: string): Iterable<string>;
}

/**
 * A search by look-ups in the vocabulary's own map, in place of a tree of maps with a node for each letter.
 *
 * For the 250,002 pieces of XLM-RoBERTa the tree takes 1.1 of the 1.4 s that the tokenizer takes to load and 120 MB; the
 * look-ups cost about 1 microsecond a character. The pieces found are the same, but for characters outside the Basic
 * Multilingual Plane: the tree of @xenova/transformers 2.17.2 stores them whole and looks for their halves, so it never
 * finds them and takes every emoji for an unknown token.
 *
 * @param hidden pieces that no text may match: the special tokens.
 */
export function pieceSearch(
  pieces: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
): PieceSearch {
  let longest = 0;
  for (const piece of pieces.keys()) longest = Math.max(longest, piece.length);
  return {
    *commonPrefixSearch(text) {
      for (let length = 1; length <= Math.min(longest, text.length); length++) {
        const piece = text.slice(0, length);
        if (pieces.has(piece) && !hidden.has(piece)) yield piece;
      }
    },
  };
}
