import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and its relatives put Chromium; other places by the environment variable CHROMIUM. */
const CHROMIUM = '/usr/bin/chromium';

/** Without a sandbox for containers, and without talking to anybody by itself. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Thrown where there is no Chromium. */
class NoBrowserError extends Error {
  override name = 'NoBrowserError' as const;
}

/** @throws NoBrowserError */
export async function openBrowser(path: string | undefined): Promise<Browser> {
  const executablePath = path ?? CHROMIUM;
  if (!existsSync(executablePath)) {
    throw new NoBrowserError(
      `There is no ${executablePath}: apt-get install chromium, or set CHROMIUM to where it is.`,
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
