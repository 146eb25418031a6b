import { type DomElement, type DomNode, attribute, elementsOf, nameOf, textOf } from './dom.ts';

/** Names that authors give to what stands around a page's content. */
const AROUND =
  /(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|cookies?|banner|toolbar|pagination|pager|skip|share|sharing|social|related|footer|toc)(?:$|[-_ ])/iu;

/** Roles of ARIA for the same. */
const AROUND_ROLES =
  /^(?:navigation|banner|contentinfo|search|complementary|menu|menubar|toolbar)$/u;

/** From this share of linked text on something of such a name leads elsewhere and says nothing itself. */
const LINKED_SHARE = 0.5;

/** Where a page says what it has to say, and what it holds besides. */
export interface MainContent {
  readonly root: DomNode;
  readonly isLeftOut: (element: DomElement) => boolean;
}

/** The page's `main`, else its one article that holds most of the text, else its body without what stands around. */
export function mainContent(page: DomNode): MainContent {
  const body = elementsOf(page, 'body')[0] ?? page;
  const chars = textOf(body).length;
  const main = elementsOf(body, 'main', 'article').filter(
    (element) => textOf(element).length > chars / 2,
  );
  const stated = elementsOf(body, 'main')[0] ?? withRole(body, 'main');
  const holds = (element: DomNode): boolean => textOf(element).length > 0;
  const root = stated !== undefined && holds(stated) ? stated : main[0];
  if (root !== undefined) return { root, isLeftOut: leadsElsewhere };
  return { root: body, isLeftOut: (element) => leadsElsewhere(element) || isAround(element) };
}

function withRole(root: DomNode, role: string): DomElement | undefined {
  return elementsOf(root, 'div', 'section', 'article').find(
    (element) => attribute(element, 'role') === role,
  );
}

function leadsElsewhere(element: DomElement): boolean {
  // LibreOffice tells its pages' headers and footers by a title.
  if (/^(?:header|footer)$/u.test(attribute(element, 'title'))) return true;
  if (nameOf(element) === 'nav' || AROUND_ROLES.test(attribute(element, 'role'))) return true;
  const named = `${attribute(element, 'class')} ${attribute(element, 'id')}`;
  return AROUND.test(named) && linkedShare(element) > LINKED_SHARE;
}

/** A header, footer or aside of the whole page, not of a part of it. A header that leads nowhere holds the title. */
function isAround(element: DomElement): boolean {
  const name = nameOf(element);
  if (name !== 'header' && name !== 'footer' && name !== 'aside') return false;
  if (isWithinPart(element)) return false;
  return name !== 'header' || linkedShare(element) > LINKED_SHARE;
}

function isWithinPart(element: DomElement): boolean {
  for (let above = element.parent; above !== null; above = above.parent)
    if (/^(?:article|section|main)$/u.test(nameOf(above))) return true;
  return false;
}

/** Share of an element's text that is linked, 0..1. */
function linkedShare(element: DomElement): number {
  const chars = textOf(element).length;
  const linked = elementsOf(element, 'a').reduce((sum, link) => sum + textOf(link).length, 0);
  return chars === 0 ? 1 : linked / chars;
}
