import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/bot/languages/languages.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { keptFolder } from '../../index/library/temporary-folder.ts';
import { type BotInProcess, botInProcess } from '../support/bot-in-process.ts';
import { answerOf } from '../support/excerpts.ts';
import { hostileExcerpt, hostileMessage, hostileText } from '../support/hostile.ts';
import { NOTHING_TO_READ } from '../support/nothing-to-read.ts';
import { pressAll } from '../support/pressing.ts';

/** How somebody asks. */
const WAYS = ['privately', 'in a group', 'in reply', 'edited', 'inline', 'as a guest'] as const;

const situation = fc.record({
  way: fc.constantFrom(...WAYS),
  question: hostileMessage(4096),
  // Documents hold no blank sentences.
  excerpts: fc.array(
    hostileExcerpt.filter(({ text }) => text.trim() !== ''),
    { maxLength: 6, size: 'max' },
  ),
  kind: fc.constantFrom('found' as const, 'closest' as const, 'nothing' as const),
  searchedFor: fc.option(hostileText(1000), { nil: undefined }),
  followsUp: fc.boolean(),
  topics: fc.array(hostileText(300), { maxLength: 5 }),
  name: hostileMessage(64),
  title: hostileMessage(128),
  languageCode: fc.constantFrom(...LANGUAGES.map(({ code }) => code), 'xx-YY', ''),
});
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

/**
 * Whatever an answer holds, whatever is asked and whoever asks: nothing that the simulator's validator refuses, and no error.
 *
 * @param seed says which cases are tried; a failure is tried again with it
 */
export function hostileAnswers({ runs, seed }: { readonly runs: number; readonly seed: number }) {
  let sim: Simulator;
  let bot: BotInProcess;
  let answer: Answer;
  const folder = keptFolder();
  beforeAll(async () => {
    sim = await startSimulator({ supportsGuestQueries: true, strict: false });
    bot = botInProcess(sim, {
      stateDir: await folder,
      retrieval: {
        ask: async (question) => ({ ...answer, question }),
        reader: NOTHING_TO_READ,
        topics: () => answer.topics,
        folders: () => [],
        examples: async () => answer.topics.map((question) => ({ question, document: 'a.txt' })),
        libraryId: () => 'hostile',
      },
    });
  });
  afterAll(async () => {
    bot.close();
    await sim.close();
  });

  test(`any answer to any question makes valid requests (${runs} cases, seed ${seed})`, async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(situation, async (now) => {
        const before = { violations: sim.violations.list().length, failures: bot.failures.length };
        const { excerpts, kind, searchedFor, followsUp, topics } = now;
        answer = { ...answerOf(kind, excerpts), searchedFor, followsUp, topics };
        const { name, languageCode } = now;
        const outcome = await ask(sim.person(name, { languageCode }), now);
        const violations = sim.violations.list().slice(before.violations);
        const failures = bot.failures.slice(before.failures);
        expect({ outcome, violations, failures }).toEqual({
          outcome: 'answered',
          violations: [],
          failures: [],
        });
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  /** Asks in one of the ways, and tries what the answer offers. */
  async function ask(person: Person, now: Situation): Promise<'answered' | 'silence'> {
    if (now.way === 'inline') return await askInline(person, now);
    if (now.way === 'as a guest') return await askAsGuest(person, now);
    const calls = sim.calls.length;
    const where =
      now.way === 'privately' ? {} : { in: sim.supergroup(now.title, { members: [person] }) };
    const text = now.way === 'privately' ? now.question : `/ask ${now.question}`;
    const asked = person.says(text.slice(0, 4096).trim(), where);
    await bot.handleAll();
    if (now.way === 'in reply') person.says('/ask', { ...where, replyTo: asked });
    if (now.way === 'edited') person.edits(asked, `/ask who ${now.question}`.slice(0, 4096));
    await bot.handleAll();
    await pressAll(sim, bot, person, { since: calls });
    return saysSomething(sim.calls.slice(calls).map(({ method }) => method));
  }

  async function askInline(person: Person, now: Situation): Promise<'answered' | 'silence'> {
    const chat = sim.supergroup(now.title, { members: [person], bot: 'left' });
    for (const query of [now.question, `${now.title} +${now.question}+ ${now.name}`, '']) {
      let asking = person.asksInline(query, { in: chat });
      for (;;) {
        await bot.handleAll();
        const page = asking.record.answer;
        if (!page) return 'silence';
        for (const result of page.results) asking.choose(result);
        if (page.nextOffset === '') break;
        asking = await asking.next();
      }
    }
    await bot.handleAll();
    return 'answered';
  }

  async function askAsGuest(person: Person, now: Situation): Promise<'answered' | 'silence'> {
    const chat = sim.supergroup(now.title, { members: [person], bot: 'left' });
    person.summons(`@LibraryBot ${now.question}`.slice(0, 4096).trim(), { in: chat });
    const calls = sim.calls.length;
    await bot.handleAll();
    return saysSomething(sim.calls.slice(calls).map(({ method }) => method));
  }
}

function saysSomething(methods: readonly string[]): 'answered' | 'silence' {
  const speaks = ['sendMessage', 'answerGuestQuery', 'setMessageReaction'];
  return methods.some((method) => speaks.includes(method)) ? 'answered' : 'silence';
}
