import type { Journal } from '../inbox/journal.ts';
import type { StateDatabase } from '../inbox/state.ts';
import type { Observer } from '../observer.ts';

/** Why a question is kept: its answer was weak or none, or somebody voted it down. */
type Why = 'closest' | 'nothing' | 'voted-down';

/** A question without a good answer. Nothing is known of who asked it. */
export interface Unanswered {
  readonly id: number;
  readonly askedMs: number;
  readonly why: Why;
  readonly question: string;
  /** Undefined where it has none of the model in use yet. */
  readonly vector: Float32Array | undefined;
}

/** What people asked in vain, for those who choose the documents. */
export interface UnansweredBook {
  /** Resolves when it is written; at once where nothing is kept. */
  note(question: string, why: Why): Promise<void>;
  /** Newest first. @param model whose vectors are of use */
  all(model: string): Unanswered[];
  keepVector(id: number, model: string, vector: Float32Array): void;
  /** Forgets what is older than it may be kept. */
  forgetOld(): void;
}

/** More than this, newest first, nobody reads. */
const MOST_SHOWN = 500;

/** A day of a thousand bad questions must not fill the disk. */
const MOST_KEPT = 5000;

const DAY_MS = 24 * 60 * 60_000;

interface Row {
  readonly id: number;
  readonly asked_ms: number;
  readonly why: Why;
  readonly question: string;
  readonly model: string | null;
  readonly vector: string | null;
}

export interface UnansweredParts {
  readonly db: StateDatabase;
  readonly journal: Journal;
  /** 0: nothing is kept. */
  readonly keepDays: number;
  readonly now?: () => number;
}

export function openUnanswered(parts: UnansweredParts): UnansweredBook {
  const { db, journal, keepDays, now = Date.now } = parts;
  const select = db.prepare('SELECT * FROM unanswered WHERE asked_ms > ? ORDER BY id DESC LIMIT ?');
  const setVector = db.prepare('UPDATE unanswered SET model = ?, vector = ? WHERE id = ?');
  const removeOld = db.prepare('DELETE FROM unanswered WHERE asked_ms <= ?');
  const removeMany = db.prepare(
    'DELETE FROM unanswered WHERE id <= (SELECT id FROM unanswered ORDER BY id DESC LIMIT 1 OFFSET ?)',
  );
  const oldest = () => now() - keepDays * DAY_MS;
  return {
    async note(question, why) {
      if (keepDays === 0) return;
      const sql = 'INSERT INTO unanswered (asked_ms, why, question) VALUES (?, ?, ?)';
      await journal.write({ sql, values: [now(), why, question] });
    },
    all: (model) => select.all(oldest(), MOST_SHOWN).map((row) => unansweredOf(row as Row, model)),
    keepVector: (id, model, vector) => void setVector.run(model, textOf(vector), id),
    forgetOld() {
      removeOld.run(oldest());
      removeMany.run(MOST_KEPT);
    },
  };
}

function unansweredOf({ id, asked_ms, why, question, ...row }: Row, model: string): Unanswered {
  const vector = row.model === model && row.vector !== null ? vectorOf(row.vector) : undefined;
  return { id, askedMs: asked_ms, why, question, vector };
}

/** As text, since libsql's binary values end the process (0.5.29, Node 20). */
function textOf(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function vectorOf(text: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer);
}

/** Keeps questions without a good answer. What is typed inline is left out: most of it is half a word. */
export function unansweredObserver(
  book: UnansweredBook,
  onError: (error: unknown) => void,
): Observer {
  return {
    answered({ source, answer: { kind, question } }) {
      if (source === 'inline' || kind === 'found') return;
      book.note(question, kind).catch(onError);
    },
    failed: () => {},
  };
}
