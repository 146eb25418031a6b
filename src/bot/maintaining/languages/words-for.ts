import type { Spoken } from '../../languages/counting.ts';
import { sentencesFor } from '../../languages/languages.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { hy } from './hy.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import { tr } from './tr.ts';
import type { MaintainerWords } from './words.ts';
import { zh } from './zh.ts';

/** In the same languages as everyone is spoken to. */
const WORDS: Readonly<Record<Spoken, MaintainerWords>> = {
  en,
  ru,
  es,
  de,
  fr,
  tr,
  ar,
  zh,
  hi,
  hy,
  kk,
};

/** @param languageCode IETF tag, as `sentencesFor` takes it */
export function wordsFor(languageCode: string | undefined): MaintainerWords {
  return WORDS[sentencesFor(languageCode).code];
}
