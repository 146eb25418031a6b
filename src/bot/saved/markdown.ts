/**
 * Text of any origin as Markdown that shows just this text: https://spec.commonmark.org, and what GitHub adds to it. Whatever
 * stands for markup, ends a line's beginning or becomes a link by itself gets a backslash.
 */

/** What means something anywhere in a line. */
const MARKUP = /[\\`*_[\]<>&#|~$!@^{}]/g;

/** `https://` and `www.` become links by themselves. */
const LINK_BEGINNING = /:(?=\/)|(?<=\bwww)\./gi;

/** Lists and lines below headings begin so. */
const LINE_BEGINNING = /^(\d{1,9})([.)])|^([-+=:])/;

/** Controls have no place in a file that people open in any program. */
const CONTROLS = /(?!\t)\p{Cc}/gu;

/** One line of Markdown; line ends become blanks. */
export function markdownLine(text: string): string {
  return escapedLine(text.replace(/\s+/gu, ' ').trim());
}

/** A quotation in Markdown: every line of the text as it stands. */
export function markdownQuote(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.map((line) => `>${edgesKept(line)}`).join('\n');
}

/** Blanks at a line's edges would be dropped, or make code of it. */
function edgesKept(line: string): string {
  const [, before = '', inner = '', after = ''] = /^([ \t]*)(.*?)([ \t]*)$/su.exec(line) ?? [];
  if (inner === '') return '';
  return ` ${blanks(before)}${escapedLine(inner)}${blanks(after)}`;
}

function blanks(text: string): string {
  return text.replaceAll(' ', '&#32;').replaceAll('\t', '&#9;');
}

function escapedLine(line: string): string {
  return line
    .replace(CONTROLS, '\ufffd')
    .replace(MARKUP, '\\$&')
    .replace(LINK_BEGINNING, '\\$&')
    .replace(LINE_BEGINNING, (_, digits?: string, mark?: string, sign?: string) =>
      digits === undefined ? `\\${sign}` : `${digits}\\${mark}`,
    );
}
