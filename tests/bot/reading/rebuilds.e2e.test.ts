import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Chat, Person } from '../../simulator/driver/person.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { rebuild } from '../support/rebuilding.ts';
import { CHARTER, TOWN, VOTING } from './town.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { reading } = en;
const VOTERS = 'Every resident who is eighteen years old may vote in elections.';

let sim: Simulator;
let bot: Bot;
let alice: Person;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startBot(sim, { documents: TOWN });
});
beforeEach(async () => {
  alice = sim.person(`Alice ${++people}`, { languageCode: 'en' });
  if ((await readFile(charter(), 'utf8').catch(() => '')) === CHARTER) return;
  await writeFile(charter(), CHARTER);
  await rebuild(sim, bot);
});
afterAll(() => sim.close());

const charter = () => path.join(bot.folders.documents, 'charter.md');

async function change(text: string | undefined): Promise<void> {
  await (text === undefined ? rm(charter()) : writeFile(charter(), text));
  await rebuild(sim, bot);
}

const moved = () =>
  CHARTER.replace('## Rights', `## News\n\n${'The town grows. '.repeat(5)}\n\n## Rights`);
const changed = () => CHARTER.replace('eighteen', 'sixteen');

async function answerTo(question: string, where: { in?: Chat } = {}): Promise<Reply> {
  const asked = alice.says(question, where);
  return alice.expectReply({ to: asked, ...where });
}

/** What a person who follows the link at an excerpt's place says to the bot without knowing it. */
function payloadOf({ entities }: Pick<Reply, 'entities'>, position = 0): string {
  const links = entities.filter(({ type }) => type === 'text_link').map(({ url = '' }) => url);
  const link = new URL(links[position] ?? '');
  expect([link.host, link.pathname]).toEqual(['t.me', `/${sim.world.bot.user.username}`]);
  const payload = link.searchParams.get('start') ?? '';
  expect(payload).toMatch(/^[\w-]{1,64}$/);
  return payload;
}

const opened = (payload: string) => answerTo(`/start ${payload}`);
const quotationOf = (reply: Reply) => reply.marked('blockquote')[0] ?? '';

describe('a link at a place', () => {
  test('opens it in the private chat, marked, with buttons to read on', async () => {
    const place = await opened(payloadOf(await answerTo(VOTING)));
    expect(quotationOf(place)).toContain(VOTERS);
    expect(place.marked('bold')).toEqual([VOTERS]);
    expect(place.text).toMatch(/› \u2068Voting\u2069 › paragraph 2$/);
    expect(place.buttons).toEqual([
      [reading.before, reading.after, reading.copy],
      [reading.section],
      [en.saved.button],
    ]);
    alice.presses(place, reading.after);
    const after = await alice.expectEdit(place);
    expect(after.buttons.at(-1)).toContain(reading.back);
    alice.presses(after, reading.back);
    const back = await alice.expectEdit(after);
    expect([back.text, back.entities, back.buttons]).toEqual([
      place.text,
      place.entities,
      place.buttons,
    ]);
  });

  test('leads there from a group, from each excerpt, and from what somebody inserted elsewhere', async () => {
    const group = sim.supergroup('Town', { members: [alice] });
    const answer = await answerTo(`/ask ${VOTING}`, { in: group });
    const quotations = answer.marked('expandable_blockquote');
    for (const [position, quotation] of quotations.entries()) {
      const [line = ''] = quotation.split('\n');
      expect(quotationOf(await opened(payloadOf(answer, position)))).toContain(line);
    }
    const asking = alice.asksInline(VOTING, { in: group });
    const inserted = asking.choose((await asking.answered()).results[0]);
    const place = await opened(payloadOf({ entities: inserted.entities ?? [] }));
    expect(quotationOf(place)).toContain(VOTERS);
  });

  test('leads there though the text moved', async () => {
    const payload = payloadOf(await answerTo(VOTING));
    await change(moved());
    const place = await opened(payload);
    expect(place.marked('bold')).toEqual([VOTERS]);
    expect(place.text).toMatch(/paragraph 3$/);
  });

  test('says that the place changed, or that its document is gone', async () => {
    const payload = payloadOf(await answerTo(VOTING));
    await change(changed());
    expect((await opened(payload)).text).toBe(reading.changed);
    await change(undefined);
    expect((await opened(payload)).text).toBe(reading.gone);
  });

  test.each(['c_', 'c_x', 'c_AAAAAAAA-0-', `c_${'A'.repeat(62)}`, 'k_AAAAAAAA-0-BBBBBBBB', 'k_'])(
    'that somebody made up (%s) is met kindly',
    async (payload) => {
      const { text } = await opened(payload);
      expect([reading.badLink, reading.gone, en.welcome('')]).toContain(
        text.startsWith(en.welcome('').slice(0, 40))
          ? en.welcome('')
          : text.replaceAll(/[\u2068\u2069]/gu, ''),
      );
    },
  );

  test.each(['inline', 'nonsense', '__proto___x', 'constructor_x', 'c_..%2f', 'привет'])(
    'of another kind (%s) is met as /start is',
    async (payload) => {
      expect((await opened(payload)).text).toContain('Town charter');
    },
  );
});

describe('buttons of the library before', () => {
  test('read on where the text moved to', async () => {
    const answer = await answerTo(VOTING);
    await change(moved());
    const press = alice.presses(answer, reading.after);
    const after = await alice.expectEdit(answer);
    expect(quotationOf(after)).toMatch(/^Ballots are counted/);
    expect(after.text).toMatch(/paragraph 3$/);
    expect(await press.answered()).toEqual({ alert: false });
  });

  test('say that the place changed, and leave the answer as it is', async () => {
    const answer = await answerTo('Who may fish from the old bridge?');
    await change(CHARTER.replace('Anybody may fish from', 'Everybody may fish from'));
    const edits = sim.callsOf('editMessageText').length;
    expect((await alice.presses(answer, reading.section).answered()).text).toBe(reading.changed);
    expect(sim.callsOf('editMessageText')).toHaveLength(edits);
  });

  test('say that the document is gone', async () => {
    const answer = await answerTo(VOTING);
    await change(undefined);
    for (const label of [reading.before, reading.after, reading.section]) {
      expect((await alice.presses(answer, label).answered()).text).toBe(reading.gone);
    }
  });

  test('lead back to what the documents say now', async () => {
    const answer = await answerTo(VOTING);
    alice.presses(answer, reading.after);
    const after = await alice.expectEdit(answer);
    await change(changed());
    alice.presses(after, reading.back);
    expect((await alice.expectEdit(after)).text).toContain('sixteen');
  });

  test('and links work after a rebuild that a restart came with', async () => {
    const answer = await answerTo(VOTING);
    const payload = payloadOf(answer);
    await bot.terminate();
    await writeFile(charter(), moved());
    await bot.restart();
    alice.presses(answer, reading.after);
    expect((await alice.expectEdit(answer)).text).toMatch(/paragraph 3$/);
    expect((await opened(payload)).marked('bold')).toEqual([VOTERS]);
  });
});

describe('a list of the library before', () => {
  test('turns its pages in the new one', async () => {
    const found = await answerTo('/search club');
    await change(CHARTER.replace('## Clubs', '## Societies'));
    alice.presses(found, reading.nextPage(2));
    const next = await alice.expectEdit(found);
    expect(next.text).toContain('Societies');
    await change(undefined);
    alice.presses(next, reading.nextPage(3));
    expect((await alice.expectEdit(next)).text.replaceAll(/[\u2068\u2069]/gu, '')).toBe(
      reading.noMatches('club'),
    );
  });
});
