// What the first page costs: bytes over the wire, and the time until it shows its data. A process of its own for
// `npm run bench -- page`. Writes one line of JSON.
import { startPageRig } from './page-rig.ts';

const ROUNDS = 5;

const rig = await startPageRig();
try {
  await rig.add('shop');
  const { context: signedIn } = await rig.signedIn();
  const cookies = await signedIn.cookies();
  const rounds: { milliseconds: number; kilobytes: number; requests: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // A browser that has been here with nobody's cache but its session.
    const { context, page } = await rig.open();
    await context.addCookies(cookies);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    let bytes = 0;
    let requests = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    const begun = performance.now();
    await page.goto('/', { waitUntil: 'commit' });
    await page.getByRole('link', { name: 'shop' }).waitFor();
    rounds.push({ milliseconds: performance.now() - begun, kilobytes: bytes / 1024, requests });
    await context.close();
  }
  process.stdout.write(`${JSON.stringify(rounds)}\n`);
} finally {
  await rig.close();
}
