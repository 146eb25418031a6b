import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from './client.ts';
import type { Person } from './driver/person.ts';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sim: Simulator;
let alice: Person;
beforeEach(async () => {
  sim = await startSimulator();
  alice = sim.person('Alice');
  alice.says('/start');
});
afterEach(async () => {
  sim.violations.forgive(/./);
  await sim.close();
});

type Params = Readonly<Record<string, unknown>>;

/** What the server says of a message; undefined when it takes it. */
async function refusal(params: Params, method = 'sendMessage'): Promise<string | undefined> {
  const { ok, description } = await request(sim, method, { chat_id: alice.user.id, ...params });
  return ok ? undefined : description;
}

/** A refused request of this kind counts against the bot. */
function wrongs(): number {
  return sim.violations.list().length;
}

describe('parameters', () => {
  test.each<[string, Params, RegExp]>([
    ['missing', {}, /must have required property 'text'/],
    ['unknown', { text: 'x', reply_to_message_id: 1 }, /unknown field "reply_to_message_id"/],
    ['of a wrong type', { text: 5 }, /text must be string/],
    [
      'with an unknown value',
      { text: 'x', entities: [{ type: 'loud', offset: 0, length: 1 }] },
      /entities\.0\.type/,
    ],
    ['with a fraction', { text: 'x', reply_parameters: { message_id: 1.5 } }, /must be integer/],
  ])('%s are refused and counted', async (_name, params, words) => {
    expect(await refusal(params)).toMatch(words);
    expect(wrongs()).toBe(1);
  });

  test('limited in bytes are measured in bytes', async () => {
    const keyboard = (data: string): Params => ({
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: data }]] },
    });
    expect(await refusal(keyboard('я'.repeat(32)))).toBeUndefined();
    expect(await refusal(keyboard('я'.repeat(33)))).toMatch(/callback_data has 66 bytes/);
  });
});

describe('a text', () => {
  test('may have 4,096 code points, whatever their UTF-16 length', async () => {
    expect(await refusal({ text: '😀'.repeat(4096) })).toBeUndefined();
    expect(await refusal({ text: '😀'.repeat(4097) })).toBe('Bad Request: message is too long');
    expect(await refusal({ text: 'a'.repeat(4097) })).toBe('Bad Request: message is too long');
  });

  test('may not be blank', async () => {
    expect(await refusal({ text: ' \n ' })).toBe('Bad Request: message text is empty');
  });

  test('may not end in half a character', async () => {
    expect(await refusal({ text: 'x\ud83d' })).toBe(
      'Bad Request: strings must be encoded in UTF-8',
    );
  });

  test('is kept without blank ends, and its entities move along', async () => {
    const { result } = await request(sim, 'sendMessage', {
      chat_id: alice.user.id,
      text: '  \u202abold\r\n ',
      entities: [{ type: 'bold', offset: 3, length: 4 }],
    });
    expect(result).toMatchObject({
      text: 'bold',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
    });
  });
});

describe('entities', () => {
  const entity = (offset: number, length: number, more: Params = {}): Params => ({
    type: 'bold',
    offset,
    length,
    ...more,
  });
  test.each<[string, Params[], RegExp]>([
    ['beyond the end', [entity(0, 10)], /ends at 10, after the end of the text at 7/],
    ['before the start', [entity(-1, 2)], /length 2/],
    ['that split a pair', [entity(0, 3)], /splits a surrogate pair/],
    ['without an address', [entity(0, 2, { type: 'text_link' })], /no usable URL/],
    ['that overlap in part', [entity(0, 2), entity(1, 4, { type: 'italic' })], /overlap in part/],
    ['inside code', [entity(0, 5, { type: 'code' }), entity(0, 1)], /can't be nested/],
    [
      'quoting inside a quotation',
      [entity(0, 5, { type: 'blockquote' }), entity(0, 2, { type: 'expandable_blockquote' })],
      /can't be nested/,
    ],
    ['in excess', Array.from({ length: 101 }, () => entity(0, 1)), /only 100 are shown/],
  ])('%s are refused', async (_name, entities, words) => {
    expect(await refusal({ text: 'ab😀cde', entities })).toMatch(words);
  });

  test('inside each other are taken', async () => {
    const entities = [entity(0, 7, { type: 'expandable_blockquote' }), entity(2, 2)];
    expect(await refusal({ text: 'ab😀cde', entities })).toBeUndefined();
  });
});

describe('a keyboard', () => {
  const rows = (count: number, perRow: number): Params => ({
    text: 'x',
    reply_markup: {
      inline_keyboard: Array.from({ length: count }, () =>
        Array.from({ length: perRow }, () => ({ text: 'a', callback_data: 'b' })),
      ),
    },
  });
  test('may have 100 buttons, 8 in a row, each with one action', async () => {
    expect(await refusal(rows(12, 8))).toBeUndefined();
    expect(await refusal(rows(1, 9))).toMatch(/more than 8 buttons in a row/);
    expect(await refusal(rows(51, 2))).toMatch(/102 buttons/);
    const one = (button: Params): Params => ({
      text: 'x',
      reply_markup: { inline_keyboard: [[button]] },
    });
    expect(await refusal(one({ text: 'a' }))).toMatch(/Text buttons are unallowed/);
    expect(await refusal(one({ text: 'a', callback_data: 'b', url: 'https://a.b' }))).toMatch(
      /more than one action/,
    );
    expect(await refusal(one({ text: 'a', url: 'nowhere' }))).toMatch(/URL 'nowhere' is invalid/);
  });
});

describe('a reply', () => {
  test('needs its target, unless it may do without', async () => {
    const missing = { text: 'x', reply_parameters: { message_id: 999_999 } };
    expect(await refusal(missing)).toBe('Bad Request: message to be replied not found');
    expect(wrongs()).toBe(1);
    const lenient = { ...missing.reply_parameters, allow_sending_without_reply: true };
    expect(await refusal({ text: 'x', reply_parameters: lenient })).toBeUndefined();
  });

  test('to a message that was deleted is refused, but not held against the bot', async () => {
    const message = alice.says('soon gone');
    alice.deletes(message);
    const answer = { text: 'x', reply_parameters: { message_id: message.message_id } };
    expect(await refusal(answer)).toBe('Bad Request: message to be replied not found');
    expect(wrongs()).toBe(0);
  });

  test('quotes what the message says, to the letter', async () => {
    const message = alice.says('Who built the lighthouse?');
    const quoting = (quote: string): Params => ({
      text: 'x',
      reply_parameters: { message_id: message.message_id, quote },
    });
    expect(await refusal(quoting('the lighthouse'))).toBeUndefined();
    expect(await refusal(quoting('the Lighthouse'))).toBe('Bad Request: QUOTE_TEXT_INVALID');
    expect(wrongs()).toBe(1);
    alice.edits(message, 'Who built it?');
    expect(await refusal(quoting('the lighthouse'))).toBe('Bad Request: QUOTE_TEXT_INVALID');
    expect(wrongs()).toBe(1);
  });
});

describe('inline results', () => {
  const article = (id: string, text = 'x'): Params => ({
    type: 'article',
    id,
    title: 'T',
    input_message_content: { message_text: text },
  });
  async function answer(
    results: readonly Params[],
    more: Params = {},
  ): Promise<string | undefined> {
    const { record } = alice.asksInline('question');
    const { description } = await request(sim, 'answerInlineQuery', {
      inline_query_id: record.query.id,
      results,
      cache_time: 0,
      ...more,
    });
    return description;
  }

  test('are at most 50, with ids of 1 to 64 bytes, each once', async () => {
    const many = (count: number): Params[] =>
      Array.from({ length: count }, (_, i) => article(`r${i}`));
    expect(await answer(many(50))).toBeUndefined();
    expect(await answer(many(51))).toBe('Bad Request: Too many inline query results specified');
    expect(await answer([article('a'), article('a')])).toBe('Bad Request: RESULT_ID_DUPLICATE');
    expect(await answer([article('я'.repeat(33))])).toMatch(/id has 66 bytes/);
    expect(await answer([article('')])).toMatch(/id/);
    expect(await answer([article('a')], { next_offset: 'x'.repeat(65) })).toMatch(/next_offset/);
  });

  test('hold messages that could be sent', async () => {
    expect(await answer([article('a', ' ')])).toBe('Bad Request: message text is empty');
    expect(await answer([article('a', 'x'.repeat(4097))])).toBe('Bad Request: message is too long');
  });

  test('with a wrong field are told which one', async () => {
    expect(await answer([{ ...article('a'), titel: 'T' }])).toMatch(
      /results\.0 has an unknown field "titel"/,
    );
  });
});

describe('methods that are not modelled', () => {
  test('are refused by name', async () => {
    const { description } = await request(sim, 'sendDice', { chat_id: alice.user.id });
    expect(description).toBe('Not Found: the simulator does not model sendDice');
  });
});
