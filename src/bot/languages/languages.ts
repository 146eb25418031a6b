import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { hy } from './hy.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import type { Sentences } from './sentences.ts';
import { tr } from './tr.ts';
import { zh } from './zh.ts';

/** Every language that the bot speaks; the first is for everyone whose own is not among them. */
export const LANGUAGES: readonly [Sentences, ...Sentences[]] = [
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
];

/** @param languageCode IETF tag as Telegram gives it (`ru`, `pt-br`); absent for channels and old clients. */
export function sentencesFor(languageCode: string | undefined): Sentences {
  const code = languageCode?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language.code === code) ?? LANGUAGES[0];
}
