import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPageRig, type PageRig } from './page-rig.ts';

let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig();
});
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

/** Fifty backends as the API would list them. */
async function showFifty(page: Page): Promise<void> {
  const backends = Array.from({ length: 50 }, (_, index) => ({
    ...{ id: `id-${index}`, name: `shop ${index + 1}`, storeUrl: `https://shop${index + 1}.example` },
    ...{ storeSignIn: 'basic', storeVersion: '9.1.0', odooUrl: 'https://odoo.example', odooDatabase: 'live' },
    ...{ odooLogin: 'connector', odooCompanyId: index, odooCompanyName: `Company ${index + 1}` },
    ...{ environment: index % 7 === 0 ? 'staging' : 'production', createdAt: '2026-11-01T00:00:00.000Z' },
  }));
  const statuses = backends.map(({ id, name }, index) => ({
    backend: { id, name },
    state: ['in_sync', 'in_sync', 'needs_review', 'failing', 'running'][index % 5],
    ...{ changes: 0, review: index % 5 === 2 ? 3 : 0 },
    lastRun: {
      ...{ id: index + 1, backendId: id, kind: 'sync', origin: 'schedule', domains: [], message: null },
      status: ['done', 'nothing', 'partial', 'failed', 'running'][index % 5],
      ...{
        startedAt: '2026-11-28T03:00:00.000Z',
        endedAt: null,
        storeRequests: 1,
        odooCalls: 1,
        unchanged: {},
      },
    },
    schedules: [],
    odoo: { state: 'ok', answeredAt: null, since: '2026-11-28T03:00:00.000Z', message: null },
  }));
  await page.route('**/api/v1/backends', (route) => route.fulfill({ json: { items: backends } }));
  await page.route('**/api/v1/status', (route) => route.fulfill({ json: { items: statuses } }));
}

it('an empty list has a place to start from', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Connect your first store' }).waitFor();
  await page.getByRole('link', { name: 'Connect a store' }).click();
  await page.getByLabel('Store address').waitFor();
  await context.close();
});

it('fifty backends stay clear: a table, searched and filtered in the address', async () => {
  const { page, context } = await rig.signedIn();
  await showFifty(page);
  await page.goto('/');
  await page.getByText('50 of 50 backends').waitFor();
  await page.getByRole('row').nth(50).waitFor();
  expect(await page.getByRole('row').count()).toBe(51);
  await page.getByLabel('Search by name, store or Odoo').fill('shop 4');
  await page.getByText('14 of 50 backends').waitFor();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Failing' }).click();
  await page.getByText('6 of 50 backends').waitFor();
  expect(new URL(page.url()).search).toBe('?q=shop+4&state=failing');
  // What is in the address comes back with it.
  await page.reload();
  await page.getByText('6 of 50 backends').waitFor();
  await page.getByText('Cards', { exact: true }).click();
  expect(await page.getByRole('article').count()).toBe(6);
  await page.getByLabel('Search by name, store or Odoo').fill('nothing like this');
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await page.getByText('50 of 50 backends').waitFor();
  await context.close();
});

it('an error names its code and what to do, and trying again works', async () => {
  const { page, context } = await rig.signedIn();
  const problem = {
    ...{ type: 'urn:woo-odoo:error:database.unavailable', title: 'Not possible', status: 503 },
    ...{ detail: 'The database does not answer.', code: 'database.unavailable', retryable: true },
    hint: 'Start it again.',
  };
  await page.route('**/api/v1/backends', (route) => route.fulfill({ status: 503, json: problem }));
  await page.goto('/');
  const alert = page.getByRole('alert');
  await alert.getByText('The database does not answer.').waitFor();
  await alert.getByText('What to do: Start it again.').waitFor();
  await alert.getByText('database.unavailable').waitFor();
  await page.unroute('**/api/v1/backends');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Connect your first store' }).waitFor();
  await page.getByRole('link', { name: 'Connect a store' }).click();
  await page.getByLabel('Store address').waitFor();
  await context.close();
});

it('a lost connection is shown, and found again by itself', async () => {
  const { page, context } = await rig.signedIn();
  // The code of the other pages comes when there is time.
  const loaded = page.waitForResponse(/users-page/u);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Connect your first store' }).waitFor();
  await loaded;
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Users' }).click();
  await page.getByText('The connector does not answer.').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('cell', { name: 'anna', exact: true }).waitFor();
  await context.close();
});

it('the reader chooses language and appearance, and finds them again', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/');
  await page.getByRole('button', { name: 'Your account: anna' }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Verbinden Sie Ihren ersten Shop' }).waitFor();
  await page.getByRole('button', { name: 'Ihr Konto: anna' }).click();
  await page.getByRole('menuitemradio', { name: 'Dunkel' }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'Verbinden Sie Ihren ersten Shop' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])).toBe('dark');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
  await context.close();
});

it('a browser in German gets German texts', async () => {
  const { page, context } = await rig.open({ locale: 'de-DE' });
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
  await context.close();
});

it('an address that leads nowhere says so, and nothing comes from elsewhere', async () => {
  const { page, context } = await rig.signedIn();
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto('/nothing/here');
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
  await page.goto('/account');
  await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor();
  expect([...hosts]).toEqual([new URL(rig.url).host]);
  await context.close();
});
