import { fileURLToPath } from 'node:url';
import { realBot } from './bot-process.ts';
import { openBrowser } from './browser.ts';
import { startDemo } from './demo.ts';

// `npm run screenshot -- FILE`: a picture of a real exchange, as the README shows it.

const QUESTION = 'What security threats do the CSTO countries face today?';

const [file = fileURLToPath(new URL('screenshot.png', import.meta.url))] = process.argv.slice(2);
const demo = await startDemo({ bot: realBot(process.env), port: 0 });
const browser = await openBrowser(process.env['CHROMIUM']);
try {
  await demo.ready;
  const page = await browser.newPage({
    viewport: { width: 1120, height: 720 },
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
  // A caret would be in one picture and not in the next.
  await page.evaluate('document.activeElement.blur()');
  await page.screenshot({ path: file });
  console.log(file);
} finally {
  await browser.close();
  await demo.close();
}
process.exit(0);
