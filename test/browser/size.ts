// What the first page costs: bytes over the wire, and the time until it shows its data. A process of its own for
// `npm run bench -- page`. Writes one line of JSON.
import { teachFirstPaint } from './first-painted.ts';
import { startPageRig } from './page-rig.ts';

const ROUNDS = 5;
/** For a second after it was opened, a window of Chromium loads menus of its own on the processors that the page needs. */
const SETTLED_MS = 2_500;

const rig = await startPageRig();
try {
  await rig.add('shop');
  const { context: signedIn, page: before } = await rig.signedIn();
  await before.goto('/');
  await before.getByRole('link', { name: 'shop' }).waitFor();
  const storageState = await signedIn.storageState();
  const rounds: { milliseconds: number; kilobytes: number; requests: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // A browser that was signed in here before, with nothing in its cache.
    const { context, page } = await rig.open({ storageState });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    let bytes = 0;
    let requests = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await teachFirstPaint(context, { selector: 'a', text: 'shop' });
    await page.waitForTimeout(SETTLED_MS);
    await page.goto('/', { waitUntil: 'commit' });
    const milliseconds = await page.evaluate(() => globalThis.firstPainted);
    rounds.push({ milliseconds, kilobytes: bytes / 1024, requests });
    await context.close();
  }
  process.stdout.write(`${JSON.stringify(rounds)}\n`);
} finally {
  await rig.close();
}
