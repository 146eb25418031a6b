import type { AnswerKind } from '../../retrieval/answer.ts';
import type { Journal } from '../inbox/journal.ts';
import type { StateDatabase } from '../inbox/state.ts';
import type { Observer } from '../observer.ts';

/** Why a question is kept: its answer was weak or none, or people voted it down or said that it missed the question. */
export type Why = 'closest' | 'nothing' | 'voted-down' | 'missed';

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
  /**
   * Keeps a question whose answer was voted down, once: one that is here for its weak answer gets another reason.
   *
   * @returns its id; undefined where nothing is kept
   */
  voteDown(voted: VotedDown, why: Why): number | undefined;
  /** Nobody votes it down any longer: a weak answer stays reason enough to keep it, others go. */
  takeBack(voted: VotedDown): void;
  /** Newest first. @param model whose vectors are of use */
  all(model: string): Unanswered[];
  keepVector(id: number, model: string, vector: Float32Array): void;
  /** Forgets what is older than it may be kept. */
  forgetOld(): void;
}

/** A question whose answer was voted down. */
interface VotedDown {
  readonly question: string;
  readonly kind: AnswerKind;
  /** Its id, where it is kept for votes before this one. */
  readonly id: number | null;
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
  // With its text, since an id may be given anew when its question is gone.
  const setWhy = db.prepare('UPDATE unanswered SET why = ? WHERE id = ? AND question = ?');
  const insert = db.prepare('INSERT INTO unanswered (asked_ms, why, question) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM unanswered WHERE id = ? AND question = ?');
  const weak = db.prepare(
    "SELECT id FROM unanswered WHERE question = ? AND why = 'closest' ORDER BY id DESC LIMIT 1",
  );
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
    voteDown({ question, kind, id }, why) {
      if (keepDays === 0) return undefined;
      const known = id ?? (kind === 'closest' ? idOf(weak.get(question)) : undefined);
      if (known === undefined) return Number(insert.run(now(), why, question).lastInsertRowid);
      setWhy.run(why, known, question);
      return known;
    },
    takeBack({ question, kind, id }) {
      if (kind === 'closest') setWhy.run(kind, id, question);
      else remove.run(id, question);
    },
    all: (model) => select.all(oldest(), MOST_SHOWN).map((row) => unansweredOf(row as Row, model)),
    keepVector: (id, model, vector) => void setVector.run(model, textOf(vector), id),
    forgetOld() {
      removeOld.run(oldest());
      removeMany.run(MOST_KEPT);
    },
  };
}

function idOf(row: unknown): number | undefined {
  return (row as Pick<Row, 'id'> | undefined)?.id;
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
