import type { Answer, Ask, AskOptions } from '../retrieval/answer.ts';
import type { AskedQuestion } from './asked.ts';
import type { BotContext } from './context.ts';
import type { Turn } from './turns.ts';

/** Asks a question that is remembered again, as it was understood then, of the documents that the chat sees now. */
export function askAgain(
  { mayQuote }: BotContext,
  { question, after, asWritten }: Pick<AskedQuestion, 'question' | 'after' | 'asWritten'>,
  { ask, turn }: { readonly ask: Ask; readonly turn: Turn },
  options: Pick<AskOptions, 'limit' | 'explain'>,
): Promise<Answer> {
  const context = after ? { after } : {};
  return turn(() => ask(question, { ...options, mayQuote, asWritten, ...context }));
}
