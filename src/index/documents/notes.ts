import { type DomElement, attribute, elementsOf, nameOf, textOf } from './dom.ts';

/** Digits and signs as they stand raised. */
const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('0123456789+-n', (sign, at) => [sign, Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ')[at] ?? sign]),
);

/**
 * Raised text, where plain text would change what it stands behind: a note's mark goes into brackets, an exponent stays
 * raised. Undefined for all other elements.
 */
export function raisedText(element: DomElement): string | undefined {
  const name = nameOf(element);
  if (name !== 'a' && name !== 'sup') return undefined;
  const said = textOf(element);
  if (name === 'a' && isNoteSign(element)) return `${bracketed(said)} `;
  if (name === 'a') return isNoteLink(element) ? bracketed(said) : undefined;
  if (elementsOf(element, 'a').some(isNoteLink)) return bracketed(said);
  if (!/^[-+n\d]{1,6}$/u.test(said)) return undefined;
  return said.replaceAll(/./gu, (sign) => RAISED[sign] ?? sign);
}

function bracketed(mark: string): string {
  return `[${mark.replaceAll(/^\[|\]$/gu, '')}]`;
}

/** LibreOffice's mark before a note. */
function isNoteSign(link: DomElement): boolean {
  return attribute(link, 'class').endsWith('notesym');
}

function isNoteLink(link: DomElement): boolean {
  if (attribute(link, 'role') === 'doc-noteref' || attribute(link, 'epub:type') === 'noteref')
    return true;
  // Pandoc's.
  if (attribute(link, 'class').split(' ').includes('footnote-ref')) return true;
  const isRaised = link.parent !== null && nameOf(link.parent) === 'sup';
  const holdsRaised = link.children.length === 1 && elementsOf(link, 'sup').length === 1;
  return attribute(link, 'href').includes('#') && (isRaised || holdsRaised);
}

/** A sign that only leads elsewhere in the page: from a note back to its mark (↩), from a heading to itself (¶). */
export function isWayBack(element: DomElement): boolean {
  if (nameOf(element) !== 'a' || !attribute(element, 'href').includes('#')) return false;
  return /^(?:[↑↩⏎⤴^¶#§🔗]|\ufe0e|\ufe0f)+$/u.test(textOf(element));
}
