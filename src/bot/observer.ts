import type { Answer } from '../retrieval/answer.ts';

/** Where a question came from. */
export type QuestionSource = 'private' | 'group' | 'inline' | 'guest' | 'edit';

/** Port: what the operator is told about the bot's work. Nothing of it holds what anyone wrote. */
export interface Observer {
  /** A question was answered and Telegram took the answer. */
  answered(event: {
    readonly updateId: number;
    readonly source: QuestionSource;
    readonly answer: Answer;
    /** From the start of handling to Telegram's acceptance. */
    readonly totalMs: number;
  }): void;
  /** Something unforeseen went wrong while an update was handled. */
  failed(event: { readonly updateId: number; readonly error: unknown }): void;
}
