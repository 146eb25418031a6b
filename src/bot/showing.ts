import type { Answer, Excerpt } from '../retrieval/answer.ts';
import type { Shown } from './answered.ts';
import { buttonsUnder } from './buttons.ts';
import type { BotContext } from './context.ts';
import { excerptsIn } from './groups/chat-settings.ts';
import { type Citing, renderAnswer } from './rendering.ts';

/** How much of an answer is shown. */
interface Extent {
  /** Excerpts at most, unless the chat has set another length. */
  readonly excerpts: number;
  /** Set where only this many characters of the message were searched. */
  readonly onlyBeginningChars?: number | undefined;
}

/** An answer as people see it. */
export interface ShownAnswer extends Shown {
  /** The excerpts that it quotes, best first; none where nothing was found. */
  readonly excerpts: readonly Excerpt[];
}

/** An answer as the chat of an update shows it, with its buttons. */
export function showAnswer(ctx: BotContext, answer: Answer, extent: Extent): ShownAnswer {
  const { sentences } = ctx;
  const { message, excerpts } = renderAnswer(answer, {
    ...citing(ctx),
    audience: ctx.chat?.type === 'private' ? 'person' : 'group',
    mostExcerpts: excerptsIn(ctx.chatSettings, extent.excerpts),
    onlyBeginningChars: extent.onlyBeginningChars,
  });
  return { message, excerpts, buttons: buttonsUnder({ answer, shown: excerpts, sentences }) };
}

/** What citations are written with in an update's chat. */
export function citing({ sentences, me }: BotContext): Citing {
  return { sentences, botName: me.username };
}

/** Excerpts to ask for: one more than is shown tells whether there is a next one. */
export function limitFor({ chatSettings }: BotContext, excerpts: number): number {
  return excerptsIn(chatSettings, excerpts) + 1;
}
