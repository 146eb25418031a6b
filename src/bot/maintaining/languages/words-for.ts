import { en } from './en.ts';
import { ru } from './ru.ts';
import type { MaintainerWords } from './words.ts';

/** @param languageCode IETF tag as Telegram gives it; anything but Russian gets English, for now. */
export function wordsFor(languageCode: string | undefined): MaintainerWords {
  return languageCode?.toLowerCase().split('-')[0] === 'ru' ? ru : en;
}
