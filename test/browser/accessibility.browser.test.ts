import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { startPageRig, type PageRig } from './page-rig.ts';
import { PAGES } from './pages.ts';

let rig: PageRig;
beforeAll(async () => {
  rig = await startPageRig({ app: true });
  await rig.add('shop');
  expect(await rig.cli.run('sync')).toMatchObject({ code: 0 });
});
afterAll(() => rig.close());

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  // What is still fading in has not its own colours yet.
  const look = { colorScheme, reducedMotion: 'reduce' } as const;
  it.each(PAGES)('axe finds nothing on $name', async ({ path, ready, open }) => {
    const { page, context } = await (open === true ? rig.open(look) : rig.signedIn(look));
    await page.goto(path.replace('{backend}', 'shop'));
    await page.locator(ready).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  it('axe finds nothing in the menu of a phone, nor in a dialog', async () => {
    const { page, context } = await rig.signedIn({ ...look, viewport: { width: 390, height: 844 } });
    await page.goto('/users');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'API tokens' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('navigation').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });
});

it('everything can be reached by keyboard: past the navigation, into a menu and out again', async () => {
  const { page, context } = await rig.signedIn();
  await page.goto('/');
  await page.getByRole('link', { name: 'shop' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  const menu = page.getByRole('button', { name: 'Your account: anna' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Your account' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'Your account' }).waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: 'shop' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'shop', level: 1 }).waitFor();
  expect(rig.faults).toEqual([]);
  await context.close();
});
