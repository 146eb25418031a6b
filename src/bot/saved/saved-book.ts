import type { Quotation } from '../../retrieval/answer.ts';
import type { Page, PageOf } from '../../retrieval/reading/reader.ts';
import { ask, type Store, type Work } from '../inbox/store.ts';

/** A quotation that somebody keeps, with text and place as they were. */
export interface SavedQuote {
  readonly id: number;
  readonly quotation: Quotation;
  /** Milliseconds since the epoch. */
  readonly savedMs: number;
}

/** `known`: that place was saved before. `full`: the person has saved as many as are kept. */
export type SaveOutcome = 'saved' | 'known' | 'full';

/** Quotes that people saved: each person's own. Whatever changes is on disk when a call resolves. */
export interface SavedBook {
  save(personId: number, quotation: Quotation): Promise<SaveOutcome>;
  /** Newest first; the nearest page where there is none of that number. */
  page(personId: number, page: PageOf): Promise<Page<SavedQuote>>;
  /** Newest first. */
  all(personId: number): Promise<SavedQuote[]>;
  /** Nothing happens to other people's. */
  remove(personId: number, id: number): Promise<void>;
  /** Forgets those whose owner has not been seen for long. */
  forgetOld(): Promise<void>;
}

/** Quotes that one person may save. Nobody reads more, and somebody might try to fill the disk. */
export const MOST_SAVED = 500;

/** Later quotes come first, those of one moment in the order of saving. */
const NEWEST_FIRST = 'FROM saved WHERE person_id = ? ORDER BY saved_ms DESC, id DESC';

interface Row {
  readonly id: number;
  readonly quote: string;
  readonly saved_ms: number;
}

export interface SavedBookParts {
  readonly store: Store;
  /** How long quotes stay after their owner last saved, listed or exported any. */
  readonly keepMs: number;
  readonly now?: () => number;
}

const USE = 'UPDATE saved SET used_ms = ? WHERE person_id = ?';
const SOME = `SELECT id, quote, saved_ms ${NEWEST_FIRST} LIMIT ? OFFSET ?`;
const COUNT = 'SELECT count(*) AS count FROM saved WHERE person_id = ?';
const KNOWN = 'SELECT id FROM saved WHERE person_id = ? AND citation = ?';
const INSERT =
  'INSERT INTO saved (person_id, citation, quote, saved_ms, used_ms) VALUES (?, ?, ?, ?, ?)';

export function openSaved({ store, keepMs, now = Date.now }: SavedBookParts): SavedBook {
  return {
    save: (personId, quotation) => store.atOnce(() => saving(personId, quotation, now())),
    page: (personId, wanted) => store.atOnce(() => turningTo(personId, wanted, now())),
    async all(personId) {
      await store.write(USE, [now(), personId]);
      return (await store.rows<Row>(SOME, [personId, MOST_SAVED, 0])).map(savedOf);
    },
    remove: (personId, id) =>
      store.write('DELETE FROM saved WHERE person_id = ? AND id = ?', [personId, id]),
    forgetOld: () => store.write('DELETE FROM saved WHERE used_ms <= ?', [now() - keepMs]),
  };
}

function* saving(personId: number, quotation: Quotation, nowMs: number): Work<SaveOutcome> {
  yield* ask(USE, [nowMs, personId]);
  const [known] = yield* ask(KNOWN, [personId, quotation.id]);
  if (known) return 'known';
  if ((yield* counting(personId)) >= MOST_SAVED) return 'full';
  yield* ask(INSERT, [personId, quotation.id, JSON.stringify(quotation), nowMs, nowMs]);
  return 'saved';
}

function* turningTo(
  personId: number,
  { page: wanted, size }: PageOf,
  nowMs: number,
): Work<Page<SavedQuote>> {
  yield* ask(USE, [nowMs, personId]);
  const total = yield* counting(personId);
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, wanted), pages);
  const rows = yield* ask<Row>(SOME, [personId, size, (page - 1) * size]);
  return { items: rows.map(savedOf), page, pages, total };
}

function* counting(personId: number): Work<number> {
  const [row] = yield* ask<{ readonly count: number }>(COUNT, [personId]);
  return row?.count ?? 0;
}

/** The quotations were written by `save`, and SQLite checks its pages. */
function savedOf({ id, quote, saved_ms: savedMs }: Row): SavedQuote {
  return { id, quotation: JSON.parse(quote) as Quotation, savedMs };
}
