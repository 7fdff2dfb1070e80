import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Linux distributions and macOS put Chromium or Chrome. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts the Chromium of this machine. CHROMIUM names another one. */
export async function startChromium(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  const executablePath = named ?? PLACES.find(existsSync);
  if (executablePath === undefined)
    throw new Error(
      'No Chromium was found. On Debian: apt-get install chromium. Elsewhere name it: CHROMIUM=/path/to/chromium',
    );
  // As root, as in a container of CI, Chromium starts without its sandbox alone. It opens pages of this program only.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] });
}
