import { afterEach, describe, expect, it } from 'vitest';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** The state's rate at the store's own address: with it the tax of the standard class changes. */
const STATE_RATE = {
  ...{ id: 4, country: 'US', state: 'CA', postcodes: [], cities: [], rate: '7.5000', name: 'CA State Tax' },
  ...{ priority: 1, compound: false, shipping: false, order: 3, class: 'standard' },
};
const BEFORE = 'Standard rate 8.625%';
const AFTER = 'Standard rate 8.875%';

describe.each(EACH_SERIES)('the tax of a class that is the default sale tax, Odoo %i', (series) => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('stays, and is mapped, until the default is another one: new products would get none', async () => {
    rig = await startRig({ odoo: { series }, domains: ['geography', 'taxes'] });
    const { control } = rig.odoo;
    const taxOf = (name: string) => {
      const [tax] = control.records('account.tax', [
        ['name', '=', name],
        ['active', 'in', [true, false]],
      ]);
      if (tax === undefined) throw new Error(`no tax ${name}`);
      return { id: Number(tax['id']), active: tax['active'] };
    };
    const setDefault = (id: number) => control.write('res.company', [1], { account_sale_tax_id: id });
    const inFrance = (id: number) =>
      control.quote({ country: 'FR', lines: [{ taxIds: [id], price: '100', qty: 1 }] }).amountTax;
    await rig.sync();
    const former = taxOf(BEFORE).id;
    setDefault(former);
    rig.woo.control.putRate(STATE_RATE);

    const run = await rig.sync();
    const notes = run.plan?.domains.flatMap((domain) => domain.notes) ?? [];
    expect(notes.filter(({ level }) => level === 'review')).toMatchObject([{ code: 'products_former_tax' }]);
    expect(taxOf(BEFORE).active).toBe(true);
    expect([inFrance(former), inFrance(taxOf(AFTER).id)]).toEqual(['20.00', '20.00']);
    expect((await rig.sync()).outcomes).toEqual([]);

    setDefault(taxOf(AFTER).id);
    await rig.sync();
    expect(taxOf(BEFORE).active).toBe(false);
    expect((await rig.sync()).outcomes).toEqual([]);
  });
});
