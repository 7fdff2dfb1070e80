// npm run pictures: pictures of all pages in light, dark and phone width, for looking at: in the folder that is named
// (npm run pictures -- FOLDER), or in a temporary one. Those that a document shows go into docs/pictures once all of them are
// made. The store and the Odoo of the sandbox, so that they look the same each time. Pictures named odoo-… are of a real Odoo,
// made by hand.
import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startPageRig } from './page-rig.ts';
import { PAGES, type ListedPage } from './pages.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOWN = join(ROOT, 'docs/pictures');
const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
} as const;
/** The heading of what a preview would change; above it are its notes and what waits for a decision. */
const CHANGES = 'main section[aria-label^="Countries"] h3';
/** The preview of what changed in the store after the first sync. */
const PLAN: ListedPage = { name: 'plan', path: '/backends/{backend}/runs/2', ready: CHANGES };

const [given] = process.argv.slice(2);
const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'pictures-')) : resolve(given);
mkdirSync(folder, { recursive: true });
const rig = await startPageRig({ app: true, waiting: 'gateways' });
try {
  await rig.add('shop', '--environment', 'staging');
  await rig.cli.run('sync');
  await rig.cli.run('verify', 'taxes', 'shop', '--sample', '20');
  await takeAll(PAGES);
  await preview();
  await takeAll([PLAN]);
  if (rig.faults.length > 0) throw new Error(rig.faults.join('\n'));
} finally {
  await rig.close();
}
show();
process.stdout.write(`All pictures are in ${folder}\n`);

async function takeAll(pages: readonly ListedPage[]): Promise<void> {
  for (const [look, options] of Object.entries(LOOKS)) {
    const settings = { ...options, reducedMotion: 'reduce' } as const;
    const stranger = await rig.open(settings);
    const admin = await rig.signedIn(settings);
    for (const listed of pages) {
      const { page } = listed.open === true ? stranger : admin;
      await take(page, listed, join(folder, `${listed.name}-${look}.png`));
    }
    await stranger.context.close();
    await admin.context.close();
  }
}

async function take(page: Page, { path, ready }: ListedPage, file: string): Promise<void> {
  await page.goto(path.replace('{backend}', 'shop'));
  await page.locator(ready).first().waitFor();
  await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
  if (path === PLAN.path)
    await page
      .locator(CHANGES)
      .first()
      .evaluate((heading) => heading.scrollIntoView());
  await page.screenshot({ path: file });
}

/** Changes something in each area of the store, and has it previewed. */
async function preview(): Promise<void> {
  const { control } = rig.woo;
  const { taxRates, zones } = control.data();
  const rate = taxRates.find(({ country }) => country === 'DE');
  const method = zones.flatMap(({ methods }) => methods).find(({ methodId }) => methodId === 'flat_rate');
  if (rate === undefined || method === undefined) throw new Error('the store has no such rate or method');
  control.putRate({ ...rate, rate: '20.0000' });
  control.changeMethod(method.instanceId, { title: 'Parcel, insured' });
  control.putState('DE', { code: 'DE-XX', name: 'New State' });
  const { context, page } = await rig.signedIn();
  await page.goto('/backends/shop/runs');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByText(/nothing was written$/u).waitFor({ timeout: 60_000 });
  await context.close();
}

/** Puts the pictures that documents show where they are, and takes away those that none shows. */
function show(): void {
  const shown = shownPictures().filter((name) => !name.startsWith('odoo-'));
  const missing = shown.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) throw new Error(`documents show what no page is made of: ${missing.join(', ')}`);
  for (const name of shown) copyFileSync(join(folder, name), join(SHOWN, name));
  for (const name of globSync('*.png', { cwd: SHOWN, exclude: ['odoo-*'] }))
    if (!shown.includes(name)) rmSync(join(SHOWN, name));
}

function shownPictures(): string[] {
  const texts = globSync(['*.md', 'docs/*.md'], { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(/\]\((?:docs\/)?pictures\/([\w-]+\.png)\)/gu)].map(([, name = '']) => name),
  );
}
