import type { Group } from '../driver/group.ts';
import type { Person } from '../driver/person.ts';
import type { Simulator } from '../driver/simulator.ts';

/** Who and what there is to play with. */
export interface Cast {
  readonly people: readonly Person[];
  /** Both people and the bot. */
  readonly withBot: Group;
  /** Both people; the bot is no member, so that only inline mode reaches it. */
  readonly withoutBot: Group;
}

/** What people and groups are called. */
export interface Names {
  readonly first: string;
  readonly second: string;
  readonly group: string;
}

const NAMES: Names = { first: 'Anna', second: 'Davit', group: 'Reading circle' };

/** Two people, each with a private chat with the bot, and two groups of theirs. */
export function createCast(sim: Simulator, { first, second, group }: Names = NAMES): Cast {
  const one = sim.person(first, { languageCode: 'en' });
  const two = sim.person(second, { languageCode: 'en' });
  const members = [one, two] as const;
  return {
    people: members,
    withBot: sim.group(group, { members }),
    withoutBot: sim.group(`${first} & ${second}`, { members, bot: 'left' }),
  };
}
