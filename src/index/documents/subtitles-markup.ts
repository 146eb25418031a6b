/** A line of a caption. */
export interface SpokenLine {
  readonly text: string;
  /** Who is stated to say it, in the format's own way. */
  readonly speaker: string | undefined;
  /** A dash tells that another person begins to speak. */
  readonly isTurn: boolean;
}

const VOICE = /<v(?:\.[^\s>]*)?[ \t]+([^>]*)>/iu;
const TAG = /<\/?[\p{L}\d][^<>]*>|<\/?>/gu;
/** Placement and styles that came from Advanced SubStation: `{\an8}`. */
const OVERRIDE = /\{\\[^{}]*\}/gu;
const TURN = /^[-–—‐]\s*(?=\S)/u;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

/** The lines of a caption without their markup. A voice holds until the next one in the caption. */
export function spokenLines(markup: string): readonly SpokenLine[] {
  let speaker: string | undefined;
  return markup.split(/\n|\\N/u).flatMap((line) => {
    const voice = VOICE.exec(line)?.[1];
    if (voice !== undefined) speaker = plain(voice);
    const text = plain(line.replaceAll(OVERRIDE, '').replaceAll(TAG, ''));
    return /[^\s\p{P}\p{Cf}]/u.test(text) ? [{ text, speaker, isTurn: TURN.test(text) }] : [];
  });
}

function plain(text: string): string {
  return text
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/giu, entity)
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
    .replaceAll(/[ \t]+/gu, ' ')
    .trim();
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : whole;
}
