import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Person } from '../../simulator/driver/person.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { CLUBS, TOWN } from './town.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const { reading } = en;

const NOTES = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [
    `notes/${at}.md`,
    `# Notes of year ${1990 + at}\n\nThe well was cleaned in ${1990 + at}.\n`,
  ]),
);

let sim: Simulator;
let bot: Bot;
let alice: Person;
let me: string;
let people = 0;
beforeAll(async () => {
  sim = await startSimulator({ privacyMode: false });
  bot = await startBot(sim, { documents: { ...TOWN, ...NOTES } });
  me = sim.world.bot.user.username ?? '';
});
/** Somebody new each time: a person may ask only so much in a minute. */
beforeEach(() => {
  alice = sim.person(`Alice ${++people}`, { languageCode: 'en' });
});
afterAll(() => sim.close());

const answerTo = (text: string) => alice.expectReply({ to: alice.says(text) });

async function turn(reply: Reply, label: string): Promise<Reply> {
  const press = alice.presses(reply, label);
  const edited = await alice.expectEdit(reply);
  expect(await press.answered()).toEqual({ alert: false });
  return edited;
}

const linesOf = ({ text }: Reply) => text.replaceAll(/[\u2068\u2069]/gu, '').split('\n');
const payloadOf = ({ entities }: Reply, position: number) => {
  const links = entities.filter(({ type }) => type === 'text_link');
  return links[position]?.url?.split('?start=')[1] ?? '';
};

describe('/doc', () => {
  test('lists the documents in pages, and each opens its headings', async () => {
    const first = await answerTo('/doc');
    expect(linesOf(first)[0]).toBe(reading.documents(11, undefined));
    expect(linesOf(first)).toContain('1. Town charter');
    expect(first.buttons).toEqual([
      ['1', '2', '3', '4', '5', '6', '7', '8'],
      [reading.nextPage(2)],
    ]);
    const second = await turn(first, reading.nextPage(2));
    expect(second.buttons).toEqual([['9', '10', '11'], [reading.previousPage(1)]]);
    const charter = await turn(await turn(second, reading.previousPage(1)), '1');
    expect(linesOf(charter)).toEqual([
      'Town charter',
      '1 Rights',
      '1.1 Voting',
      '1.2 Fishing',
      '2 Lighthouse',
      '3 Clubs',
    ]);
    const list = await turn(charter, reading.allDocuments);
    expect(list.text).toBe(first.text);
  });

  test('and words lists those of that name, on every page of the list', async () => {
    const first = await answerTo('/doc NOTES year');
    expect(linesOf(first)[0]).toBe(reading.documents(9, 'NOTES year'));
    const second = await turn(first, reading.nextPage(2));
    expect(linesOf(second).slice(0, 2)).toEqual([
      reading.documents(9, 'NOTES year'),
      '9. Notes of year 1998',
    ]);
  });

  test('says so where there is none', async () => {
    expect(linesOf(await answerTo('/doc elephants'))).toEqual([reading.noDocuments]);
  });
});

describe('/toc', () => {
  test('and a name gives the headings, each a link to its place', async () => {
    const contents = await answerTo('/toc charter');
    expect(contents.marked('text_link').map((link) => link.slice(1, -1))).toEqual([
      'Rights',
      'Voting',
      'Fishing',
      'Lighthouse',
      'Clubs',
    ]);
    const fishing = await answerTo(`/start ${payloadOf(contents, 2)}`);
    expect(fishing.marked('blockquote')[0]).toMatch(/^### Fishing\n\nAnybody may fish/);
    expect(fishing.marked('code')).toEqual(['@harbourmaster']);
  });

  test('takes the number that a document has in the list of all', async () => {
    const list = linesOf(await answerTo('/doc'));
    const third = list.find((line) => line.startsWith('3. '))?.slice('3. '.length);
    expect(linesOf(await answerTo('/toc 3'))[0]).toBe(third);
  });

  test('asks which document where several are meant', async () => {
    const list = await answerTo('/toc notes');
    expect(list.text).toContain(reading.whichDocument);
    expect(linesOf(await turn(list, '1'))[0]).toBe('Notes of year 1990');
  });

  test('of a document without headings offers its beginning', async () => {
    const contents = await answerTo('/toc harbour');
    expect(contents.text).toContain(reading.noHeadings);
    const beginning = await turn(contents, reading.fromBeginning);
    expect(beginning.marked('blockquote')[0]).toMatch(/^Harbour rules/);
    expect(beginning.buttons[0]).not.toContain(reading.before);
  });
});

describe('/search', () => {
  test('lists every sentence that holds the words, with its place', async () => {
    let page = await answerTo('/search club founded');
    const found: string[] = [];
    for (let number = 1; ; number++) {
      expect(linesOf(page)[0]).toBe(reading.matches(CLUBS.length, 'club founded', true));
      found.push(...page.marked('blockquote'));
      if (!page.buttons.flat().includes(reading.nextPage(number + 1))) break;
      page = await turn(page, reading.nextPage(number + 1));
    }
    expect(found).toEqual(CLUBS);
  });

  test('marks the words, and its links open the sentence', async () => {
    const page = await answerTo('/search “loose dogs”');
    expect(page.marked('bold')).toEqual(['loose dogs']);
    const place = await answerTo(`/start ${payloadOf(page, 0)}`);
    expect(place.marked('bold')).toEqual(['Fines for loose dogs are twenty crowns.']);
  });

  test('shows of a long sentence the part with the words', async () => {
    const page = await answerTo('/search evening dusk');
    const [quotation = ''] = page.marked('blockquote');
    expect(quotation.length).toBeLessThanOrEqual(200);
    expect(quotation).toContain(page.marked('bold')[0]);
  });

  test('says so where no sentence holds them, and how to ask where there are none', async () => {
    expect(linesOf(await answerTo('/search elephants'))).toEqual([reading.noMatches('elephants')]);
    expect((await answerTo('/search')).text.replaceAll(/[\u2068\u2069]/gu, '')).toBe(
      reading.searchHint,
    );
    expect((await answerTo('/search ?!')).text.replaceAll(/[\u2068\u2069]/gu, '')).toBe(
      reading.searchHint,
    );
  });

  test.each(['@harbourmaster', '\u202eabc \u2067def', 'x'.repeat(3000), '👩‍👩‍👧 club', '"'])(
    'takes %j as it comes',
    async (words) => {
      expect((await answerTo(`/search ${words}`)).text).not.toBe('');
    },
  );
});

test('in a group the lists come when the bot is addressed, and anybody turns their pages', async () => {
  const bob = sim.person(`Bob ${++people}`, { languageCode: 'en' });
  const group = sim.supergroup('Town', { members: [alice, bob] });
  const list = await alice.expectReply({ in: group, to: alice.says(`/doc@${me}`, { in: group }) });
  const press = bob.presses(list, reading.nextPage(2));
  expect((await bob.expectEdit(list)).text).toContain('11. ');
  expect(await press.answered()).toEqual({ alert: false });
  const found = alice.says(`/search@${me} ballot`, { in: group });
  expect((await alice.expectReply({ in: group, to: found })).text).toContain(
    'The ballot is secret.',
  );
  alice.says('/toc@OtherBot charter', { in: group });
  const asked = alice.says('/toc charter', { in: group });
  await alice.expectReply({ in: group, to: asked });
});

test('the commands are published', async () => {
  const published = sim.callsOf('setMyCommands').map(({ params }) => JSON.stringify(params));
  expect(published.length).toBeGreaterThan(0);
  for (const commands of published) expect(commands).toMatch(/"search".*"doc".*"toc"/);
  expect(bot.output).not.toContain('"level":50');
});
