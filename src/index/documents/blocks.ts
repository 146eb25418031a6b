import type { CanonicalText } from './canonical-text.ts';
import {
  type DomElement,
  type DomNode,
  attribute,
  isElement,
  nameOf,
  ownText,
  walk,
} from './dom.ts';
import { isDataTable, rowsOf } from './markup-tables.ts';
import { isWayBack, raisedText } from './notes.ts';

/** Elements that stand on lines of their own. https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3 */
const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody
  td tfoot th thead tr ul`.split(/\s+/u),
);

/** What is never read: programs, styles, controls, what stands for something that isn't text. */
const UNREAD: ReadonlySet<string> = new Set(
  `script style template head title noscript iframe object embed applet canvas svg math audio video picture map
  button input select textarea datalist meter progress dialog`.split(/\s+/u),
);

/** How markup becomes text. */
export interface BlockRules {
  /** What the document needn't say: navigation, for one. */
  readonly isLeftOut?: (element: DomElement) => boolean;
  /** The level of a heading that the markup calls `level`. */
  readonly levelOf?: (level: number) => number;
}

/** Appends what a tree of HTML shows: headings, paragraphs, entries of lists, rows of tables. */
export function appendBlocks(text: CanonicalText, root: DomNode, rules: BlockRules = {}): void {
  const { isLeftOut = () => false, levelOf = (level) => level } = rules;
  const line = startLine(text);
  const markOf = countEntries();
  walk(root, {
    enter(node) {
      const said = ownText(node);
      if (said !== undefined) line.add(said);
      if (!isElement(node)) return undefined;
      if (isUnread(node) || isLeftOut(node)) return 'skip';
      const raised = raisedText(node);
      if (raised !== undefined) {
        line.add(raised);
        return 'skip';
      }
      const name = nameOf(node);
      if (name === 'br') line.breakLine();
      if (!BLOCKS.has(name)) return undefined;
      line.end();
      if (name === 'pre') line.keepSpace(true);
      if (name === 'li') line.prefix(markOf(node));
      if (name !== 'table' || !isDataTable(node)) return undefined;
      for (const row of rowsOf(node)) text.paragraph(row);
      return 'skip';
    },
    leave(node) {
      const name = nameOf(node);
      if (name === 'pre') line.keepSpace(false);
      if (name === 'li') line.end();
      if (name === 'li') line.prefix('');
      const [, level] = /^h([1-6])$/u.exec(name) ?? [];
      if (level !== undefined) line.endAsHeading(levelOf(Number(level)));
      else if (BLOCKS.has(name)) line.end();
    },
  });
  line.end();
}

function isUnread(element: DomElement): boolean {
  if (UNREAD.has(nameOf(element)) || element.attribs['hidden'] !== undefined) return true;
  if (attribute(element, 'aria-hidden') === 'true' || isWayBack(element)) return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(
    attribute(element, 'style'),
  );
}

/** Gives each entry of a list its number or a bullet; entries must come in reading order. */
function countEntries(): (entry: DomElement) => string {
  const next = new Map<DomNode, number>();
  return (entry) => {
    const list = entry.parent;
    if (list === null || nameOf(list) !== 'ol') return '• ';
    const number =
      wholeNumber(attribute(entry, 'value')) ??
      next.get(list) ??
      wholeNumber(attribute(list, 'start')) ??
      1;
    next.set(list, number + 1);
    return `${number}. `;
  };
}

function wholeNumber(written: string): number | undefined {
  return /^-?\d{1,9}$/u.test(written.trim()) ? Number(written) : undefined;
}

/** The text of the block that is being read. */
function startLine(text: CanonicalText) {
  let parts: string[] = [];
  let mark = '';
  let keepsSpace = false;
  const take = (): string => {
    const said = parts.join('');
    parts = [];
    return keepsSpace
      ? said
      : said
          .replaceAll(/ *\n */gu, '\n')
          .replaceAll(/ {2,}/gu, ' ')
          .trim();
  };
  return {
    add: (said: string): void => {
      parts.push(keepsSpace ? said : said.replaceAll(/[ \t\r\n\f]+/gu, ' '));
    },
    breakLine: (): void => {
      parts.push('\n');
    },
    prefix: (given: string): void => {
      mark = given;
    },
    keepSpace: (keeps: boolean): void => {
      if (!keeps) text.paragraph(take());
      keepsSpace = keeps;
    },
    endAsHeading: (level: number): void => {
      mark = '';
      text.heading(level, take());
    },
    end: (): void => {
      const said = take();
      if (said.trim() === '') return;
      text.paragraph(mark + said);
      mark = '';
    },
  };
}
