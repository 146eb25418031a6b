import type { AnyNode, ChildNode, Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';

// The one door to the parsers of HTML and XML. Both build the same kind of tree; nothing is fetched, run or expanded.

export type DomNode = AnyNode;
export type DomElement = Element;

/** HTML as browsers read it, whatever is wrong with it. */
export function parseHtml(html: string): DomNode {
  return parse(html, { treeAdapter: adapter, scriptingEnabled: false }) as Document;
}

/** XML, as far as it goes. Entities that a file defines itself stay as they are written. */
export function parseXml(xml: string): DomNode {
  return parseDocument(xml, { xmlMode: true, decodeEntities: true });
}

/** What a file's document type defines for itself: the parser of HTML takes its end for text. */
const OWN_ENTITIES = /(?<=^.{0,300}<!DOCTYPE[^<>[]{0,300})\[[^\]]*\]/isu;

/** The XHTML of books: XML's short elements (`<title/>`) and HTML's names of characters (`&nbsp;`). */
export function parseXhtml(xhtml: string): DomNode {
  return parseDocument(xhtml.replace(OWN_ENTITIES, ''), {
    recognizeSelfClosing: true,
    recognizeCDATA: true,
    decodeEntities: true,
  });
}

export function isElement(node: DomNode): node is DomElement {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style';
}

/** An element's name in small letters, without a prefix (`dc:title` is `title`); empty for other nodes. */
export function nameOf(node: DomNode): string {
  if (!isElement(node)) return '';
  const name = node.name.toLowerCase();
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute's value; empty where there is none. */
export function attribute(node: DomNode, name: string): string {
  return isElement(node) ? (node.attribs[name] ?? '') : '';
}

/** A text node's own text; undefined for other nodes. */
export function ownText(node: DomNode): string | undefined {
  return node.type === 'text' ? node.data : undefined;
}

/** What happens at a node on a walk through a tree. */
export interface Visitor {
  /** @returns `skip` to leave out what the node holds; `leave` is then not called */
  readonly enter: (node: DomNode) => 'skip' | undefined;
  readonly leave: (node: DomNode) => void;
}

/** Walks through a tree in reading order, however deep it is. */
export function walk(root: DomNode, { enter, leave }: Visitor): void {
  if (enter(root) === 'skip') return;
  const open: { readonly node: DomNode; next: ChildNode | null }[] = [
    { node: root, next: firstChild(root) },
  ];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const node = last.next;
    if (node === null) {
      leave(last.node);
      open.pop();
      continue;
    }
    last.next = node.next;
    if (enter(node) !== 'skip') open.push({ node, next: firstChild(node) });
  }
}

function firstChild(node: DomNode): ChildNode | null {
  return 'children' in node ? (node.children[0] ?? null) : null;
}

/** All elements below a node with one of these names, in reading order. */
export function elementsOf(root: DomNode, ...names: readonly string[]): DomElement[] {
  const found: DomElement[] = [];
  walk(root, {
    enter: (node) => {
      if (isElement(node) && names.includes(nameOf(node))) found.push(node);
      return undefined;
    },
    leave: () => undefined,
  });
  return found;
}

/** All text below a node, white space collapsed. */
export function textOf(root: DomNode): string {
  const parts: string[] = [];
  walk(root, {
    enter: (node) => {
      parts.push(ownText(node) ?? '');
      return undefined;
    },
    leave: () => undefined,
  });
  return parts.join('').replaceAll(/\s+/gu, ' ').trim();
}
