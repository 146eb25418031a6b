import { Composer } from 'grammy';
import type { Answer, Ask } from '../../retrieval/answer.ts';
import { addressedAsGuest } from '../addressing.ts';
import { type BotContext, saying } from '../context.ts';
import { answerAsGuest } from '../guest-answer.ts';
import type { Observer } from '../observer.ts';
import { renderAnswer } from '../rendering.ts';
import { citing } from '../showing.ts';
import type { Turn } from '../turns.ts';

export interface GuestParts {
  readonly ask: Ask;
  /** When a question may be searched for. */
  readonly turn: Turn;
  readonly observer: Observer;
}

/** In somebody else's chat one passage is enough. */
const EXCERPTS = 1;

/** `@bot question` in a chat that the bot is no member of: the best passage with its place, or one line that there is none. */
export function guests(parts: GuestParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('guest_message', async (ctx) => {
    const started = performance.now();
    const asked = addressedAsGuest(ctx.guestMessage, ctx.me);
    if (asked.kind === 'not-for-us') return;
    if (asked.kind !== 'question') return answerAsGuest(ctx, saying(ctx.sentences.emptyQuestion));
    const answer = await parts.turn(() =>
      parts.ask(asked.text, { limit: EXCERPTS, mayQuote: ctx.mayQuote }),
    );
    const onlyBeginningChars = asked.isBeginning ? asked.text.length : undefined;
    await answerAsGuest(ctx, shown(ctx, answer, onlyBeginningChars));
    const totalMs = performance.now() - started;
    const { update_id: updateId } = ctx.update;
    return parts.observer.answered({ updateId, source: 'guest', answer, totalMs });
  });
  return composer;
}

function shown(ctx: BotContext, answer: Answer, onlyBeginningChars: number | undefined) {
  const extent = { audience: 'group', mostExcerpts: EXCERPTS, onlyBeginningChars } as const;
  return renderAnswer(answer, { ...citing(ctx), ...extent }).message;
}
