import type { TokenMeasure } from '../../../src/index/documents/read-document.ts';

/** Counts a token for each begun four characters, about as the shipped model does for English. */
export function toyMeasure(passageTokens = 508): TokenMeasure {
  return {
    passageTokens,
    countTokens: async (texts) => texts.map((text) => Math.ceil(Array.from(text).length / 4)),
  };
}
