import type { Reading, Unreadable } from './reading.ts';

/**
 * Gives a page the name that its `title` states; where its only top heading is a part of that, the rest names the site
 * and the heading is the title. A page that states none is called as its first top heading.
 */
export function withPageTitle(
  reading: Reading | Unreadable,
  stated: string | undefined,
): Reading | Unreadable {
  if ('reason' in reading) return reading;
  const [first, second] = reading.headings.filter(({ level }) => level === 1);
  if (stated === undefined || stated === '') return { ...reading, title: first?.text };
  const isPart = first !== undefined && second === undefined && stated.includes(first.text);
  return { ...reading, title: isPart ? first.text : stated };
}
