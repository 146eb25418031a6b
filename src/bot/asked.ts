import type { Answer, AnswerKind, Excerpt, Preceding } from '../retrieval/answer.ts';
import type { Asked } from './answered.ts';

/** Whose questions in a chat follow one another. */
export interface Asker {
  readonly chatId: number;
  /** A person, or the chat in whose name they write. */
  readonly personId: number;
  /** Topic of a forum; 0 outside of topics. */
  readonly topicId: number;
}

/** A question as it was asked and understood: enough to ask it again. */
export interface AskedQuestion extends Asked, Asker {
  /** Message id of the answer, in the same chat. */
  readonly answerId: number;
  readonly question: string;
  /** What it was understood to follow. */
  readonly after: Preceding | undefined;
  /** Asked word for word: somebody wanted it so. */
  readonly asWritten: boolean;
  /** What it got. */
  readonly kind: AnswerKind;
  /** What was quoted in answer to it, best first; empty for `nothing`. */
  readonly shown: readonly Excerpt[];
  /** When its message was written, milliseconds since the epoch. */
  readonly askedMs: number;
}

/**
 * Port: the questions that were asked lately and what was quoted, for follow-ups, for /why, and for what people do with an
 * answer afterwards. Kept for a short while only.
 */
export interface QuestionMemory {
  /** Durable when it resolves. */
  remember(asked: AskedQuestion): Promise<void>;
  /** The question that a message of the bot answers. */
  answeredBy(chatId: number, answerId: number): Promise<AskedQuestion | undefined>;
  /** The last question of somebody in a chat before a message, not asked before `sinceMs`. */
  lastBefore(asker: Asker, messageId: number, sinceMs: number): Promise<AskedQuestion | undefined>;
  /** What a person asked lately in any chat, without what goes on from another question; each once, the latest first. */
  recentOf(personId: number, most: number): Promise<string[]>;
  /** The latest questions of a chat that anything was quoted for, oldest first. */
  answersIn(chatId: number, most: number): Promise<AskedQuestion[]>;
  /** Erases what was kept long enough. */
  forget(): Promise<void>;
}

/** What is kept of an answer with its question. @param shown the excerpts that were quoted */
export function notedAnswer(
  { kind }: Answer,
  shown: readonly Excerpt[],
): Pick<AskedQuestion, 'kind' | 'shown'> {
  return { kind, shown };
}
