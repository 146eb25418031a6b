import type { TelegramMessage } from '@gramio/types';
import type { Simulator } from '../../simulator/driver/simulator.ts';

/** What became of each question. */
export interface Ledger {
  asked(message: TelegramMessage): void;
  /** The bot is killed now. */
  killed(): void;
  /** The bot is there again. */
  restarted(): void;
  /** Questions without answer so far. */
  open(): number;
  figures(): {
    readonly asked: number;
    readonly lost: number;
    /** Answers beyond the first of a question. */
    readonly doubled: number;
    /**
     * Of the doubled: those whose earlier answer Telegram had taken while the bot could not note it, since the reply got
     * lost on its way (a fault) or the process was killed before it could have been written down.
     */
    readonly excused: number;
    /** Milliseconds from question to first answer, ascending. */
    readonly latencies: readonly number[];
  };
}

/**
 * A reply that left this long before a kill may not have been noted: it has to be read and written to disk, which takes some
 * milliseconds on an idle machine and more on a busy one with thirty replies at once.
 */
const NOTING_MS = 250;

interface Answer {
  readonly atMs: number;
  /** When its reply left for the bot; undefined where it never did. */
  repliedMs: number | undefined;
}

interface Asked {
  readonly atMs: number;
  readonly answers: Answer[];
}

/** @param isAnswer whether a message of the bot in reply to a question answers it; any does unless told */
export function openLedger(
  sim: Simulator,
  { isAnswer = () => true }: { readonly isAnswer?: (message: TelegramMessage) => boolean } = {},
): Ledger {
  const questions = new Map<string, Asked>();
  const gaps: { readonly killedMs: number; restartedMs: number }[] = [];
  const byAnswer = new Map<string, Answer>();
  let open = 0;
  sim.events.subscribe((event) => {
    if (event.kind === 'message') noteAnswer(event.message);
    if (event.kind === 'answered' && event.call.method === 'sendMessage') {
      const { outcome } = event.call;
      const sent = outcome?.kind === 'ok' ? (outcome.result as TelegramMessage) : undefined;
      const answer = sent && byAnswer.get(keyOf(sent.chat.id, sent.message_id));
      if (answer) answer.repliedMs = Date.now();
    }
  });

  function noteAnswer(message: TelegramMessage): void {
    const to = message.reply_to_message;
    const question = to && questions.get(keyOf(message.chat.id, to.message_id));
    if (message.from?.id !== sim.world.bot.user.id || !question || !isAnswer(message)) return;
    const answer = { atMs: Date.now(), repliedMs: undefined };
    if (question.answers.length === 0) open--;
    question.answers.push(answer);
    byAnswer.set(keyOf(message.chat.id, message.message_id), answer);
  }

  /** Whether the bot could not know that this answer was taken. */
  function isExcused({ atMs, repliedMs }: Answer): boolean {
    if (repliedMs === undefined) return true;
    return gaps.some((gap) => repliedMs >= gap.killedMs - NOTING_MS && atMs <= gap.restartedMs);
  }

  return {
    asked(message) {
      questions.set(keyOf(message.chat.id, message.message_id), { atMs: Date.now(), answers: [] });
      open++;
    },
    killed: () => void gaps.push({ killedMs: Date.now(), restartedMs: Infinity }),
    restarted() {
      const gap = gaps.at(-1);
      if (gap) gap.restartedMs = Date.now();
    },
    open: () => open,
    figures() {
      const all = [...questions.values()];
      const doubled = all.flatMap(({ answers }) => answers.slice(0, -1));
      return {
        asked: all.length,
        lost: all.filter(({ answers }) => answers.length === 0).length,
        doubled: doubled.length,
        excused: doubled.filter(isExcused).length,
        latencies: all
          .flatMap(({ atMs, answers: [first] }) => (first ? [first.atMs - atMs] : []))
          .sort((a, b) => a - b),
      };
    },
  };
}

function keyOf(chatId: number, messageId: number): string {
  return `${chatId} ${messageId}`;
}
