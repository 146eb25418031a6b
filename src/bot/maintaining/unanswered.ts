import type { AnswerKind } from '../../retrieval/answer.ts';
import { ask, type Store, type Work } from '../inbox/store.ts';
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
   * Keeps a question whose answer was voted down, once: one that is here for its weak answer gets another reason. Part of the
   * work of a vote.
   *
   * @returns its id; undefined where nothing is kept
   */
  voteDown(voted: VotedDown, why: Why): Work<number | undefined>;
  /** Nobody votes it down any longer: a weak answer stays reason enough to keep it, others go. Part of the work of a vote. */
  takeBack(voted: VotedDown): Work<void>;
  /** Newest first. @param model whose vectors are of use */
  all(model: string): Promise<Unanswered[]>;
  keepVector(id: number, model: string, vector: Float32Array): Promise<void>;
  /** Forgets what is older than it may be kept. */
  forgetOld(): Promise<void>;
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
  readonly store: Store;
  /** 0: nothing is kept. */
  readonly keepDays: number;
  readonly now?: () => number;
}

const INSERT = 'INSERT INTO unanswered (asked_ms, why, question) VALUES (?, ?, ?)';
const SELECT = 'SELECT * FROM unanswered WHERE asked_ms > ? ORDER BY id DESC LIMIT ?';
const SET_VECTOR = 'UPDATE unanswered SET model = ?, vector = ? WHERE id = ?';
// With its text, since an id may be given anew when its question is gone.
const SET_WHY = 'UPDATE unanswered SET why = ? WHERE id = ? AND question = ?';
const REMOVE = 'DELETE FROM unanswered WHERE id = ? AND question = ?';
const WEAK =
  "SELECT id FROM unanswered WHERE question = ? AND why = 'closest' ORDER BY id DESC LIMIT 1";
const REMOVE_MANY =
  'DELETE FROM unanswered WHERE id <= (SELECT id FROM unanswered ORDER BY id DESC LIMIT 1 OFFSET ?)';

export function openUnanswered(parts: UnansweredParts): UnansweredBook {
  const { store, keepDays, now = Date.now } = parts;
  const oldest = () => now() - keepDays * DAY_MS;
  return {
    async note(question, why) {
      if (keepDays > 0) await store.write(INSERT, [now(), why, question]);
    },
    *voteDown({ question, kind, id }, why) {
      if (keepDays === 0) return undefined;
      const known = id ?? (kind === 'closest' ? yield* weakOne(question) : undefined);
      if (known === undefined) return yield* inserting(now(), why, question);
      yield* ask(SET_WHY, [why, known, question]);
      return known;
    },
    *takeBack({ question, kind, id }) {
      if (kind === 'closest') yield* ask(SET_WHY, [kind, id, question]);
      else yield* ask(REMOVE, [id, question]);
    },
    async all(model) {
      const rows = await store.rows<Row>(SELECT, [oldest(), MOST_SHOWN]);
      return rows.map((row) => unansweredOf(row, model));
    },
    keepVector: (id, model, vector) => store.write(SET_VECTOR, [model, textOf(vector), id]),
    async forgetOld() {
      await store.write('DELETE FROM unanswered WHERE asked_ms <= ?', [oldest()]);
      await store.write(REMOVE_MANY, [MOST_KEPT]);
    },
  };
}

type Id = Pick<Row, 'id'>;

function* weakOne(question: string): Work<number | undefined> {
  const [row] = yield* ask<Id>(WEAK, [question]);
  return row?.id;
}

function* inserting(nowMs: number, why: Why, question: string): Work<number | undefined> {
  const [row] = yield* ask<Id>(`${INSERT} RETURNING id`, [nowMs, why, question]);
  return row?.id;
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
