import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCaller } from './caller.ts';

const CLONE = { npm_package_name: 'odoo-woocommerce-connector' };

it.each([
  [{}, 'woo-odoo'],
  [{ ...CLONE, npm_lifecycle_event: 'woo-odoo' }, 'npm run -s woo-odoo --'],
  [{ ...CLONE, npm_lifecycle_event: 'start' }, 'npm run -s woo-odoo --'],
  // The demo and the tests call it by themselves; another package may have a script of that name that calls the installed one.
  [{ ...CLONE, npm_lifecycle_event: 'demo' }, 'woo-odoo'],
  [{ npm_package_name: 'my-shop', npm_lifecycle_event: 'start' }, 'woo-odoo'],
])('with %j the user types %s', (environment, program) => {
  expect(readCaller(environment).program).toBe(program);
});

it.each([
  [{}, 'less'],
  [{ PAGER: 'more -s' }, 'more -s'],
  [{ PAGER: '' }, null],
  [{ PAGER: 'cat' }, null],
])('with %j long output goes through %s', (environment, pager) => {
  expect(readCaller(environment).pager).toBe(pager);
});

it('knows the folder of the clone whose sources run', () => {
  const folder = join('/home', 'anna', 'connector');
  expect(readCaller({}, join(folder, 'src', 'config', 'caller.ts')).clone).toBe(folder);
  expect(readCaller({}, join(folder, 'dist', 'bin.js')).clone).toBeNull();
});
