import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, startPageRig, type PageRig } from './page-rig.ts';

let rig: PageRig;
beforeAll(async () => {
  // Several batches: a run that is over at once shows no progress.
  rig = await startPageRig({ env: { WOO_ODOO_BATCH_SIZE: '200' } });
  await rig.add('shop');
});
afterAll(async () => {
  expect(rig.faults).toEqual([]);
  await rig.close();
});

it('a viewer sees everything and may write nothing, not over the API either', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/users');
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Login').fill('vera');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('radio', { name: /^Viewer/u }).check();
  await dialog.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('cell', { name: 'Viewer' }).waitFor();
  await context.close();

  const { page: viewer, context: other } = await rig.open();
  await viewer.goto('/sign-in');
  await viewer.getByLabel('Login').fill('vera');
  await viewer.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await viewer.getByRole('button', { name: 'Sign in' }).click();
  await viewer.getByRole('link', { name: 'shop' }).click();
  await viewer.getByRole('heading', { name: 'shop', level: 1 }).waitFor();
  expect(await viewer.getByRole('button', { name: 'SYNC METADATA' }).count()).toBe(0);
  expect(await viewer.getByRole('link', { name: 'Users' }).count()).toBe(0);
  await viewer.goto('/users');
  await viewer.getByText('This page is for administrators').waitFor();

  await viewer.goto('/connect');
  await viewer.getByText('This page is for administrators').waitFor();

  // With the token against forged requests, as the page would send it.
  const answers = await viewer.evaluate(async () => {
    const { session } = (await (await fetch('/api/v1/session')).json()) as {
      session: { csrfToken: string };
    };
    const headers = { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken };
    const ask = async (path: string, body: object) =>
      (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    return [
      await ask('/api/v1/backends/shop/runs', { kind: 'sync' }),
      await ask('/api/v1/users', { login: 'x', password: 'four plain words together', role: 'admin' }),
      await ask('/api/v1/tokens', { name: 'x', scope: 'write' }),
    ];
  });
  expect(answers).toEqual([403, 403, 403]);
  await other.close();
});

it('a forged request is refused: without the token, and from another site', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/');
  await page.getByRole('link', { name: 'shop' }).waitFor();
  const code = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/backends/shop/runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"kind":"sync"}',
    });
    return ((await answer.json()) as { code: string }).code;
  });
  expect(code).toBe('account.csrf');

  // A page of another site, on the same machine: browsers stop those of other machines by themselves.
  await page.goto(`${rig.odoo.url.replace('127.0.0.1', 'localhost')}/evil`);
  const answered = page.waitForResponse((response) => response.url() === `${rig.url}/api/v1/session`);
  await page.evaluate((url) => {
    const form = Object.assign(document.createElement('form'), {
      ...{ method: 'post', enctype: 'text/plain', action: `${url}/api/v1/session` },
    });
    document.body.append(form);
    form.submit();
  }, rig.url);
  const answer = await answered;
  expect([answer.status(), await answer.json()]).toMatchObject([403, { code: 'account.origin' }]);
  await context.close();
});

it('a token is shown once, works, and ends when it is revoked', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/tokens');
  await page.getByText('No token yet').waitFor();
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByLabel('Name').fill('monitor');
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  await page.getByText('Your new token').waitFor();
  const text = (await page.locator('pre').innerText()).trim();
  expect(text).toMatch(/^woodoo_/u);
  const ask = () =>
    fetch(`${rig.url}/api/v1/status`, { headers: { authorization: `Bearer ${text}` } }).then(
      ({ status }) => status,
    );
  expect(await ask()).toBe(200);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('cell', { name: 'monitor', exact: true }).waitFor();
  expect(await page.content()).not.toContain(text);

  await page.getByRole('button', { name: 'Revoke monitor' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name: 'Revoked' }).waitFor();
  expect(await ask()).toBe(401);

  await page.goto('/audit');
  await page.getByRole('cell', { name: 'token.revoke' }).waitFor();
  await context.close();
});

it('two tabs at once: what one does is seen in the other, and signing out ends both', async () => {
  const { page: one, context } = await rig.signedIn();
  const two = await context.newPage();
  await one.goto('/backends/shop');
  await two.goto('/');
  await two.getByRole('article').getByText('Never synced').waitFor();
  await one.getByRole('button', { name: 'Preview' }).click();
  await one.getByText('The preview of shop was requested.').waitFor();
  // Not loaded again: the events of the service bring it.
  await two.getByRole('article').getByText('Never synced').waitFor({ state: 'hidden' });
  // A write in the middle takes long enough to be seen.
  rig.odoo.control.fault({
    ...{ at: 3, action: { kind: 'delay', ms: 6_000 } },
    only: { model: 'res.country.state', call: 'load' },
  });
  await one.getByRole('button', { name: 'SYNC METADATA' }).click();
  await two.getByText(/^Writing .+: [\d,]+ of [\d,]+$/u).waitFor({ timeout: 60_000 });
  await two.getByRole('article').getByText('In sync').waitFor({ timeout: 60_000 });

  await one.getByRole('button', { name: 'Your account: anna' }).click();
  await one.getByRole('menuitem', { name: 'Sign out' }).click();
  await one.getByRole('heading', { name: 'Sign in' }).waitFor();
  await two.getByRole('link', { name: 'Users' }).click();
  await two.getByText('Your session has ended').waitFor();
  await two.getByRole('button', { name: 'Sign in' }).first().click();
  await two.getByLabel('Login').fill('anna');
  await two.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await two.getByRole('button', { name: 'Sign in' }).click();
  await two.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  await context.close();
});
