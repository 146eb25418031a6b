import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { realBot } from './bot-process.ts';
import { openBrowser } from './browser.ts';
import { startDemo } from './demo.ts';

// `npm run screenshot -- FILE`: a picture of a real exchange, as the README shows it.

const QUESTION = 'Would Armenia be allowed to leave the CSTO?';

/** CSS pixels. */
const WIDTH = 1080;

const [file = fileURLToPath(new URL('screenshot.png', import.meta.url))] = process.argv.slice(2);
const demo = await startDemo({ bot: realBot({ EXCERPTS: '2', ...process.env }), port: 0 });
const browser = await openBrowser(process.env['CHROMIUM']);
try {
  await demo.ready;
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: 720 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  await page.goto(demo.url);
  await page.locator('#start').click();
  await page.locator('.message.other').first().waitFor();
  await page.locator('#field').fill(QUESTION);
  await page.locator('#field').press('Enter');
  await page.locator('.message.other blockquote').first().waitFor();
  // The best quote is shown whole, and the picture begins with the question.
  const openers = page.locator('.message.other').last().getByRole('button', { name: 'Show all' });
  if ((await openers.count()) > 0) await openers.first().click();
  await page.setViewportSize({ width: WIDTH, height: await heightFromQuestion(page) });
  await page.evaluate('document.querySelector("#scroller").scrollTo(0, 1e6)');
  // A caret would be in one picture and not in the next; where the mouse is, buttons appear.
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement.blur()');
  await page.screenshot({ path: file });
  console.log(file);
} finally {
  await browser.close();
  await demo.close();
}
process.exit(0);

/** How high the page must be to show the question and all that follows it, and nothing before: CSS pixels. */
async function heightFromQuestion(page: Page): Promise<number> {
  const height = await page.evaluate(`{
    const question = document.querySelector('.message.own:nth-last-child(2)');
    const scroller = document.querySelector('#scroller');
    const shown = scroller.scrollHeight - scroller.scrollTop;
    const above = question.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    Math.ceil(innerHeight - scroller.clientHeight + shown - above + 9);
  }`);
  return Number(height);
}
