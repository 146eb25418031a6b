import type { Sign } from '../evidence.ts';
import { RANK_SIGNS, type RankSign } from '../ranking.ts';

/*
 * Which signs each model is made of. `npm run calibrate -- --ablate` shows what each adds, and what each that is left out
 * would add, to documents that the fit hasn't seen; one that adds nothing stays out.
 */

/**
 * A passage's similarity has a negative weight beside the others, which would put first the worst passage for a question
 * without any token that says something.
 */
export const RANKED_BY: readonly RankSign[] = RANK_SIGNS.filter((sign) => sign !== 'passage');

export const ON_SUBJECT_BY: readonly Sign[] = [
  'score',
  'missingNames',
  'missesNumber',
  'across',
  'acrossScore',
  'acrossMatchAnywhere',
  'passage',
  'sentence',
  'matchNear',
  'sameTokens',
];

export const ANSWERED_BY: readonly Sign[] = [
  'matchNear',
  'hasNumber',
  'missesNumber',
  'deniesAlone',
  'opposes',
];
