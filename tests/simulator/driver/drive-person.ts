import { setBlocked } from '../world/members.ts';
import type { PersonRecord } from '../world/records.ts';
import { privateChat } from '../world/world.ts';
import type { Person, Stage } from './person.ts';
import { queriesOf } from './queries.ts';
import { readingOf } from './reading.ts';
import { writingOf } from './writing.ts';

/** The driver of one account. */
export function drivePerson(stage: Stage, record: PersonRecord): Person {
  const own = privateChat(stage.world, record);
  return {
    record,
    user: record.user,
    chat: { record: own },
    ...writingOf(stage, record, own),
    ...queriesOf(stage, record, own),
    ...readingOf(stage, record, own),
    blocksBot: () => setBlocked(stage.world, record, own, true),
    unblocksBot: () => setBlocked(stage.world, record, own, false),
    leavesTelegram() {
      record.isDeactivated = true;
    },
  };
}
