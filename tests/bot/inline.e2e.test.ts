import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import type { Person } from '../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  await startToyBot(sim);
});
afterAll(() => sim.close());

test('a question in any chat offers passages, and inserts the chosen one with its place', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const bob = sim.person('Bob');
  const group = sim.supergroup('Elsewhere', { members: [alice, bob], bot: 'left' });
  const asking = alice.asksInline('Who may vote?', { in: group });
  const { results } = await asking.answered();
  const message = asking.choose(results[0]);
  expect(message.text).toContain(quotationFor('Who may vote?'));
  expect(message.text).toContain('paragraph 1');
  expect(message.entities?.map(({ type }) => type)).toContain('expandable_blockquote');
});

describe('[29] before anything is typed', () => {
  const offered = async (person: Person) => {
    const { results, button, isPersonal } = await person.asksInline(' ').answered();
    expect(isPersonal).toBe(true);
    expect(button?.text).toBe(en.inline.open);
    return results.filter((result) => result.type === 'article');
  };

  test('what can be asked is offered, if the documents clearly answer it', async () => {
    const alice = sim.person('Alice', { languageCode: 'en' });
    const asking = alice.asksInline('');
    const { results } = await asking.answered();
    expect(results).toMatchObject([{ title: en.inline.example('\u2068Who may sail?\u2069') }]);
    expect(asking.choose(results[0]).text).toContain(quotationFor('Who may sail?'));
  });

  test('what a person asked lately comes first, wherever it was, and nobody else sees it', async () => {
    const alice = sim.person('Alice', { languageCode: 'en' });
    const bob = sim.person('Bob', { languageCode: 'en' });
    const group = sim.supergroup('Town', { members: [alice, bob] });
    for (const words of ['First?', 'weak', 'Second?', 'Also this']) {
      await alice.expectReply({ to: alice.says(words) });
    }
    await alice.expectReply({ in: group, to: alice.says('/ask Third?', { in: group }) });
    await bob.expectReply({ to: bob.says('Mine?') });
    const titles = (await offered(alice)).map(({ title }) => title);
    const shown = titles.map((title) => title.replaceAll(/[\u2068\u2069]/g, ''));
    expect(shown.slice(0, 3).sort()).toEqual(['First?', 'Second?', 'Third?']);
    expect(shown.slice(3)).toEqual(['For example: Who may sail?']);
    expect(JSON.stringify(await offered(bob))).not.toContain('Third');
  });

  test('the list has one page', async () => {
    const { results } = await sim.person('Alice').asksInline('', { offset: 'foreign' }).answered();
    expect(results).toEqual([]);
  });
});

test('[33] Telegram keeps results for whoever asked alone: another reads another language', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const bob = sim.person('Боб', { languageCode: 'ru' });
  const text = async (person: Person) => {
    const asking = person.asksInline('Who may skate?');
    return asking.choose((await asking.answered()).results[0]).text;
  };
  expect(await text(alice)).toContain('paragraph 1');
  expect(await text(bob)).toContain('абзац 1');
});

test.each(['a', '誰が', `${'щ'.repeat(250)}?`])('[30] %j is a question too', async (query) => {
  const { results } = await sim.person('Alice').asksInline(query).answered();
  expect(results).toHaveLength(1);
});

test('[31] results keep their ids, and end where there are no more', async () => {
  const alice = sim.person('Alice');
  const bob = sim.person('Bob');
  const [first, second] = await Promise.all([
    alice.asksInline('Who may vote?').answered(),
    bob.asksInline('Who may vote?').answered(),
  ]);
  expect(first.results.map(({ id }) => id)).toEqual(second.results.map(({ id }) => id));
  expect(first.nextOffset).toBe('');
  const beyond = await alice.asksInline('Who may fish?', { offset: 'foreign' }).answered();
  expect(beyond.results).toEqual([]);
});

test('[31] results go on page by page, beyond 50, each once', async () => {
  const alice = sim.person('Alice');
  const ids: string[] = [];
  let asking = alice.asksInline('many 130 passages');
  let page = await asking.answered();
  for (; page.nextOffset !== ''; page = await asking.answered()) {
    ids.push(...page.results.map(({ id }) => id));
    asking = await asking.next();
  }
  ids.push(...page.results.map(({ id }) => id));
  expect(ids).toHaveLength(130);
  expect(new Set(ids).size).toBe(130);
});

test('[31] a list ends where the library is built anew, and a new one begins with the next query', async () => {
  const alice = sim.person('Alice');
  const asking = alice.asksInline('many 130 old passages');
  await asking.answered();
  await alice.expectReply({ to: alice.says('rebuild') });
  const { results, nextOffset } = await (await asking.next()).answered();
  expect({ results, nextOffset }).toEqual({ results: [], nextOffset: '' });
  const anew = await alice.asksInline('many 130 new passages').answered();
  expect(anew.nextOffset).not.toBe('');
});

test('[31] a library that is built anew while it is asked gets no second page', async () => {
  const { results, nextOffset } = await sim
    .person('Alice')
    .asksInline('many 130 rebuild')
    .answered();
  expect(results.length).toBeGreaterThan(0);
  expect(nextOffset).toBe('');
});

test('what is written around +a question+ stands around the quotation, too', async () => {
  const alice = sim.person('Alice');
  const asking = alice.asksInline('Look, @bob_1: +who may vote?+ Told you so, 👩‍👩‍👧!');
  const { results } = await asking.answered();
  const { text = '', entities = [] } = asking.choose(results[0]);
  const quote = entities.find(({ type }) => type === 'expandable_blockquote');
  if (!quote) throw new Error('Nothing is quoted.');
  expect(text.slice(0, quote.offset)).toBe('Look, @bob_1:\n\n');
  expect(text.slice(quote.offset, quote.offset + quote.length)).toBe(quotationFor('who may vote?'));
  expect(text).toMatch(/paragraph 1\n\nTold you so, 👩‍👩‍👧!$/u);
  expect(entities.map(({ type }) => type)).toContain('mention');
});

test('a long quotation leaves room for what is written around it', async () => {
  const alice = sim.person('Alice');
  const asking = alice.asksInline(`${'b'.repeat(90)} +who long 9000+ ${'a'.repeat(90)}`);
  const { results } = await asking.answered();
  const { text = '' } = asking.choose(results[0]);
  expect(text.length).toBeGreaterThan(3900);
  expect(text.startsWith('b'.repeat(90))).toBe(true);
  expect(text.endsWith('a'.repeat(90))).toBe(true);
});

test('the private chat is a button away from any results', async () => {
  const { button } = await sim
    .person('Alice', { languageCode: 'en' })
    .asksInline('Who may sing?')
    .answered();
  expect(button?.text).toBe(en.inline.open);
});

test('[32] of what is typed quickly the newest is answered, and little else is searched', async () => {
  const alice = sim.person('Alice');
  const before = sim.callsOf('answerInlineQuery').length;
  const words = ['w', 'wh', 'who', 'who m', 'who ma', 'who may', 'who may v'];
  for (const text of words) alice.asksInline(`slow 200 ${text}`);
  await alice.asksInline('who may vote').answered();
  await sim.untilConfirmed();
  expect(sim.callsOf('answerInlineQuery').length - before).toBeLessThanOrEqual(3);
});

test('[33] results may be shown again for a minute', async () => {
  await sim.person('Alice').asksInline('What is new?').answered();
  const { params } = sim.callsOf('answerInlineQuery').at(-1) ?? {};
  expect(params).toMatchObject({ cache_time: 60 });
});

test('[33] a query that is repeated within the minute costs the bot nothing, but for another person', async () => {
  const alice = sim.person('Alice');
  const ask = (person: Person) => person.asksInline('Who may row?').answered();
  const first = await ask(alice);
  const calls = sim.callsOf('answerInlineQuery').length;
  expect(await ask(alice)).toEqual(first);
  expect(sim.callsOf('answerInlineQuery')).toHaveLength(calls);
  await ask(sim.person('Bob'));
  expect(sim.callsOf('answerInlineQuery')).toHaveLength(calls + 1);
});

test('[33] where not everyone may ask, Telegram keeps no results', async () => {
  const closed = await startSimulator();
  const alice = closed.person('Alice');
  const ADMIN_IDS = String(alice.user.id);
  await startToyBot(closed, { env: { ACCESS: 'listed', ADMIN_IDS } });
  for (const query of ['Who may vote?', '']) {
    const { cacheTimeS, isPersonal, results } = await alice.asksInline(query).answered();
    expect({ cacheTimeS, isPersonal }).toEqual({ cacheTimeS: 0, isPersonal: true });
    expect(results).toHaveLength(1);
  }
  await closed.close();
});

test('[34] a chosen result needs no answer', async () => {
  const alice = sim.person('Alice');
  const asking = alice.asksInline('Who may swim?');
  asking.choose((await asking.answered()).results[0]);
  const reply = await alice.expectReply({ to: alice.says('Still there?') });
  expect(reply.text).toContain(quotationFor('Still there?'));
});

test('a corrected spelling is said on the button', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const { results, button } = await alice.asksInline('Who heads teh town?').answered();
  expect(results).toHaveLength(1);
  expect(button?.text).toBe(en.searchedFor('\u2068Who heads the town?\u2069'));
});

test('nothing found is said on the button', async () => {
  const { results, button } = await sim
    .person('Alice', { languageCode: 'en' })
    .asksInline('nothing')
    .answered();
  expect(results).toEqual([]);
  expect(button?.text).toBe(en.inline.nothing);
});

test.each(['garbage', '🙈'.repeat(16)])(
  '[35] a button of an older time (%j) is answered',
  async (data) => {
    const alice = sim.person('Alice', { languageCode: 'en' });
    const reply = await alice.expectReply({ to: alice.says('Who?') });
    expect((await alice.presses(reply, { data }).answered()).text).toBe(en.oldButton);
  },
);

test('[36][38] pressed by two people, twice each, it answers every press', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const bob = sim.person('Bob', { languageCode: 'en' });
  const group = sim.supergroup('Town', { members: [alice, bob] });
  const reply = await alice.expectReply({ in: group, to: alice.says('/ask Who?', { in: group }) });
  const presses = [alice, bob, alice, bob].map((person) => person.presses(reply, { data: 'old' }));
  for (const press of presses) expect((await press.answered()).text).toBe(en.oldButton);
});

test('[37] under a message that is gone, too', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const reply = await alice.expectReply({ to: alice.says('Who?') });
  alice.deletes(reply);
  expect((await alice.presses(reply, { data: 'old' }).answered()).text).toBe(en.oldButton);
});
