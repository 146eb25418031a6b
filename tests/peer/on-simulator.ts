import { type BotOptions, startBot } from '../simulator/driver/bot.ts';
import type { Group } from '../simulator/driver/group.ts';
import type { Person as SimulatedPerson } from '../simulator/driver/person.ts';
import { readReply } from '../simulator/driver/reply.ts';
import { startSimulator } from '../simulator/driver/simulator.ts';
import { openLine } from './line.ts';
import type { Person, Place, Telegram } from './telegram.ts';

/** The core suite's view of our own simulator, in strict mode. */
export async function telegramOnSimulator(): Promise<Telegram> {
  const sim = await startSimulator();
  const line = await openLine(sim.apiRoot, { emit: () => undefined });
  const groups = new Map<number, Group>();
  const people = new Map<Person, SimulatedPerson>();
  const groupAt = (place: Place | undefined): { in?: Group } => {
    const group = place && groups.get(place.id);
    return group ? { in: group } : {};
  };
  return {
    line,
    startBot: ({ env, ...options }: BotOptions = {}) =>
      startBot(sim, { ...options, env: { TELEGRAM_API_ROOT: line.apiRoot, ...env } }),
    person(name) {
      const simulated = sim.person(name, { languageCode: 'en' });
      const person = drive(simulated, groupAt);
      people.set(person, simulated);
      return person;
    },
    group(title, members) {
      const [first, ...others] = members.flatMap((member) => people.get(member) ?? []);
      if (!first) throw new Error(`Nobody of this simulator is in "${title}".`);
      const group = sim.supergroup(title, { members: [first, ...others] });
      groups.set(group.id, group);
      return group;
    },
    repliesTo: ({ chat, message_id: id }) =>
      [...(sim.world.chats.get(chat.id)?.messages.values() ?? [])]
        .filter(({ reply_to_message: to, from }) => to?.message_id === id && from?.is_bot === true)
        .map(readReply),
    async close() {
      try {
        await sim.close();
      } finally {
        await line.close();
      }
    },
  };
}

function drive(
  person: SimulatedPerson,
  groupAt: (place: Place | undefined) => { in?: Group },
): Person {
  return {
    says: (text, { in: place, ...where } = {}) =>
      person.says(text, { ...where, ...groupAt(place) }),
    expectReply: ({ to, in: place }) => person.expectReply({ to, ...groupAt(place) }),
    presses: (reply, button) => ({
      async answered() {
        const { text } = await person.presses(reply, button).answered();
        return text === undefined ? {} : { text };
      },
    }),
    asksInline: (text) => person.asksInline(text),
  };
}
