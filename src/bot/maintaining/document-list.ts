import { createHash } from 'node:crypto';
import { label } from '../label.ts';
import { MAX_DOWNLOAD_MB } from '../telegram/downloading.ts';
import type { MaintainerWords } from './languages/words.ts';
import { NAME_CHARS, nameOf } from './reception.ts';
import type { Said } from './telling.ts';
import type { DocumentState } from './workshop.ts';

/** Documents on a page: a row of buttons holds eight. */
const PAGE = 8;

/** Names a document in a button, which has room for 64 bytes. */
export function keyOf({ id }: Pick<DocumentState, 'id'>): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}

/**
 * One page of the list: each document with its state, and a numbered button that opens it.
 *
 * @param page from 1; one that is not there is replaced by the nearest
 */
export function listPage(
  documents: readonly DocumentState[],
  page: number,
  { words, endings }: { readonly words: MaintainerWords; readonly endings: readonly string[] },
): Said {
  const hint = words.docsHint(MAX_DOWNLOAD_MB, endings.join(', '));
  if (documents.length === 0) return { text: `${words.noDocs}\n\n${hint}` };
  const pages = Math.ceil(documents.length / PAGE);
  const shown = Math.min(Math.max(page, 1), pages);
  const first = (shown - 1) * PAGE;
  const onPage = documents.slice(first, first + PAGE);
  const lines = onPage.map(
    (document, at) => `${first + at + 1}. ${nameOf(document)}: ${stateOf(document, words)}`,
  );
  const numbers = onPage.map(
    (document, at) => [String(first + at + 1), `doc:show:${keyOf(document)}`] as const,
  );
  const turns = [
    ...(shown > 1 ? [[words.previousPage(shown - 1), `doc:list:${shown - 1}`] as const] : []),
    ...(shown < pages ? [[words.nextPage(shown + 1), `doc:list:${shown + 1}`] as const] : []),
  ];
  return {
    text: [words.docs(shown, pages, documents.length), ...lines, '', hint].join('\n'),
    buttons: turns.length === 0 ? [numbers] : [numbers, turns],
  };
}

function stateOf({ change, passages, skipped }: DocumentState, words: MaintainerWords): string {
  if (skipped !== undefined) return words.skipped(label(skipped, NAME_CHARS));
  const counted = passages > 0 ? [words.passages(passages)] : [];
  return [...counted, ...(change === 'unchanged' ? [] : [words.states[change]])].join(', ');
}

/** One document, with what can be done to it. @param page of the list that it is on, from 1 */
export function documentCard(document: DocumentState, page: number, words: MaintainerWords): Said {
  const lines = [
    nameOf(document),
    stateOf(document, words),
    ...(document.language === undefined ? [] : [words.language(document.language)]),
  ];
  const back = [words.backButton, `doc:list:${page}`] as const;
  const remove = [words.deleteButton, `doc:ask:${keyOf(document)}`] as const;
  return {
    text: lines.join('\n'),
    buttons: [document.path === undefined ? [back] : [remove, back]],
  };
}

/** The question before a document is deleted. */
export function deleteQuestion(document: DocumentState, words: MaintainerWords): Said {
  return {
    text: words.askDelete(nameOf(document)),
    buttons: [
      [
        [words.deleteButton, `doc:yes:${keyOf(document)}`],
        [words.keepButton, 'doc:no'],
      ],
    ],
  };
}

export function pageOf(position: number): number {
  return Math.floor(position / PAGE) + 1;
}

/** Documents that somebody may mean: those of this id or title, else those that contain the words. */
export function documentsNamed(
  documents: readonly DocumentState[],
  words: string,
): readonly DocumentState[] {
  const wanted = folded(words);
  const namesOf = ({ id, title = '' }: DocumentState) =>
    [id, id.slice(id.lastIndexOf('/') + 1), title].map(folded);
  const exact = documents.filter((document) => namesOf(document).includes(wanted));
  if (exact.length > 0) return exact;
  return documents.filter((document) => namesOf(document).some((name) => name.includes(wanted)));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
