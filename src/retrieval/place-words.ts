/** A place in a recording as players show it: `0:07`, `12:34`, `1:02:03`. */
export function timeWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${clock}:${two(seconds % 60)}`;
}

/**
 * When a message was sent, as its chat showed it: `12 Mar 2024, 10:11`.
 *
 * @param clockSeconds as in `Place`
 * @param language as a BCP 47 tag
 */
export function momentWords(clockSeconds: number, language: string): string {
  const words = momentFormat(language).format(clockSeconds * 1000);
  // English puts a narrow no-break space before AM and PM, which many fonts lack.
  return words.replaceAll(/\s/gu, ' ');
}

const momentFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each language: making one takes a millisecond. */
function momentFormat(language: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  const format = momentFormats.get(language) ?? new Intl.DateTimeFormat(language, style);
  momentFormats.set(language, format);
  return format;
}
