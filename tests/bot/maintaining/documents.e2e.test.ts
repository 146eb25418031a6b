import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en as sentences } from '../../../src/bot/languages/en.ts';
import { en } from '../../../src/bot/maintaining/languages/en.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Maintained, startMaintained } from './maintained-bot.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

/** Twelve documents, so that losing one is no loss of a tenth. */
const DOCUMENTS = Object.fromEntries(
  'alder birch cedar elm fir hazel larch maple oak pine rowan willow'
    .split(' ')
    .map((tree, number) => [
      `${tree}.txt`,
      `The ${tree}\n\nThe ${tree} of the park was planted in ${1900 + number} by the mayor of that year.\n`,
    ]),
);

let place: Maintained;
beforeAll(async () => {
  place = await startMaintained({ documents: DOCUMENTS });
});
afterAll(() => place.sim.close());

async function replyTo(text: string): Promise<Reply> {
  return place.maria.expectReply({ to: place.maria.says(text), withinMs: 120_000 });
}

async function pressing(message: Reply, button: string): Promise<Reply> {
  await place.maria.presses(message, button).answered();
  return place.maria.expectEdit(message, { withinMs: 120_000 });
}

describe('/docs', () => {
  test('lists documents by pages, and opens one', async () => {
    const list = await replyTo('/docs');
    expect(list.text).toContain('12 documents, page 1 of 2:');
    expect(list.text).toContain('1. \u2068The alder\u2069 (\u2068alder.txt\u2069): 1 passage');
    expect(list.text).toContain('up to 20 MB');
    const second = await pressing(list, en.nextPage(2));
    expect(second.text).toContain('page 2 of 2');
    expect(second.text).toContain('rowan.txt');
    const card = await pressing(second, '12');
    expect(card.text).toContain('The willow');
    expect(card.buttons).toEqual([[en.deleteButton, en.backButton]]);
    expect((await pressing(card, en.backButton)).text).toContain('page 2 of 2');
  });

  test('shows what the folder holds beyond the library, and why', async () => {
    const folder = place.bot.folders.documents;
    await writeFile(path.join(folder, 'aspen.txt'), 'The aspen\n\nIt trembles.');
    await writeFile(path.join(folder, 'ash.exe'), 'MZ');
    const list = await replyTo('/docs');
    expect(list.text).toMatch(/ash\.exe.*left out: /u);
    expect(list.text).toMatch(/aspen\.txt.*not indexed yet/u);
    await rm(path.join(folder, 'ash.exe'));
    await rm(path.join(folder, 'aspen.txt'));
  });

  test('is unknown to others, and to maintainers in groups', async () => {
    const { sim, maria } = place;
    const bob = sim.person('Bob');
    const reply = await bob.expectReply({ to: bob.says('/docs') });
    expect(reply.text).toBe(sentences.unknownCommand);
    const forged = bob.presses(reply, { data: 'doc:list:1' });
    expect((await forged.answered()).text).toBe(sentences.oldButton);
    const town = sim.group('Town', { members: [maria, bob] });
    maria.says('/docs', { in: town });
    expect((await replyTo('Who planted the oak?')).text).toContain('oak');
  });
});

describe('/delete', () => {
  test('asks first, and does nothing when the document is to stay', async () => {
    const question = await replyTo('/delete oak.txt');
    expect(question.text).toBe(en.askDelete('\u2068The oak\u2069 (\u2068oak.txt\u2069)'));
    expect((await pressing(question, en.keepButton)).text).toBe(en.kept);
    expect(await readdir(place.bot.folders.documents)).toContain('oak.txt');
  });

  test('takes the document out of folder and library', async () => {
    const report = await place.reported(await replyTo('/delete The oak'), en.deleteButton);
    expect(report.text).toContain('11 documents');
    expect(report.text).toContain('1 removed');
    expect(await readdir(place.bot.folders.documents)).not.toContain('oak.txt');
    expect((await place.asks('When was the oak planted?')).text).not.toContain('1908');
    expect(await place.audited()).toContainEqual(
      expect.objectContaining({ action: 'delete', what: 'oak.txt', outcome: 'published' }),
    );
  });

  test('knows when there is no such document, or several', async () => {
    expect((await replyTo('/delete yew')).text).toBe(en.noSuchDocument);
    const choice = await replyTo('/delete The ');
    expect(choice.text).toBe(en.whichDocument);
    expect(choice.buttons.length).toBeGreaterThan(1);
  });
});

describe('what the gate refuses', () => {
  test('stays out of use until a maintainer insists or puts the documents back', async () => {
    const { bot, sim } = place;
    for (const tree of ['alder', 'birch', 'cedar']) {
      await rm(path.join(bot.folders.documents, `${tree}.txt`));
    }
    const refused = await place.confirmed(
      await place.offered('yew.txt', 'The yew\n\nThe yew of the park is hollow.'),
    );
    expect(refused.text).toContain(en.refused);
    expect(refused.buttons).toEqual([[en.insistButton, en.undoButton]]);
    expect((await place.asks('When was the birch planted?')).text).toContain('1901');
    const undone = await replyAfter(refused, en.undoButton);
    expect(undone.text).toContain(en.refused);
    expect(await readdir(path.join(bot.folders.documents, 'uploads'))).toEqual([]);
    const toast = await place.maria.presses(refused, en.insistButton).answered();
    expect(toast.text).toBe(en.decidedAlready);
    expect(undone.buttons).toEqual([[en.insistButton]]);
    const published = await replyAfter(undone, en.insistButton);
    expect(published.text).toContain('8 documents');
    expect((await place.asks('When was the birch planted?')).text).not.toContain('1901');
    expect(sim.callsOf('sendMessage').length).toBeGreaterThan(0);
  });
});

describe('/reindex and /rollback', () => {
  test('build anew where that is wished, and go back', async () => {
    const unchanged = await taskReport('/reindex');
    expect(unchanged.text).toContain('Nothing had to be built');
    const forced = await replyAfter(unchanged, en.forceButton);
    expect(forced.text).toContain('The new library is in use: 8 documents');
    const list = await replyTo('/rollback');
    expect(list.text).toContain(en.builds);
    expect(list.text).toContain('(in use)');
    const [eleven] = list.buttons.flat().slice(-1);
    const question = await pressing(list, eleven ?? '');
    const report = await place.reported(question, en.rollBackButton);
    expect(report.text).toContain('In use again');
    expect((await place.asks('When was the birch planted?')).text).toContain('1901');
    expect(await place.audited()).toContainEqual(
      expect.objectContaining({ action: 'rollback', outcome: 'rolled-back' }),
    );
  });
});

describe('/stats and /gaps', () => {
  test('tell of the library and of questions, and of no person', async () => {
    const { sim, maria } = place;
    const bob = sim.person('Bob Unlucky');
    for (const question of [
      'Who won the football world cup in 2018?',
      'Which team became football world champion in 2018?',
      'What is the boiling point of lead?',
    ]) {
      await bob.expectReply({ to: bob.says(question) });
    }
    const stats = await replyTo('/stats');
    expect(stats.text).toMatch(/Library: 11 documents, \d+ passages\./u);
    expect(stats.text).toMatch(/Questions in 7 days: \d+ answered, \d+ weakly, \d+ refused\./u);
    expect(stats.text).toContain('private ');
    const gaps = await replyTo('/gaps');
    expect(gaps.text).toMatch(/2 × \u2068W[^\n]*2018/u);
    expect(gaps.text).toContain('boiling point of lead');
    const file = await maria.expectReply();
    expect(file.text).toBe(en.gapsFile);
    const text = fileOf(file);
    expect(text).toContain('Which team became football world champion in 2018?');
    expect(text).not.toContain('Bob');
    expect(JSON.stringify(await place.audited())).not.toContain('football');
  });
});

test('maintainers are offered their commands in their own chat alone', async () => {
  const { sim, maria } = place;
  await replyTo('/start');
  const lists = [...sim.world.bot.commands].filter(([scope]) => scope.startsWith('chat '));
  expect(lists.map(([scope]) => scope)).toContain(`chat ${maria.user.id} `);
  for (const [, commands] of lists) {
    expect(commands.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['help', 'docs', 'delete', 'reindex', 'rollback', 'stats', 'gaps']),
    );
  }
  const [, everyone = []] =
    [...sim.world.bot.commands].find(([scope]) => scope.startsWith('all_private_chats')) ?? [];
  expect(everyone.map(({ command }) => command)).not.toContain('delete');
});

/** Gives a task by a command. @returns its report, which replies to the message that tells its progress */
async function taskReport(command: string): Promise<Reply> {
  const { maria } = place;
  maria.says(command);
  const status = await maria.expectReply();
  return maria.expectReply({ to: status.message, withinMs: 120_000 });
}

/** Presses a button below a report. @returns the report of what that starts */
async function replyAfter(report: Reply, button: string): Promise<Reply> {
  const { maria } = place;
  await maria.presses(report, button).answered();
  const status = await maria.expectReply({ withinMs: 120_000 });
  return maria.expectReply({ to: status.message, withinMs: 120_000 });
}

function fileOf(reply: Reply): string {
  const file = place.sim.world.files.get(reply.message.document?.file_id ?? '');
  return file?.bytes.toString() ?? '';
}
