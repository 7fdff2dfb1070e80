import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRig, type Rig } from '../../testing/rig.ts';

describe('shipping explain', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ domains: ['geography', 'taxes', 'shipping'] });
  });
  afterAll(() => rig.close());

  const explain = (values: Readonly<Record<string, string>>) =>
    rig.engine.explain(rig.backend, { domain: 'shipping', values }, () => undefined);

  it('cannot tell before the carriers are there', async () => {
    const { reason, verdict } = await explain({ country: 'DE', postcode: '10117' });
    expect(verdict).toBe('unknown');
    expect(reason).toContain('Fahrradkurier');
  });

  it('writes nothing, and puts both sides beside each other', async () => {
    await rig.sync();
    rig.odoo.control.reset();
    const { results, tables, verdict } = await explain({ country: 'US', state: 'ny', qty: '3', total: '20' });
    expect(rig.odoo.control.counts().writes).toBe(0);
    expect(results).toEqual([
      { name: 'store', value: 'US ground 16.00' },
      { name: 'Odoo', value: 'US ground 16.00' },
    ]);
    expect(verdict).toBe('agree');
    expect(tables[0]?.rows.map(([, name, taken]) => [name, taken])).toEqual([
      ['Berlin 10115-10119', 'no'],
      ['California', 'no'],
      ['US rest', 'taken'],
    ]);
    expect(tables[1]?.rows.map((row) => row.slice(0, 4))).toEqual([
      ['4', 'US ground', '16.00', '16.00'],
      ['5', 'US express (off)', 'not offered', 'no carrier'],
      ['6', 'Free with coupon or 150', 'not offered', 'not offered'],
    ]);
  });

  it('agrees where an earlier zone takes the postcode, and a later one only has other ones', async () => {
    const { results, verdict } = await explain({
      ...{ country: 'DE', postcode: '10117', qty: '3', total: '59.97' },
    });
    expect(verdict).toBe('agree');
    expect(results.map(({ value }) => value)).toEqual([
      'Fahrradkurier 4.90, Pick up Kreuzberg 0.00',
      'Fahrradkurier 4.90, Pick up Kreuzberg 0.00',
    ]);
    const elsewhere = await explain({ country: 'DE', postcode: '80331', qty: '3', total: '59.97' });
    expect([elsewhere.verdict, elsewhere.results[1]?.value]).toEqual([
      'agree',
      'EU Päckchen (DE) 12.50, Abholung Berlin (DE) 3.00',
    ]);
  });

  it('counts the total with tax in Odoo, as real servers of each series do, once the tax is given', async () => {
    const ask = { country: 'US', state: 'NY', qty: '5', total: '149' };
    const untaxed = await explain(ask);
    expect([untaxed.verdict, untaxed.reason]).toEqual(['agree', expect.stringContaining('--tax')]);
    const taxed = await explain({ ...ask, tax: '13.22' });
    expect(taxed.verdict).toBe('differ');
    expect(taxed.results[1]?.value).toContain('Free with coupon or 150 0.00');
    expect(taxed.results[0]?.value).not.toContain('Free');
    // A cart that shows its prices with tax compares them so, too.
    rig.woo.control.setSetting('tax', 'woocommerce_tax_display_cart', 'incl');
    expect(await explain({ ...ask, tax: '13.22' })).toMatchObject({ verdict: 'agree' });
    rig.woo.control.setSetting('tax', 'woocommerce_tax_display_cart', 'excl');
    await expect(explain({ ...ask, tax: 'much' })).rejects.toMatchObject({ code: 'shipping.question' });
  });

  it('names the limitation where they differ', async () => {
    const bulky = await explain({ country: 'US', state: 'CA', class: 'bulky', qty: '1', total: '10' });
    expect(bulky.reason).toContain('Odoo has no shipping classes');
  });

  it('respects what people set on a carrier: in Odoo’s units, and as far as that is known', async () => {
    const { control } = rig.odoo;
    const [courier] = control.records('delivery.carrier', [['name', '=', 'Fahrradkurier']]);
    const limit = (values: Record<string, unknown>) =>
      control.write('delivery.carrier', [Number(courier?.['id'])], values as never);
    // The store weighs in pounds, this Odoo in kilograms: 22 lbs are 9.98 kg.
    limit({ max_weight: 10 });
    const at = { country: 'DE', postcode: '10117', qty: '1', total: '10' };
    const offers = async (weight: Readonly<Record<string, string>>) => {
      const { tables } = await explain({ ...at, ...weight });
      return tables[1]?.rows.find(([key]) => key === '10')?.[3];
    };
    expect(await offers({ weight: '22' })).toBe('4.90');
    expect(await offers({ weight: '23' })).toBe('not offered');
    expect(await offers({})).toBe('unknown');
    limit({ max_weight: 0, max_volume: 1 });
    expect(await offers({ weight: '1' })).toBe('unknown');
    limit({ max_volume: 0 });
    expect(await offers({})).toBe('4.90');
  });

  it.each([
    [{ country: 'Germany' }, 'is no code of a country'],
    [{ country: 'XX' }, 'lists no country XX'],
    [{ country: 'US', state: 'ZZ' }, 'lists no state ZZ of US'],
    [{ country: 'DE', qty: '0' }, 'is no quantity'],
    [{ country: 'DE', total: '1,5' }, 'is no total'],
    [{ country: 'DE', class: 'heavy' }, 'has no shipping class "heavy"'],
  ])('shows what it does not understand: %o', async (values, words) => {
    await expect(explain(values as Record<string, string>)).rejects.toThrow(words);
  });
});
