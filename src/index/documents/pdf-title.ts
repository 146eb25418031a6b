import type { HeadingMark } from './reading.ts';

/** How much of a text is looked at to see whether a stated title belongs to it, in UTF-16 units. */
const BEGINNING_CHARS = 6000;

/** What programs write when nobody gave a title. */
const NO_TITLE =
  /^(?:untitled|no title|title|document ?\d*|microsoft (?:word|powerpoint|excel)\b|powerpoint presentation|presentation|slide \d+|about:blank|print|layout \d+|без имени|документ ?\d*|презентация|unbenannt|sans titre)|\.(?:docx?|od[tps]|pdf|indd|qxd|tex|dvi|rtf|pptx?|xlsx?|html?|fm|cdr|p65|pm\d)$|^\w+:\/\//iu;

/**
 * What a document is called: its stated title, if somebody gave it one and its words stand at the text's beginning or
 * nothing there looks like a title; else its first heading, if that outranks all others.
 */
export function titleOfPdf(
  stated: string | undefined,
  text: string,
  looks: readonly HeadingMark[],
): string | undefined {
  const shown = firstOfItsRank(looks, text);
  const title = stated?.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() ?? '';
  if (!isTitle(title)) return shown;
  return shown === undefined || standsIn(title, text.slice(0, BEGINNING_CHARS)) ? title : shown;
}

function isTitle(title: string): boolean {
  return (
    title.length >= 3 &&
    title.length <= 200 &&
    /\p{L}{2}/u.test(title) &&
    !/[\ufffd\p{Co}]/u.test(title) &&
    !NO_TITLE.test(title)
  );
}

function firstOfItsRank(looks: readonly HeadingMark[], text: string): string | undefined {
  const [first] = looks;
  if (first === undefined || text.slice(0, first.start).length > 500) return undefined;
  const isOnlyOne = looks.every(({ level }, position) => position === 0 || level > first.level);
  return isOnlyOne && first.level === 1 ? first.text : undefined;
}

function standsIn(title: string, beginning: string): boolean {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set(beginning.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return words.filter((word) => found.has(word)).length * 2 >= words.length;
}
