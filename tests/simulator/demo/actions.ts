import type {
  TelegramInlineQueryResult,
  TelegramInlineQueryResultsButton,
  TelegramMessage,
} from '@gramio/types';
import { z } from 'zod';
import type { Chat, InlineQuestion, Person } from '../driver/person.ts';
import type { Simulator } from '../driver/simulator.ts';
import type { CallbackAnswer } from '../world/records.ts';
import type { Cast } from './cast.ts';

const id = z.int();
/** The longest paste that the page takes, UTF-16 units; it is sent in several messages, as the apps do. */
const text = z.string().max(20_000);
const common = { person: id, chat: id };

/** What somebody does in the page. */
const actionShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('say'), ...common, text, replyTo: id.optional() }),
  z.strictObject({ do: z.literal('edit'), ...common, message: id, text }),
  z.strictObject({ do: z.literal('press'), ...common, message: id, data: z.string().max(64) }),
  z.strictObject({
    do: z.literal('inline'),
    ...common,
    text: z.string().max(1000),
    offset: z.string().max(64),
  }),
  z.strictObject({ do: z.literal('choose'), ...common, query: z.string(), result: z.string() }),
  z.strictObject({
    do: z.literal('speak'),
    person: id,
    language: z.string().regex(/^[a-z]{2}$/),
  }),
]);

type Action = z.output<typeof actionShape>;
type Doing<Kind extends Action['do']> = Extract<Action, { do: Kind }>;

/** Thrown for an action that can't be done; the message is for the person at the page. */
export class ActionError extends Error {
  override name = 'ActionError' as const;
}

/** One result of an inline query as the panel lists it. */
interface PageResult {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** What the page gets to know of its action. */
export type Outcome =
  | { readonly done: true }
  | ({ readonly done: true } & CallbackAnswer)
  | {
      readonly done: true;
      readonly query: string;
      readonly results: readonly PageResult[];
      readonly nextOffset: string;
      readonly button: TelegramInlineQueryResultsButton | undefined;
    };

const DONE: Outcome = { done: true };

/** The bot's time to answer a button or an inline query before the page gives up, ms; Telegram's own are about these. */
const ANSWER_MS = 15_000;

/** Inline queries whose results may still be chosen. */
const OPEN_QUERIES = 50;

/** Does in the simulator what people do in the page. */
export interface Stagehand {
  /** @throws ActionError for an action that is malformed or can't be done */
  perform(action: unknown): Promise<Outcome>;
}

/** @param onPeopleChange called when a person changed their language */
export function createStagehand(sim: Simulator, cast: Cast, onPeopleChange: () => void): Stagehand {
  const queries = new Map<string, InlineQuestion>();
  const keep = (question: InlineQuestion): string => {
    const key = question.record.query.id;
    queries.set(key, question);
    for (const old of [...queries.keys()].slice(0, -OPEN_QUERIES)) queries.delete(old);
    return key;
  };
  const scene = { sim, cast, queries, keep, onPeopleChange };
  return {
    async perform(given) {
      const parsed = actionShape.safeParse(given);
      if (!parsed.success) throw new ActionError('The page sent something malformed: reload it.');
      return perform(scene, parsed.data);
    },
  };
}

interface Scene {
  readonly sim: Simulator;
  readonly cast: Cast;
  readonly queries: ReadonlyMap<string, InlineQuestion>;
  keep(question: InlineQuestion): string;
  onPeopleChange(): void;
}

function perform(scene: Scene, action: Action): Promise<Outcome> | Outcome {
  switch (action.do) {
    case 'say':
      return say(scene, action);
    case 'edit':
      return edit(scene, action);
    case 'press':
      return press(scene, action);
    case 'inline':
      return askInline(scene, action);
    case 'choose':
      return choose(scene, action);
    case 'speak':
      return speak(scene, action);
  }
}

function say(scene: Scene, action: Doing<'say'>): Outcome {
  const { text: said, replyTo } = action;
  if (said.trim() === '') throw new ActionError('An empty message is not sent.');
  const place = placeOf(scene, action);
  const replied = replyTo === undefined ? undefined : messageOf(place, replyTo);
  personOf(scene, action.person).pastes(said, {
    ...at(place),
    ...(replied && { replyTo: replied }),
  });
  return DONE;
}

function edit(scene: Scene, action: Doing<'edit'>): Outcome {
  const { person, message, text: said } = action;
  if (said.trim() === '') throw new ActionError('A message can not be edited into nothing.');
  const former = messageOf(placeOf(scene, action), message);
  if (former.from?.id !== person || former.via_bot) {
    throw new ActionError('Only your own messages can be edited.');
  }
  personOf(scene, person).edits(former, said);
  return DONE;
}

async function press(scene: Scene, action: Doing<'press'>): Promise<Outcome> {
  const { person, message, data } = action;
  const target = messageOf(placeOf(scene, action), message);
  const pressed = personOf(scene, person).presses(target, { data });
  const answer = await orGiveUp(pressed.answered({ withinMs: ANSWER_MS }));
  return { done: true, ...answer };
}

async function askInline(scene: Scene, action: Doing<'inline'>): Promise<Outcome> {
  const { person, text: asked, offset } = action;
  const place = placeOf(scene, action);
  const question = personOf(scene, person).asksInline(asked, { ...at(place), offset });
  const answer = await orGiveUp(question.answered({ withinMs: ANSWER_MS }));
  return {
    done: true,
    query: scene.keep(question),
    results: answer.results.map(listed),
    nextOffset: answer.nextOffset,
    button: answer.button,
  };
}

async function choose(scene: Scene, action: Doing<'choose'>): Promise<Outcome> {
  const { query, result } = action;
  const question = scene.queries.get(query);
  const answer = await question?.answered();
  const chosen = answer?.results.find((each) => each.id === result);
  if (!question || !chosen) throw new ActionError('That quote is no longer listed: ask again.');
  question.choose(chosen, at(placeOf(scene, action)));
  return DONE;
}

function speak(scene: Scene, { person, language }: Doing<'speak'>): Outcome {
  const { record } = personOf(scene, person);
  record.user = { ...record.user, language_code: language };
  scene.onPeopleChange();
  return DONE;
}

function personOf({ cast }: Scene, person: number): Person {
  const found = cast.people.find(({ record }) => record.user.id === person);
  if (!found) throw new ActionError('There is no such person.');
  return found;
}

/** The chat, if the person is in it. */
function placeOf({ sim }: Scene, { person, chat }: { person: number; chat: number }): Chat {
  const record = sim.world.chats.get(chat);
  const isIn = record?.chat.type === 'private' ? chat === person : record?.members.has(person);
  if (!record || !isIn) throw new ActionError('There is no such chat.');
  return { record };
}

/** The driver takes the chat in question as `in`. */
function at(place: Chat): { readonly in: Chat } {
  return { in: place };
}

function messageOf({ record }: Chat, message: number): TelegramMessage {
  const found = record.messages.get(message);
  if (!found) throw new ActionError('That message was deleted.');
  return found;
}

function listed(result: TelegramInlineQueryResult): PageResult {
  return {
    id: result.id,
    title: 'title' in result ? String(result.title ?? '') : result.type,
    description: 'description' in result ? String(result.description ?? '') : '',
  };
}

async function orGiveUp<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch {
    throw new ActionError('The bot did not answer in time.');
  }
}
