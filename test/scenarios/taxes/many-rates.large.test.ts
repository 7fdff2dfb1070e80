import { expect, it } from 'vitest';
import { countOperations } from '../../../src/core/plan.ts';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig } from '../../testing/rig.ts';

const RATES = 50_000;
/** A batch of the app's rows is 500, so the rates alone take 100. */
const MAX_WRITES = 160;

it('brings 50,000 ZIP rates in less than 160 writing calls, and then none', async () => {
  const rig = await startRig({ app: true, domains: ['geography', 'taxes'] });
  try {
    rig.woo.control.setRates([]);
    rig.woo.control.generateZipRates(RATES);
    const first = await rig.sync();
    expect(rig.odoo.control.counts().writes).toBeLessThan(MAX_WRITES);
    const taxes = first.plan?.domains.find(({ domain }) => domain === 'taxes');
    const rates = (taxes?.operations ?? []).filter(({ subject }) => subject.type === 'tax_rate');
    expect(countOperations(rates)).toMatchObject({ link: RATES });
    expect(first.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    const shown = rowsOf(rig.odoo, 'x_woo_tax_rate');
    expect(shown).toHaveLength(RATES);
    expect(shown.filter((row) => typeof row['x_tax_id'] !== 'number')).toEqual([]);
    // 254 percentages, some of them charged together: a few hundred taxes, not thousands.
    expect(rowsOf(rig.odoo, 'x_woo_tax').length).toBeLessThan(1_000);

    rig.odoo.control.reset();
    const second = await rig.sync();
    expect(second.outcomes).toEqual([]);
    // The rates are counted: none of their operations is made.
    const kept = second.plan?.domains.find(({ domain }) => domain === 'taxes');
    expect(countOperations([], kept?.kept).keep).toBe(RATES);
    expect(kept?.operations.filter(({ subject }) => subject.type === 'tax_rate')).toEqual([]);
    // The claim of the backend's row, and the end.
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
}, 400_000);
