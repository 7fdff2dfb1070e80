import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { accessibilityFaults } from './axe.ts';
import { PASSWORD, startPageRig, type PageRig } from './page-rig.ts';

interface Who {
  readonly session: { readonly csrfToken: string };
}

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

it('a check under way is stopped, and the last complete one stays', { timeout: 3 * 60_000 }, async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/proof');
  const start = page.getByRole('button', { name: 'Run the check' });
  const dialog = page.getByRole('dialog');
  await page.getByRole('heading', { name: 'Places' }).waitFor();
  const result = await page
    .getByText(/comparisons agree to the cent/u)
    .first()
    .textContent();
  rig.odoo.control.fault({
    ...{ only: { model: 'sale.order', call: 'onchange' }, action: { kind: 'delay', ms: 500 }, always: true },
  });
  await start.click();
  await dialog.getByRole('button', { name: 'Run the check' }).click();
  await page.getByText(/^Asked at \d+ of \d+ addresses$/u).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await dialog.getByText('the last complete check still counts').waitFor();
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByText(/^A later check was stopped after \d+ comparisons?/u).waitFor({ timeout: 60_000 });
  rig.odoo.control.clearFaults();
  expect(await start.isEnabled()).toBe(true);
  expect(
    await page
      .getByText(/comparisons agree to the cent/u)
      .first()
      .textContent(),
  ).toBe(result);
  expect(rowsOf(rig.odoo, 'res.partner').filter(({ name }) => String(name).includes('tax probe'))).toEqual(
    [],
  );

  await page.getByRole('button', { name: 'Show it' }).click();
  await page.getByText('so the last complete check still counts').waitFor();
  await page.getByText('Stopped', { exact: true }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
});

it('a viewer sees that a check was stopped, and may stop none', async () => {
  const made = await rig.signedIn();
  const viewer = { login: 'vera', password: PASSWORD };
  const { session } = (await (await made.context.request.get('/api/v1/session')).json()) as Who;
  const added = await made.context.request.post('/api/v1/users', {
    data: { ...viewer, role: 'viewer' },
    headers: { 'x-csrf-token': session.csrfToken },
  });
  expect(added.status(), await added.text()).toBe(201);
  await made.context.close();
  const { page, context } = await rig.open();
  expect((await context.request.post('/api/v1/session', { data: viewer })).ok()).toBe(true);
  await page.goto('/backends/shop/proof');
  await page.getByText(/^A later check was stopped/u).waitFor();
  expect(await page.getByRole('button', { name: 'Run the check' }).count()).toBe(0);
  await context.close();
});
