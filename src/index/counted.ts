const rules = new Intl.PluralRules('en');

/** `1 document`, `2 documents`: a number of things in a report. @param thing an English noun that takes an s */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${rules.select(number) === 'one' ? '' : 's'}`;
}

interface Held {
  readonly counts: { readonly documents: number; readonly passages: number };
}

/** What a library holds: `1 document, 2 passages`. */
export function holdings({ counts: { documents, passages } }: Held): string {
  return `${counted(documents, 'document')}, ${counted(passages, 'passage')}`;
}
