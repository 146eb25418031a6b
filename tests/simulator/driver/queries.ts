import type { TelegramMessage } from '@gramio/types';
import type { Patience } from '../events.ts';
import { buttonsOf, press } from '../world/buttons.ts';
import { summon } from '../world/guests.ts';
import { askInline, choose, type InlineRequest } from '../world/inline.ts';
import type { ChatRecord, PersonRecord } from '../world/records.ts';
import { privateChat } from '../world/world.ts';
import type { InlineQuestion, Person, Stage } from './person.ts';
import { messageOf, readReply } from './reply.ts';

type Queries = Pick<Person, 'presses' | 'asksInline' | 'summons'>;

/** What a person asks of the bot without writing a message to it. */
export function queriesOf(stage: Stage, record: PersonRecord, own: ChatRecord): Queries {
  const { world, events } = stage;
  return {
    presses(target, label) {
      const message = messageOf(target);
      const place = world.chats.get(message.chat.id) ?? own;
      const data = typeof label === 'string' ? dataOf(message, label) : label.data;
      const pressed = press(world, record, place, { message, data });
      const what = `an answer to the button "${data}"`;
      return {
        answered: ({ withinMs } = {}) =>
          events.until(() => pressed.answer, patience(what, withinMs)),
      };
    },
    asksInline: (text, { in: place, offset = '' } = {}) =>
      driveInline(stage, record, { text, offset, place: place?.record }),
    summons(text, where) {
      const replied = where.replyTo && messageOf(where.replyTo);
      const summoned = summon(world, record, where.in.record, { text, replied });
      const what = `an answer to the guest query "${text}"`;
      return {
        answered: async ({ withinMs } = {}) =>
          readReply(await events.until(() => summoned.sent, patience(what, withinMs))),
      };
    },
  };
}

/** Waiting for `what`, with the default patience unless told. */
export function patience(what: string, withinMs: number | undefined): Patience {
  return { what, ...(withinMs !== undefined && { withinMs }) };
}

function dataOf(message: TelegramMessage, label: string): string {
  const buttons = buttonsOf(message).flat();
  const data = buttons.find(({ text }) => text === label)?.callback_data;
  if (data !== undefined) return data;
  const labels = buttons.map(({ text }) => `"${text}"`).join(', ');
  throw new Error(`There is no callback button "${label}"; there are: ${labels || 'none'}.`);
}

function driveInline(stage: Stage, person: PersonRecord, request: InlineRequest): InlineQuestion {
  const { world, events } = stage;
  const record = askInline(world, person, request);
  const what = `an answer to the inline query "${request.text}"`;
  const answered: InlineQuestion['answered'] = ({ withinMs } = {}) =>
    events.until(() => record.answer, patience(what, withinMs));
  return {
    record,
    answered,
    async next() {
      const { nextOffset } = await answered();
      if (nextOffset === '') throw new Error('There are no further results.');
      return driveInline(stage, person, { ...request, offset: nextOffset });
    },
    choose(result, where = {}) {
      if (!result) throw new Error('There is no such result to choose.');
      const place = where.in?.record ?? request.place ?? privateChat(world, person);
      return choose(world, person, place, { query: record.query, result });
    },
  };
}
