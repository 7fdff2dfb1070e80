import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowOf } from '../testing/app-in-odoo.ts';
import { until } from '../testing/service-rig.ts';
import { startPageRig, type PageRig } from './page-rig.ts';

/** A percentage of the store that two taxes of Odoo match. */
const PERCENT = 4;
let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig({ app: true, waiting: 'gateways' });
  rig.odoo.control.create(
    'account.tax',
    ['North', 'South'].map((name) => ({
      name: `${name} ${PERCENT}%`,
      amount: PERCENT,
      type_tax_use: 'sale',
    })),
  );
  await rig.add('shop', '--tax-ambiguous', 'ask');
  expect(await rig.cli.run('sync')).toMatchObject({ code: 3 });
}, 120_000);
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

const bavaria = () => rowOf(rig.odoo, 'x_woo_state', { x_country_code: 'DE', x_code: 'DE-BY' });
const hesse = () => rig.odoo.control.resolve('base.state_de_he') ?? 0;

/** Presses the button and waits until the run that it begins is over. */
async function sync(page: Page): Promise<void> {
  const newest = async () => {
    const answer = await page.request.get('/api/v1/runs?limit=1');
    const { items } = (await answer.json()) as { items: { id: number; status: string }[] };
    return items[0];
  };
  const before = (await newest())?.id;
  await page.getByRole('button', { name: 'SYNC METADATA' }).click();
  await page.getByText('The sync of shop was requested.').waitFor();
  // A short run shows for a moment only.
  await until(async () => {
    const run = await newest();
    return run !== undefined && run.id !== before && run.status !== 'running';
  }, 'the run to end');
  await page.getByText('Running', { exact: true }).waitFor({ state: 'hidden', timeout: 60_000 });
}

it('a state is corrected: seen in Odoo at once and in another tab, applied by the next sync', async () => {
  const { page, context } = await rig.signedIn();
  const other = await context.newPage();
  await other.goto('/backends/shop/geography?q=DE-BY');
  await other.getByRole('row', { name: /Bavaria.*In sync/u }).waitFor();
  await page.goto('/backends/shop/geography?q=DE-BY');
  await page.getByRole('link', { name: 'Bavaria', exact: true }).click();
  expect(new URL(page.url()).searchParams.get('row')).toBe('DE:DE-BY');
  const panel = page.getByRole('dialog');
  await panel
    .getByText('Matched by its code.')
    .or(panel.getByText(/^Matched by/u))
    .first()
    .waitFor();
  await panel.getByLabel('Search in Odoo by name').fill('hess');
  await panel.getByRole('radio', { name: /Hess/u }).check();
  await panel.getByRole('button', { name: 'Use this record' }).click();
  await panel.getByText('A user chose this record.').waitFor();
  // The field that users of the Odoo app fill in.
  expect(bavaria()['x_choice_id']).toBe(hesse());
  await other.getByRole('row', { name: /Bavaria.*Out of sync/u }).waitFor();
  await panel.getByRole('button', { name: 'Close' }).click();

  await sync(page);
  expect(bavaria()).toMatchObject({ x_state_id: hesse(), x_rule: 'choice' });
  await other.getByRole('row', { name: /Bavaria.*Hess.*In sync.*Chosen by a user/u }).waitFor();

  // And back: the connector decides again.
  await page.getByRole('link', { name: 'Bavaria', exact: true }).click();
  await panel.getByRole('button', { name: 'Let the connector decide again' }).click();
  await panel.getByText('Out of sync').waitFor();
  expect(bavaria()['x_choice_id']).toBe(false);
  await context.close();
});

it('a journal is chosen among the candidates, and one gateway is left as it is', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/review?type=payment_gateway');
  const bank = page.getByRole('article', { name: 'Bank transfer & SEPA' });
  await bank.getByText('What to do:').waitFor();
  await bank.getByRole('button', { name: 'Use Bank (BNK1)' }).click();
  await bank.getByText('A user chose this record.').waitFor();
  const cash = page.getByRole('article', { name: 'Cash on delivery' });
  await cash.getByRole('button', { name: 'Leave it as it is' }).click();
  await cash.getByRole('button', { name: 'Ask for a decision again' }).waitFor();
  await page.getByRole('button', { name: /^Left as it is/u }).click();
  expect(new URL(page.url()).searchParams.get('status')).toBe('left');
  await cash.waitFor();
  expect(await page.getByRole('article').count()).toBe(1);

  await sync(page);
  await page.goto('/backends/shop/payments');
  await page.getByRole('row', { name: /Bank transfer.*Bank.*In sync/u }).waitFor();
  await page.getByRole('row', { name: /Cash on delivery.*Left as it is/u }).waitFor();
  await context.close();
});

it('a conflict of taxes is resolved: one of two that match', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/review?domain=taxes');
  const item = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: `Use North ${PERCENT}%` }) })
    .first();
  await item.waitFor();
  const name = (await item.getByRole('heading').innerText()).trim();
  await item.getByRole('button', { name: `Use North ${PERCENT}%` }).click();
  const chosen = page.getByRole('article', { name, exact: true });
  await chosen.getByText('Out of sync').waitFor();
  await sync(page);
  await chosen.waitFor({ state: 'hidden' });
  await context.close();
});

it('2,040 states: search, filter, sort and the open row are in the address', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop');
  await page.getByRole('link', { name: 'Countries & States' }).first().click();
  await page.getByText('2,040 rows').waitFor();
  // What is not in view is not in the document.
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  await page.getByRole('region', { name: 'States' }).evaluate((table) => table.scrollTo(0, 1_000_000));
  await page.locator('tr[aria-rowindex="105"]').waitFor();
  await page.getByRole('combobox', { name: 'Country' }).fill('Germ');
  await page.getByRole('option', { name: 'Germany (DE) (16)' }).click();
  await page.getByText('16 rows').waitFor();
  await page.getByRole('button', { name: 'In the store' }).click();
  await page.getByRole('button', { name: 'In the store' }).click();
  await page
    .getByRole('columnheader', { name: 'In the store' })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor();
  await page.getByLabel('Search by name, code or value').fill('sax');
  await page.getByText('3 rows').waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    ...{ country_code: 'DE', q: 'sax', sort: '-label' },
  });
  await page.reload();
  await page.getByText('3 rows').waitFor();
  await page.getByLabel('Search by name, code or value').fill('nothing like this');
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await page.getByText('2,040 rows').waitFor();
  // By keyboard: into the list, open a row and close it again.
  await page.getByRole('row').nth(1).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await context.close();
});

it('a list that does not fit is counted for screen readers, moved through by keyboard and printed whole', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/geography?country_code=US');
  const table = page.getByRole('table', { name: 'States' });
  await table.waitFor();
  const rowCount = Number(await table.getAttribute('aria-rowcount'));
  // With the heading; a list of this length is in the document as far as it is in view.
  expect(rowCount).toBeGreaterThan(41);
  expect(rowCount).toBeLessThan(100);
  const indexes = () =>
    table
      .locator('tr[aria-rowindex]')
      .evaluateAll((all) => all.map(({ ariaRowIndex }) => Number(ariaRowIndex)));
  const first = await indexes();
  expect(first).toEqual(first.map((_, index) => index + 1));
  expect(first.length).toBeLessThan(30);
  // The keyboard reaches the last row, which has the number of the count.
  await page.getByRole('region', { name: 'States' }).focus();
  await page.keyboard.press('End');
  const last = table.locator(`tr[aria-rowindex="${rowCount}"]`);
  await last.getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // A click anywhere on a row opens that one.
  await last.locator('td').last().click();
  await page.getByRole('dialog').waitFor();
  const opened = new URL(page.url()).searchParams.get('row') ?? '';
  expect(await last.getByRole('link').first().getAttribute('href')).toContain(
    new URLSearchParams({ row: opened }).toString(),
  );
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // What the browser prints is the document: all rows, and then again those in view.
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    const { length } = document.querySelectorAll('table[aria-rowcount] tr[aria-rowindex]');
    dispatchEvent(new Event('afterprint'));
    return length;
  });
  expect(printed).toBe(rowCount);
  await expect.poll(async () => (await indexes()).length, { timeout: 15_000 }).toBeLessThan(30);
  await context.close();
});

it('one point is aligned by an administrator of Odoo who is not stored', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/consistency');
  await page.getByRole('button', { name: 'Align Odoo …' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('columnheader', { name: 'Afterwards' }).waitFor();
  const { login, password } = rig.odoo.users.admin;
  await dialog.getByLabel('Login of an Odoo administrator').fill(login);
  const secret = dialog.getByRole('textbox', { name: 'API key or password' });
  await secret.fill('wrong');
  await dialog.getByRole('button', { name: 'Align' }).click();
  await dialog.getByRole('alert').waitFor();
  await secret.fill(password);
  await dialog.getByRole('button', { name: 'Align' }).click();
  await page.getByText(/^Odoo now agrees: /u).waitFor();
  await page.getByText('Checked', { exact: false }).first().waitFor();
  await context.close();
});

it('a side that fails is shown with what to do', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop');
  rig.woo.control.fault({ always: true, action: { kind: 'status', status: 503 } });
  await page.getByRole('button', { name: 'Preview' }).click();
  const trouble = page.getByRole('status').filter({ hasText: 'The last run failed' });
  await trouble.waitFor({ timeout: 90_000 });
  await trouble.getByText(/^What to do: /u).waitFor();
  await page.getByText('Failing', { exact: true }).waitFor();
  rig.woo.control.clearFaults();
  await context.close();
});
