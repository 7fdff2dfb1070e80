import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, startPageRig, type PageRig } from './page-rig.ts';

let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig();
});
afterAll(() => rig.close());

it('from the link on the terminal to the first user, out and in again', async () => {
  const { page, context } = await rig.open();
  await page.goto('/');
  await page.getByText('There is no user yet.').waitFor();

  await page.goto(rig.setupLink);
  await page.getByLabel('Login').fill('anna');
  await page.getByRole('textbox', { name: 'Password, at least' }).fill(PASSWORD);
  await page.getByRole('textbox', { name: 'Repeat' }).fill(`${PASSWORD}!`);
  const create = page.getByRole('button', { name: 'Create and sign in' });
  await create.click();
  await page.getByText('The two passwords differ.').waitFor();
  await page.getByRole('textbox', { name: 'Repeat' }).fill(PASSWORD);
  await create.click();
  await page.getByRole('heading', { name: 'Backends', level: 1 }).waitFor();
  expect(await page.title()).toBe('Backends · Odoo WooCommerce Connector');

  await page.getByRole('button', { name: 'Your account: anna' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect((await context.request.get('/api/v1/session')).status()).toBe(401);

  // An address behind the sign-in leads there afterwards.
  await page.goto('/account');
  await page.getByLabel('Login').fill('anna');
  await page.getByRole('textbox', { name: 'Password' }).fill('four wrong words together');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor();
  expect(rig.faults).toEqual([]);
  await context.close();
});
