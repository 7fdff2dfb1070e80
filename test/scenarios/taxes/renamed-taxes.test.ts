import { afterEach, expect, it } from 'vitest';
import { DOMAIN_NAMES } from '../../../src/core/operation.ts';
import { rowOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

it('a tax that more countries share from now on is shown by its new name in the same sync', async () => {
  rig = await startRig({ app: true, domains: DOMAIN_NAMES });
  const { odoo, woo } = rig;
  await rig.sync();
  const five = () => rowOf(odoo, 'x_woo_tax', { x_key: '5-excl-1' });
  expect(five()['x_name']).toBe('CA GST 5%');
  const named = (name: string) => odoo.control.records('account.tax', [['name', '=', name]]).length;
  expect([named('CA GST 5%'), named('Tax 5%')]).toEqual([1, 0]);

  woo.control.generateZipRates(1_000);
  await rig.sync();
  expect([named('CA GST 5%'), named('Tax 5%')]).toEqual([0, 1]);
  expect(five()['x_name']).toBe('Tax 5%');
  odoo.control.reset();
  const again = await rig.sync();
  expect(again.message).not.toContain('rows of the Odoo app written');
  // The claim and the end.
  expect(odoo.control.counts().writes).toBe(2);
});
