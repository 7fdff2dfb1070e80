import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPageRig, type PageRig } from './page-rig.ts';

/** Both servers are read for an answer. */
const LONG = { timeout: 60_000 } as const;
const STORY = { timeout: 300_000 } as const;

let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig({ app: true });
  expect(await rig.add('shop')).toMatchObject({ code: 0 });
  expect(await rig.cli.run('sync')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

it('a schedule is set, shown in words with its next times, changed and removed', async () => {
  const { page, context } = await rig.signedIn({ timezoneId: 'America/New_York' });
  await page.goto('/backends/shop/schedule');
  await page.getByRole('button', { name: 'Set a schedule: Sync' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Every day at 6:00 AM').waitFor();
  for (const day of ['Sat', 'Sun']) await dialog.getByText(day, { exact: true }).click();
  await dialog.getByLabel('Time of day').fill('18:30');
  await dialog.getByText('Monday to Friday at 6:30 PM').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const card = page.getByRole('region', { name: 'Sync' });
  await card.getByText('Monday to Friday at 6:30 PM').waitFor();
  await card.getByText('time zone America/New_York').waitFor();
  // In the zone of the reader.
  await card
    .getByRole('listitem')
    .filter({ hasText: /6:30.PM/u })
    .first()
    .waitFor();
  // The other doors show it at once.
  expect((await rig.cli.run('schedule', 'list')).out).toContain('30 18 * * 1,2,3,4,5');

  await page.getByRole('button', { name: 'Change the schedule: Sync' }).click();
  await dialog.getByText('Cron', { exact: true }).click();
  await dialog.getByLabel('Cron expression').fill('61 * * * *');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').getByText('schedule.cron').waitFor();
  await dialog.getByText('Interval', { exact: true }).click();
  await dialog.getByLabel('Interval in minutes').fill('120');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await card.getByText('Every 2 hours').waitFor();

  await page.getByRole('button', { name: 'Remove the schedule: Sync' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await card.getByText('No schedule', { exact: false }).waitFor();
  await context.close();
});

it(
  'both sides explain a tax and a shipping price, line by line, and the question is in the address',
  STORY,
  async () => {
    const { page, context } = await rig.signedIn();
    await page.goto('/backends/shop/explain');
    expect(await page.getByRole('button', { name: 'Explain' }).isDisabled()).toBe(true);
    await page.getByRole('combobox', { name: 'Country' }).fill('United States (US)');
    await page.getByRole('option', { name: 'United States (US)' }).first().click();
    await page.getByRole('combobox', { name: 'State' }).fill('California');
    await page.getByRole('option', { name: 'California (CA)' }).click();
    await page.getByLabel('Postcode').fill('90210');
    await page.getByLabel('Amount of one piece').fill('19.99');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor(LONG);
    await page.getByRole('heading', { name: /^Rates of the store/u }).waitFor();
    expect(new URL(page.url()).searchParams.get('country')).toBe('US');
    // A question that nobody can answer: what to do instead.
    await page.getByLabel('Amount of one piece').fill('much');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('alert').getByText('tax.question').waitFor(LONG);

    await page.getByText('Shipping', { exact: true }).last().click();
    await page.getByLabel('Total of the goods').fill('59.97');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('heading', { name: 'Zones of the store, as it asks them' }).waitFor(LONG);
    await page.reload();
    await page.getByRole('heading', { name: 'Zones of the store, as it asks them' }).waitFor(LONG);
    await context.close();
  },
);

it('both sides are tested, a policy is changed with its consequence, wrong credentials change nothing', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/connection');
  await page.getByRole('button', { name: 'Test both sides' }).click();
  await page.getByText('Odoo 18.0').waitFor();
  await page.getByText(/^Version [\d.]+, up to date$/u).waitFor();

  const save = page.getByRole('button', { name: 'Save' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByText('The next sync overwrites it with the value of the store.').waitFor();
  await page.getByRole('radio', { name: /^Use the value of the store/u }).check();
  await save.click();
  await page.getByText('The changes were saved.').waitFor();
  const backend = async () =>
    (await (await page.request.get('/api/v1/backends/shop')).json()) as Record<string, unknown>;
  expect(await backend()).toMatchObject({ onPersonChange: 'store_wins', taxLimit: 1000 });

  await page.getByRole('button', { name: 'Change the connection to Odoo' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'API key' }).fill('wrong');
  await dialog.getByRole('button', { name: 'Test and save' }).click();
  await dialog.getByRole('alert').getByText('odoo.sign_in_refused').waitFor();
  await dialog.getByRole('textbox', { name: 'API key' }).fill(rig.odoo.users.connector.apiKey);
  await dialog.getByRole('button', { name: 'Test and save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Change the connection to the store' }).click();
  await dialog.getByLabel('Consumer key').fill(rig.woo.keys.readOnly.consumerKey);
  await dialog.getByRole('textbox', { name: 'Consumer secret' }).fill('cs_wrong');
  await dialog.getByRole('button', { name: 'Test and save' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.content()).not.toContain(rig.odoo.users.connector.apiKey);
  await context.close();
});

it('a run that failed shows why and what to do', async () => {
  const { page, context } = await rig.signedIn();
  const { storeUrl } = (await (await page.request.get('/api/v1/backends/shop')).json()) as {
    storeUrl: string;
  };
  expect(storeUrl).toBe(rig.woo.url);
  await rig.odoo.close();
  await page.goto('/backends/shop/runs');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByText('This run failed').waitFor({ timeout: 60_000 });
  await page
    .getByText(/^What to do: /u)
    .first()
    .waitFor();
  await page.getByText(/^Error code odoo\./u).waitFor();
  await context.close();
});

it('a backend is removed only by its name', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/connection');
  await page.getByRole('button', { name: 'Remove the backend' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('To confirm, type the name of the backend: shop');
  await name.fill('other');
  await dialog.getByText('This is another name.').waitFor();
  await dialog.getByRole('button', { name: 'Remove the backend' }).click();
  expect((await page.request.get('/api/v1/backends/shop')).status()).toBe(200);
  await name.fill('shop');
  await dialog.getByRole('button', { name: 'Remove the backend' }).click();
  await page.getByRole('heading', { name: 'Connect your first store' }).waitFor();
  expect((await page.request.get('/api/v1/backends/shop')).status()).toBe(404);
  await context.close();
});
