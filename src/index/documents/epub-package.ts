import path from 'node:path';
import {
  type DomNode,
  attribute,
  elementsOf,
  nameOf,
  parseXhtml,
  parseXml,
  textOf,
} from './dom.ts';
import { decodeMarkup } from './markup-encoding.ts';
import type { Unreadable } from './reading.ts';

/** What a book says of itself. https://www.w3.org/TR/epub-33/ */
export interface BookPackage {
  readonly title: string | undefined;
  /** In reading order. */
  readonly chapters: readonly Chapter[];
}

/** A file of the book that is read. */
export interface Chapter {
  /** In the archive. */
  readonly path: string;
  /** What the table of contents calls it; undefined where it names another file or none. */
  readonly label: string | undefined;
  /** How deep in the table of contents, 1 is the top. */
  readonly level: number;
  /** Against copying: only certain programs can read it. */
  readonly isEncrypted: boolean;
}

type Files = ReadonlyMap<string, Uint8Array>;

export function readPackage(files: Files): BookPackage | Unreadable {
  const container = treeOf(files, 'META-INF/container.xml');
  const [root] = container === undefined ? [] : elementsOf(container, 'rootfile');
  const packagePath = root === undefined ? '' : attribute(root, 'full-path');
  const tree = treeOf(files, packagePath);
  if (tree === undefined) return { reason: 'is a zip archive, but no EPUB book' };
  const items = elementsOf(tree, 'item').map((item) => ({
    id: attribute(item, 'id'),
    path: resolved(packagePath, attribute(item, 'href')),
    isContents: /(?:^|\s)nav(?:\s|$)/u.test(attribute(item, 'properties')),
    type: attribute(item, 'media-type'),
  }));
  const contents =
    items.find(({ isContents }) => isContents) ?? items.find(({ type }) => type.includes('ncx'));
  const names = contents === undefined ? new Map<string, Named>() : namesIn(files, contents.path);
  const paths = new Map(items.map((item) => [item.id, item.path]));
  const sealed = encryptedFiles(files);
  const chapters = elementsOf(tree, 'itemref').flatMap((reference) => {
    const file = paths.get(attribute(reference, 'idref'));
    if (file === undefined) return [];
    const named = names.get(file) ?? { label: undefined, level: 1 };
    return [{ ...named, path: file, isEncrypted: sealed.has(file) }];
  });
  const [title] = elementsOf(tree, 'title').map(textOf);
  return { title: title === '' ? undefined : title, chapters };
}

/** Often only fonts, which don't matter. */
function encryptedFiles(files: Files): ReadonlySet<string> {
  const tree = treeOf(files, 'META-INF/encryption.xml');
  const references = tree === undefined ? [] : elementsOf(tree, 'cipherreference');
  return new Set(references.map((reference) => decoded(attribute(reference, 'URI'))));
}

interface Named {
  readonly label: string;
  readonly level: number;
}

/** The first entry of the table of contents for each file: of EPUB 3 (`nav`) or of EPUB 2 (`ncx`). */
function namesIn(files: Files, contentsPath: string): Map<string, Named> {
  const tree = treeOf(files, contentsPath);
  const names = new Map<string, Named>();
  if (tree === undefined) return names;
  for (const entry of entriesOf(tree)) {
    const file = resolved(contentsPath, entry.href);
    if (entry.label !== '' && !names.has(file)) names.set(file, entry);
  }
  return names;
}

function entriesOf(tree: DomNode): (Named & { readonly href: string })[] {
  const points = elementsOf(tree, 'navpoint');
  if (points.length > 0)
    return points.map((point) => ({
      href: attribute(elementsOf(point, 'content')[0] ?? point, 'src'),
      label: textOf(elementsOf(point, 'text')[0] ?? point),
      level: depthOf(point, 'navpoint'),
    }));
  const list = elementsOf(tree, 'nav').find((nav) => attribute(nav, 'epub:type') === 'toc');
  return elementsOf(list ?? tree, 'a').map((link) => ({
    href: attribute(link, 'href'),
    label: textOf(link),
    level: depthOf(link, 'li'),
  }));
}

/** How many elements of a name an element lies in, itself counted; at least 1. */
function depthOf(element: DomNode, name: string): number {
  let depth = 0;
  for (let above: DomNode | null = element; above !== null; above = above.parent)
    if (nameOf(above) === name) depth++;
  return Math.max(1, depth);
}

function treeOf(files: Files, name: string): DomNode | undefined {
  const bytes = files.get(name);
  const markup = bytes === undefined ? undefined : decodeMarkup(bytes);
  if (typeof markup !== 'string') return undefined;
  return /\.x?html?$/iu.test(name) ? parseXhtml(markup) : parseXml(markup);
}

/** A reference inside the book as a path in the archive; its fragment goes. */
function resolved(from: string, href: string): string {
  const file = href.split('#')[0] ?? '';
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), decoded(file)));
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference; // a percent sign that stands for itself
  }
}
