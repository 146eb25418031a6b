import type { Page } from 'playwright-core';
import type { Cast } from './cast.ts';

/** What a picture shows. */
export interface Scene {
  /** CSS pixels. */
  readonly widthPx: number;
  /** Does in the page, and as others do, what leads to it. */
  play(page: Page, cast: Cast): Promise<void>;
  /** The first element that the picture shows, as a selector. */
  readonly from: string;
  /** Whether the field stays in use: a list above it would close. */
  readonly keepsFocus?: boolean;
}

const OWN_QUESTION = '.message.own:nth-last-child(2)';

/** By the names of the pictures' files. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'a-question': {
    widthPx: 1080,
    from: OWN_QUESTION,
    async play(page) {
      await openPrivateChat(page);
      await ask(page, 'Would Armenia be allowed to leave the CSTO?');
      await openQuotes(page);
    },
  },
  'a-group': {
    widthPx: 900,
    from: '.message:nth-last-child(4)',
    async play(page, { people: [, davit, layla], withBot }) {
      await chat(page, 1);
      await wantShortAnswers(page);
      davit?.says('/ask Is NATO more active in the Transcaucasus?', { in: withBot });
      await answered(page, 1);
      layla?.says('/ask هل علّقت أرمينيا مشاركتها في المنظمة؟', { in: withBot });
      await answered(page, 2);
    },
  },
  'an-insertion': {
    widthPx: 900,
    from: '.message:nth-last-child(2)',
    keepsFocus: true,
    async play(page, { people: [, davit], withoutBot }) {
      await chat(page, 2);
      davit?.says('And what if Armenia wants to leave?', { in: withoutBot });
      await page.locator('#field').fill('@LibraryBot He said: +decision to leave the CSTO+');
      await page.getByRole('option').first().click();
      await page.locator('.message.own .via').last().waitFor();
      await page.locator('#field').fill('@LibraryBot NATO in the Transcaucasus');
      await page.getByRole('option').first().waitFor();
      // The list would cover what was inserted.
      await page.evaluate(`{
        const { height } = document.querySelector('#panel').getBoundingClientRect();
        document.querySelector('#messages').style.paddingBottom = height + 'px';
      }`);
    },
  },
  'reading-on': {
    widthPx: 900,
    from: OWN_QUESTION,
    async play(page) {
      await openPrivateChat(page);
      const reply = await ask(page, 'Has Armenia suspended its participation in the CSTO?');
      await reply.getByRole('button', { name: 'After' }).click();
      await reply.getByRole('button', { name: 'Back' }).waitFor();
    },
  },
};

/** As an admin of the group. */
async function wantShortAnswers(page: Page): Promise<void> {
  // Picked from the list of commands, then sent.
  await page.locator('#field').fill('/settings');
  await page.locator('#field').press('Enter');
  await page.locator('#field').press('Enter');
  for (const name of ['Answer length', 'short, 1 quote', 'Done']) {
    await page.getByRole('button', { name, exact: false }).last().click();
  }
}

async function chat(page: Page, position: number): Promise<void> {
  await page.locator('#chats button').nth(position).click();
}

async function openPrivateChat(page: Page): Promise<void> {
  await chat(page, 0);
  const start = page.locator('#start');
  if (!(await start.isVisible())) return;
  await start.click();
  await page.locator('.message.other').first().waitFor();
}

async function ask(page: Page, question: string) {
  const before = await page.locator('.message').count();
  await page.locator('#field').fill(question);
  await page.locator('#field').press('Enter');
  const reply = page.locator('.message').nth(before + 1);
  await reply.locator('blockquote').first().waitFor();
  return reply;
}

/** Waits for so many answers with a quotation. */
async function answered(page: Page, count: number): Promise<void> {
  await page
    .locator('.message', { has: page.locator('blockquote') })
    .nth(count - 1)
    .waitFor();
}

/** Shows each quotation whole. */
async function openQuotes(page: Page): Promise<void> {
  const openers = page.locator('.message.other').getByRole('button', { name: 'Show all' });
  while ((await openers.count()) > 0) await openers.first().click();
}
