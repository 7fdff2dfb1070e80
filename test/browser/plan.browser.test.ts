import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, startPageRig, type PageRig } from './page-rig.ts';

let rig: PageRig;
beforeAll(async () => {
  // Small batches: a run that is over at once shows no progress.
  rig = await startPageRig({ app: true, env: { WOO_ODOO_BATCH_SIZE: '20' } });
  expect(await rig.add('shop')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

const LONG = { timeout: 60_000 } as const;
/** Several runs, one after the other. */
const STORY = { timeout: 300_000 } as const;

/** Makes a preview by the button of the page and waits for its plan. */
async function makePreview(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByText(/^This preview has [\d,]+ changes; nothing was written$/u).waitFor(LONG);
  return page.getByRole('heading', { name: /^Preview \d+$/u }).innerText();
}

/** A state that the last preview would create, made by hand meanwhile. */
async function makeStateByHand(page: Page): Promise<void> {
  const run = /\/runs\/(\d+)/u.exec(page.url())?.[1] ?? '';
  const answer = await page.request.get(
    `/api/v1/runs/${run}/operations?domain=geography&kind=create&limit=1`,
  );
  const { items } = (await answer.json()) as {
    items: { key: string; values: Record<string, string> }[];
  };
  const { key = '', values = {} } = items[0] ?? {};
  const [code = ''] = key.split(':');
  const [country] = rig.odoo.control.records('res.country', [['code', '=', code]]);
  rig.odoo.control.create('res.country.state', [
    { name: values['name'] ?? '', code: values['code'] ?? '', country_id: Number(country?.['id'] ?? 0) },
  ]);
}

it('a preview reads like a diff, and is refused where the world has moved', STORY, async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/runs');
  await page.getByRole('heading', { name: 'No run yet' }).waitFor();
  await page.getByRole('button', { name: 'Make the first preview' }).click();
  await page.getByRole('heading', { name: 'Preview 1' }).waitFor(LONG);
  await page.getByText(/^This preview has [\d,]+ changes; nothing was written$/u).waitFor(LONG);

  // Nothing is wider than a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewportSize({ width: 1280, height: 800 });

  // It reads like a diff: domains, folded groups, and what is in them only when it is looked at.
  const geography = page.getByRole('region', { name: 'Countries & States' });
  const created = geography.getByRole('button', { name: /^Create/u });
  expect(await created.getAttribute('aria-expanded')).toBe('false');
  expect(await geography.locator('li[data-kind=create] dd').count()).toBe(0);
  await created.click();
  await geography.locator('li dd').first().waitFor();
  await page.getByRole('button', { name: 'Close all' }).click();
  expect(await geography.locator('li').count()).toBe(0);

  // Searched and filtered in the address.
  await page.getByRole('textbox', { name: 'Search by name or code' }).fill('jalis');
  await page.getByText('Jalisco', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('jalis');
  await page.getByRole('textbox', { name: 'Search by name or code' }).fill('nothing like it');
  await page.getByText('No change matches.').waitFor();
  await page.getByRole('textbox', { name: 'Search by name or code' }).fill('');
  await page.getByText(/^Link \([\d,]+\)$/u).click();
  await page.waitForURL(/kind=link/u);
  await created.waitFor({ state: 'hidden' });

  // The world moves: which change and why is shown, and nothing is written.
  await makeStateByHand(page);
  const states = rig.odoo.control.records('res.country.state').length;
  await page.getByRole('button', { name: /^Apply [\d,]+ changes$/u }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply/u })
    .click();
  await page.getByText('This preview was refused: the situation has changed').waitFor(LONG);
  await page
    .getByText(/would not be the same/u)
    .first()
    .waitFor();
  await page.getByText('Error code plan.moved_on').first().waitFor();
  expect(await page.getByRole('button', { name: /^Apply/u }).count()).toBe(0);
  expect(rig.odoo.control.records('res.country.state')).toHaveLength(states);

  await page.getByRole('button', { name: 'Make a new preview' }).click();
  await page.getByText(/^This preview has [\d,]+ changes; nothing was written$/u).waitFor(LONG);
  await context.close();
});

it('a preview is discarded, and another one applied', STORY, async () => {
  const { page, context } = await rig.signedIn();
  const states = rig.odoo.control.records('res.country.state').length;
  await page.goto('/backends/shop/runs');
  await page
    .getByRole('link', { name: /^Preview \d+$/u })
    .first()
    .click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('This preview was discarded').waitFor();
  expect(await page.getByRole('button', { name: /^Apply/u }).count()).toBe(0);

  const name = await makePreview(page);
  // A write in the middle takes long enough to be seen.
  rig.odoo.control.fault({
    ...{ at: 5, action: { kind: 'delay', ms: 6_000 } },
    only: { model: 'res.country.state', call: 'load' },
  });
  await page.getByRole('button', { name: /^Apply [\d,]+ changes$/u }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply/u })
    .click();
  // What it is doing, live.
  await page
    .getByText(/^Writing .+: [\d,]+ of [\d,]+$/u)
    .first()
    .waitFor(LONG);
  await page.getByText('This preview was applied').waitFor({ timeout: 120_000 });
  expect(rig.odoo.control.records('res.country.state').length).toBeGreaterThan(states);
  await page.getByRole('link', { name: 'Show the result of each change' }).click();
  await page.getByRole('heading', { name: /^Sync \d+$/u }).waitFor();
  await page.getByRole('link', { name, exact: true }).waitFor();
  await page.getByRole('region', { name: 'Countries & States' }).getByText('Created').waitFor();
  await page.getByRole('heading', { name: 'Time per domain' }).waitFor();
  await context.close();
});

it('a sync is stopped, and says so', STORY, async () => {
  const { page, context } = await rig.signedIn();
  for (let index = 1; index <= 60; index += 1)
    rig.woo.control.putState('AL', { code: `AL-S${index}`, name: `Stopped number ${index}` });
  // Each batch takes long enough for a click.
  rig.odoo.control.fault({
    only: { model: 'res.country.state', call: 'load' },
    action: { kind: 'delay', ms: 5000 },
  });
  await page.goto('/backends/shop');
  await page.getByRole('button', { name: 'SYNC METADATA' }).click();
  await page
    .getByText(/^Writing Countries & States/u)
    .first()
    .waitFor(LONG);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Stop Sync \d+\?$/u });
  await dialog.getByText(/What was changed stays/u).waitFor();
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByText('The last run was stopped').waitFor(LONG);
  await page.getByText(/^Stopped by a user after /u).waitFor();
  rig.odoo.control.clearFaults();
  await page.goto('/backends/shop/runs');
  await page.getByRole('row').filter({ hasText: 'Stopped' }).getByRole('link').first().click();
  await page.getByText('This run was stopped').waitFor();
  expect(await page.getByRole('button', { name: /Stop/u }).count()).toBe(0);
  await context.close();
});

it('all changes come as files', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/backends/shop/runs?kind=sync');
  await page
    .getByRole('link', { name: /^Sync \d+$/u })
    .first()
    .waitFor();
  expect(await page.getByRole('link', { name: /^Preview \d+$/u }).count()).toBe(0);
  await page
    .getByRole('link', { name: /^Sync \d+$/u })
    .first()
    .click();
  for (const format of ['CSV', 'JSON']) {
    const [file] = await Promise.all([
      page.waitForEvent('download', LONG),
      page.getByRole('link', { name: `Download all changes as ${format}` }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^run-\\d+\\.${format.toLowerCase()}$`, 'u'));
  }
  await context.close();
});

it('a viewer reads a plan and decides nothing, not over the API either', async () => {
  const { page: admin, context: first } = await rig.signedIn();
  await admin.goto('/backends/shop');
  // Something to plan.
  const [gateway] = rig.woo.control.data().gateways;
  rig.woo.control.changeGateway(gateway?.id ?? '', { title: 'Paid another way' });
  await admin.getByRole('button', { name: 'Preview', exact: true }).click();
  await admin.getByText('Ready to apply').waitFor(LONG);
  const path = new URL(admin.url()).pathname;
  await admin.goto('/users');
  await admin.getByRole('button', { name: 'Add user' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Login').fill('vera');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('radio', { name: /^Viewer/u }).check();
  await dialog.getByRole('button', { name: 'Add user' }).click();
  await admin.getByRole('cell', { name: 'Viewer' }).waitFor();
  await first.close();

  const { page, context } = await rig.open();
  await page.goto(`/sign-in?then=${encodeURIComponent(path)}`);
  await page.getByLabel('Login').fill('vera');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Ready to apply').waitFor();
  for (const name of [/^Apply/u, 'Discard', 'SYNC METADATA'])
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  await page.goto('/backends/shop/schedule');
  await page.getByRole('heading', { name: 'Check' }).waitFor();
  expect(await page.getByRole('button', { name: /schedule/u }).count()).toBe(0);
  await page.goto('/backends/shop/connection');
  await page.getByText("The user's value stays, and the difference is listed for review.").waitFor();
  expect(await page.getByRole('button', { name: /Save|Change|Remove/u }).count()).toBe(0);
  const run = path.split('/').at(-1) ?? '';
  const answers = await page.evaluate(async (id) => {
    const { session } = (await (await fetch('/api/v1/session')).json()) as {
      session: { csrfToken: string };
    };
    const headers = { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken };
    const send = async (method: string, to: string, body?: object) =>
      (await fetch(`/api/v1${to}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })).status;
    return [
      await send('POST', `/runs/${id}/apply`),
      await send('POST', `/runs/${id}/discard`),
      await send('POST', `/runs/${id}/stop`),
      await send('PUT', '/backends/shop/schedules/sync', { everyMinutes: 60 }),
      await send('PATCH', '/backends/shop', { environment: 'staging' }),
      await send('DELETE', '/backends/shop'),
    ];
  }, run);
  expect(answers).toEqual([403, 403, 403, 403, 403, 403]);
  await context.close();
});
