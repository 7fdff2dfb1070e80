import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { accessibilityFaults } from './axe.ts';
import { startPageRig, type PageRig } from './page-rig.ts';

let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig();
  await rig.add('shop');
  expect((await rig.cli.run('sync')).code).toBe(0);
});
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

/** California's tax: others of 7 % are there too. */
function taxOfCalifornia(): number {
  const [tax] = rowsOf(rig.odoo, 'account.tax').filter(
    ({ amount, type_tax_use: use }) => use === 'sale' && Number(amount) === 7.25,
  );
  if (tax === undefined) throw new Error('California has no tax');
  return tax.id;
}

it(
  'a tax edited in Odoo is found by a check, shown with both amounts, and gone after the mend',
  { timeout: 5 * 60_000 },
  async () => {
    const tax = taxOfCalifornia();
    rig.odoo.control.write('account.tax', [tax], { amount: 7 });
    const { page, context } = await rig.signedIn();
    context.setDefaultTimeout(60_000);
    await page.goto('/backends/shop/proof');
    await page.getByRole('heading', { name: 'No check yet' }).waitFor();
    const start = page.getByRole('button', { name: 'Run the check' });
    await start.click();
    // The backend is marked production: it asks first.
    const dialog = page.getByRole('dialog');
    await dialog.getByText('shop is marked production').waitFor();
    await dialog.getByRole('button', { name: 'Run the check' }).click();
    await page.getByRole('heading', { name: 'Places' }).waitFor({ timeout: 90_000 });
    await page
      .getByText(/comparisons agree to the cent/u)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^United States/u }).click();
    await page.waitForURL(/country=US/u);
    await page.getByLabel('Result of a comparison').first().click();
    await page.getByRole('option', { name: 'Different' }).click();
    await page.waitForURL(/state=differs/u);
    await page
      .getByRole('table')
      .getByRole('button', { name: /^US CA/u })
      .first()
      .click();
    const row = page.getByRole('dialog');
    await row.getByText('WooCommerce', { exact: true }).waitFor();
    await row.getByText('Odoo', { exact: true }).waitFor();
    // Both computations, line by line.
    await row
      .getByRole('heading', { name: 'WooCommerce: prices without tax, rounded on each line' })
      .waitFor();
    const atOdoo = row.getByRole('region', { name: /^Odoo: fiscal position/u });
    await atOdoo
      .getByRole('row', { name: /standard.* 7% /u })
      .first()
      .waitFor();
    await atOdoo.getByRole('row', { name: /^charged/u }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const csv = await context.request.get(
      (await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '',
    );
    expect(await csv.text()).toContain('tax_changed');

    rig.odoo.control.write('account.tax', [tax], { amount: 7.25 });
    await start.click();
    await dialog.getByRole('button', { name: 'Run the check' }).click();
    await page.getByRole('img', { name: /^Results of the last checks/u }).waitFor({ timeout: 90_000 });
    const status = (await (await context.request.get('/api/v1/status')).json()) as {
      items: { proofs: { open: number }[] }[];
    };
    expect(status.items[0]?.proofs).toMatchObject([{ kind: 'taxes', open: 0 }]);
    await context.close();
  },
);
