import { en } from './en.ts';
import { ru } from './ru.ts';
import type { Sentences } from './sentences.ts';

/** Every language that the bot speaks; the first is for everyone whose own is not among them. */
export const LANGUAGES: readonly [Sentences, ...Sentences[]] = [en, ru];

/** @param languageCode IETF tag as Telegram gives it (`ru`, `pt-br`); absent for channels and old clients. */
export function sentencesFor(languageCode: string | undefined): Sentences {
  const code = languageCode?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language.code === code) ?? LANGUAGES[0];
}
