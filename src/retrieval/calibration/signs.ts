import type { Sign } from '../evidence.ts';
import { RANK_SIGNS, type RankSign } from '../ranking.ts';

/*
 * Which signs each model is made of. `npm run calibrate -- --ablate` shows what each adds, and what each that is left out
 * would add, to documents that the fit hasn't seen; one that adds nothing stays out.
 */

export const RANKED_BY: readonly RankSign[] = RANK_SIGNS;

export const ON_SUBJECT_BY: readonly Sign[] = [
  'score',
  'missingNames',
  'missesNumber',
  'across',
  'acrossScore',
  'acrossMatchAnywhere',
];

export const ANSWERED_BY: readonly Sign[] = ['matchNear', 'deniesAlone', 'missesNumber', 'opposes'];
