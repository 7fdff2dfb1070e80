// How quick the list of 50,000 tax rates is in the page. A process of its own for `npm run bench -- page`. Writes one line
// of JSON.
import type { Page } from 'playwright-core';
import { openDatabase } from '../../src/database/open.ts';
import { saveManyRates } from '../../src/database/testing/many-rates.ts';
import { teachFirstPaint, type Sight } from './first-painted.ts';
import { startPageRig } from './page-rig.ts';

const ROUNDS = 5;
const RATES = 50_000;
/** The page loads the code of its tabs when there is time. */
const PRELOADED_MS = 4_000;
/** A reader looks at rows before the next click; at once, that would wait behind what the filters ask for. */
const READ_MS = 1_000;
const TAXES = 'nav a[href="/backends/shop/taxes"]';
const chip = (text: string): Sight => ({ selector: 'button[aria-pressed]', text });
const firstRow = (text: string): Sight => ({ selector: 'tr[aria-rowindex="2"]', text });

const rig = await startPageRig();
try {
  await rig.add('shop');
  const database = await openDatabase(rig.cli.dataDir);
  const [backend] = await database.backends.list();
  if (backend === undefined) throw new Error('the backend was not added');
  await saveManyRates(database.savedRows, backend.id, RATES);
  await database.close();
  const { context: signedIn } = await rig.signedIn();
  const storageState = await signedIn.storageState();
  const rounds: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { context, page } = await rig.open({ storageState });
    await teachFirstPaint(context);
    rounds.push(await measure(page));
    await context.close();
  }
  process.stdout.write(`${JSON.stringify(rounds)}\n`);
} finally {
  await rig.close();
}

async function measure(page: Page) {
  await page.goto('/backends/shop');
  await page.locator(TAXES).waitFor();
  await page.waitForTimeout(PRELOADED_MS);
  const firstRows = await timed(page, firstRow('Rate 1'), {
    click: { selector: TAXES, text: 'Taxes' },
  });
  await page.waitForTimeout(READ_MS);
  const review = await timed(page, firstRow('Rate 1000'), { click: chip('Needs review') });
  await page.waitForTimeout(READ_MS);
  await timed(page, firstRow('Rate 1'), { click: chip('All') });
  await page.waitForTimeout(READ_MS);
  const search = await timed(page, firstRow('Rate 49'), { type: 'Rate 49' });
  return { firstRows, review, search };
}

/** What a user does: a click, or words typed into the search. */
type Deed = { readonly click: Sight } | { readonly type: string };

/** From what a user does until something is painted; of that from the first question to the service, in milliseconds. */
async function timed(page: Page, sight: Sight, deed: Deed): Promise<{ all: number; asked: number }> {
  return page.evaluate(
    async ([what, shown]) => {
      const { selector, text } =
        'click' in what ? what.click : { selector: 'main input[placeholder]', text: '' };
      const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) =>
        element.textContent.includes(text),
      );
      if (found === undefined) throw new Error(`there is nothing to use for ${JSON.stringify(what)}`);
      performance.clearResourceTimings();
      const begun = performance.now();
      if ('click' in what) found.click();
      else {
        // As the browser does it: a value that is set by a script the page takes for its own.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(found, what.type);
        found.dispatchEvent(new Event('input', { bubbles: true }));
      }
      const painted = await watchFirstPaint(shown);
      const questions = performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('/api/v1/'));
      const asked = Math.min(...questions.map(({ startTime }) => startTime));
      return { all: painted - begun, asked: painted - asked };
    },
    [deed, sight] as const,
  );
}
