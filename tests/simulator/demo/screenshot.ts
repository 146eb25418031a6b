import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { realBot } from './bot-process.ts';
import { openBrowser } from './browser.ts';
import { startDemo } from './demo.ts';
import { encoded, indexed, type Pixels } from './indexed-png.ts';
import { type Scene, SCENES } from './scenes.ts';

// `npm run screenshot`: the pictures of the README, of what the real bot says here and now.
// `-- --only NAME --into FOLDER` takes one of them, or puts them elsewhere.

/** Device pixels for a CSS pixel: sharp where a picture is shown at half its size. */
const SCALE = 2;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    into: { type: 'string', default: import.meta.dirname },
  },
});

const demo = await startDemo({ bot: realBot({ EXCERPTS: '2', ...process.env }), port: 0 });
const browser = await openBrowser(process.env['CHROMIUM']);
try {
  await demo.ready;
  for (const [name, scene] of Object.entries(SCENES)) {
    if (values.only === undefined || values.only === name) await take(name, scene);
  }
} finally {
  await browser.close();
  await demo.close();
}
process.exit(0);

async function take(name: string, scene: Scene): Promise<void> {
  const file = join(values.into, `${name}.png`);
  const page = await openDemo(scene.widthPx);
  await scene.play(page, demo.cast);
  await page.setViewportSize({ width: scene.widthPx, height: await heightFrom(page, scene.from) });
  await page.evaluate('document.querySelector("#scroller").scrollTo(0, 1e6)');
  // A caret would be in one picture and not in the next; where the mouse is, buttons appear.
  await page.mouse.move(0, 0);
  if (!scene.keepsFocus) await page.evaluate('document.activeElement.blur()');
  const pixels = await pixelsOf(await page.screenshot());
  await page.context().close();
  await writeFile(file, encoded(indexed(pixels)));
  console.log(file);
}

async function openDemo(width: number): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 720 },
    deviceScaleFactor: SCALE,
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  await page.goto(demo.url);
  await page.locator('#chats button').first().waitFor();
  return page;
}

/** How high the page must be to show this element and all that follows it, and nothing before: CSS pixels. */
async function heightFrom(page: Page, first: string): Promise<number> {
  const height = await page.evaluate(`{
    const element = document.querySelector(${JSON.stringify(first)});
    const scroller = document.querySelector('#scroller');
    const shown = scroller.scrollHeight - scroller.scrollTop;
    const above = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    Math.ceil(innerHeight - scroller.clientHeight + shown - above + 9);
  }`);
  return Number(height);
}

/** What a picture of the browser consists of; the browser itself reads it. */
async function pixelsOf(png: Buffer): Promise<Pixels> {
  const page = await browser.newPage();
  const read: unknown = await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (char) => char.charCodeAt(0));
    const { width, height } = await createImageBitmap(new Blob([bytes]));
    const drawn = new OffscreenCanvas(width, height).getContext('2d');
    drawn.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
    const { data } = drawn.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 8192)
      text += String.fromCharCode(...data.subarray(at, at + 8192));
    return { width, rgba: btoa(text) };
  })()`);
  await page.close();
  const { width, rgba } = read as { width: number; rgba: string };
  return { width, rgba: Buffer.from(rgba, 'base64') };
}
