import type { TelegramMessage } from '@gramio/types';
import type { Person } from '../../simulator/driver/person.ts';
import type { Simulator } from '../../simulator/driver/simulator.ts';
import { buttonsOf } from '../../simulator/world/buttons.ts';
import type { BotInProcess } from './bot-in-process.ts';

/** Presses at most; what one button leads to is pressed too. */
const MOST_PRESSES = 12;

/** Presses every button, once each, of what the bot has sent since a call. @returns the labels that were pressed */
export async function pressAll(
  sim: Simulator,
  bot: BotInProcess,
  person: Person,
  { since, most = MOST_PRESSES }: { readonly since: number; readonly most?: number },
): Promise<readonly string[]> {
  const pressed = new Set<string>();
  for (let count = 0; count < most; count++) {
    const next = buttonsSentSince(sim, since).find(({ key }) => !pressed.has(key));
    if (!next) break;
    pressed.add(next.key);
    person.presses(next.message, { data: next.data });
    await bot.handleAll();
  }
  return [...pressed];
}

interface Button {
  readonly key: string;
  readonly data: string;
  readonly message: TelegramMessage;
}

/** As the messages stand now. */
function buttonsSentSince(sim: Simulator, since: number): Button[] {
  return sim.calls.slice(since).flatMap(({ outcome, method }) => {
    if (outcome?.kind !== 'ok' || !method.startsWith('send')) return [];
    const sent = outcome.result as Partial<TelegramMessage>;
    if (!sent.chat || sent.message_id === undefined) return [];
    const message = sim.world.chats.get(sent.chat.id)?.messages.get(sent.message_id);
    if (!message) return [];
    return buttonsOf(message)
      .flat()
      .flatMap(({ text, callback_data: data }) =>
        data === undefined ? [] : [{ key: `${text} ${data}`, data, message }],
      );
  });
}
