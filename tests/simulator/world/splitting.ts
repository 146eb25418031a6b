import { firstCodePoints } from './code-points.ts';

/** Longest message that an app sends; the server counts code points (telegram.md §2.1). */
const MAX_CHARS = 4096;

/**
 * A long text as the apps send it: in several messages, cut at a line end or a blank where there is one in the second
 * half (Telegram Desktop, TextUtilities::CutPart). telegram.md §4.4 marks the details as unverified.
 */
export function splitAsApps(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = partEnd(rest);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return parts;
}

function partEnd(text: string): number {
  const limit = firstCodePoints(text, MAX_CHARS).length;
  if (limit >= text.length) return text.length;
  const head = text.slice(0, limit);
  const cuts = [head.lastIndexOf('\n'), head.lastIndexOf(' ')];
  return cuts.find((cut) => cut > limit / 2) ?? limit;
}
