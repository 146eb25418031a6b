import type { Group } from '../driver/group.ts';
import type { Person } from '../driver/person.ts';
import type { Simulator } from '../driver/simulator.ts';

/** Who and what there is to play with. */
export interface Cast {
  readonly people: readonly Person[];
  /** Everybody and the bot; the first one owns it. */
  readonly withBot: Group;
  /** The first two; the bot is no member, so that only inline mode reaches it. */
  readonly withoutBot: Group;
}

/** What people and groups are called. */
export interface Names {
  readonly first: string;
  readonly second: string;
  /** Whose app is in Arabic, from right to left. */
  readonly third: string;
  readonly group: string;
}

const NAMES: Names = { first: 'Anna', second: 'Davit', third: 'Layla', group: 'Reading circle' };

/** Three people, each with a private chat with the bot, and two groups of theirs. */
export function createCast(sim: Simulator, names: Names = NAMES): Cast {
  const { first, second, third, group } = names;
  const one = sim.person(first, { languageCode: 'en' });
  const two = sim.person(second, { languageCode: 'en' });
  const three = sim.person(third, { languageCode: 'ar' });
  return {
    people: [one, two, three],
    withBot: sim.group(group, { members: [one, two, three] }),
    withoutBot: sim.group(`${first} & ${second}`, { members: [one, two], bot: 'left' }),
  };
}
