import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { startPageRig, type PageRig } from './page-rig.ts';

/** Odoo is read for an answer. */
const LONG = { timeout: 60_000 } as const;

let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig({ app: true });
  expect(await rig.add('shop')).toMatchObject({ code: 0 });
  expect(await rig.cli.run('sync')).toMatchObject({ code: 0 });
}, 180_000);
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

it(
  'a backend is removed with what it created in Odoo, which is shown first',
  { timeout: 300_000 },
  async () => {
    const { page, context } = await rig.signedIn();
    await page.goto('/backends/shop/connection');
    const dialog = page.getByRole('dialog');
    const choice = dialog.getByRole('checkbox', { name: 'Also archive what it created in Odoo' });
    const effects = dialog.getByRole('region', { name: 'This is changed in Odoo' });
    const taxes = () => rig.odoo.control.records('account.tax', [['active', '=', true]]).length;
    const before = taxes();

    await page.getByRole('button', { name: 'Remove the backend' }).click();
    await choice.focus();
    await page.keyboard.press('Space');
    await effects.getByText(/^Taxes: \d+ archived$/u).waitFor(LONG);
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(taxes()).toBe(before);

    await page.getByRole('button', { name: 'Remove the backend' }).click();
    expect(await choice.isChecked()).toBe(false);
    await choice.check();
    await effects.waitFor(LONG);
    const submit = dialog.getByRole('button', { name: 'Remove it and archive these' });
    await submit.click();
    // Not without the name, and the page says so.
    await dialog.getByText('Type the whole name of the backend first.').waitFor();
    expect((await page.request.get('/api/v1/backends/shop')).status()).toBe(200);
    await dialog.getByLabel('To confirm, type the name of the backend: shop').fill('shop');
    await submit.click();
    await page.getByRole('heading', { name: 'Connect your first store' }).waitFor(LONG);
    await page.getByText(/^\d+ records were archived or changed back in Odoo\.$/u).waitFor();
    expect(taxes()).toBeLessThan(before);
    expect((await page.request.get('/api/v1/backends/shop')).status()).toBe(404);
    await context.close();
  },
);
