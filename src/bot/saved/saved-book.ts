import type { Quotation } from '../../retrieval/answer.ts';
import type { Page, PageOf } from '../../retrieval/reading/reader.ts';
import type { StateDatabase } from '../inbox/state.ts';

/** A quotation that somebody keeps, with text and place as they were. */
export interface SavedQuote {
  readonly id: number;
  readonly quotation: Quotation;
  /** Milliseconds since the epoch. */
  readonly savedMs: number;
}

/** Quotes that people saved: each person's own. Whatever changes is on disk when a call returns. */
export interface SavedBook {
  /** `known`: that place was saved before. `full`: the person has saved as many as are kept. */
  save(personId: number, quotation: Quotation): 'saved' | 'known' | 'full';
  /** Newest first; the nearest page where there is none of that number. */
  page(personId: number, page: PageOf): Page<SavedQuote>;
  /** Newest first. */
  all(personId: number): SavedQuote[];
  /** Nothing happens to other people's. */
  remove(personId: number, id: number): void;
  /** Forgets those whose owner has not been seen for long. */
  forgetOld(): void;
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
  readonly db: StateDatabase;
  /** How long quotes stay after their owner last saved, listed or exported any. */
  readonly keepMs: number;
  readonly now?: () => number;
}

export function openSaved({ db, keepMs, now = Date.now }: SavedBookParts): SavedBook {
  const count = db.prepare('SELECT count(*) AS count FROM saved WHERE person_id = ?');
  const known = db.prepare('SELECT 1 FROM saved WHERE person_id = ? AND citation = ?');
  const insert = db.prepare(
    'INSERT INTO saved (person_id, citation, quote, saved_ms, used_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const some = db.prepare(`SELECT id, quote, saved_ms ${NEWEST_FIRST} LIMIT ? OFFSET ?`);
  const use = db.prepare('UPDATE saved SET used_ms = ? WHERE person_id = ?');
  const remove = db.prepare('DELETE FROM saved WHERE person_id = ? AND id = ?');
  const removeOld = db.prepare('DELETE FROM saved WHERE used_ms <= ?');
  const countOf = (personId: number) => (count.get(personId) as { readonly count: number }).count;
  const save = db.transaction((personId: number, quotation: Quotation) => {
    use.run(now(), personId);
    if (known.get(personId, quotation.id)) return 'known';
    if (countOf(personId) >= MOST_SAVED) return 'full';
    insert.run(personId, quotation.id, JSON.stringify(quotation), now(), now());
    return 'saved';
  });
  return {
    save,
    page(personId, { page: wanted, size }) {
      use.run(now(), personId);
      const total = countOf(personId);
      const pages = Math.max(1, Math.ceil(total / size));
      const page = Math.min(Math.max(1, wanted), pages);
      const rows = some.all(personId, size, (page - 1) * size) as Row[];
      return { items: rows.map(savedOf), page, pages, total };
    },
    all(personId) {
      use.run(now(), personId);
      return (some.all(personId, MOST_SAVED, 0) as Row[]).map(savedOf);
    },
    remove: (personId, id) => void remove.run(personId, id),
    forgetOld: () => void removeOld.run(now() - keepMs),
  };
}

/** The quotations were written by `save`, and SQLite checks its pages. */
function savedOf({ id, quote, saved_ms: savedMs }: Row): SavedQuote {
  return { id, quotation: JSON.parse(quote) as Quotation, savedMs };
}
