import { describe, expect, it } from 'vitest';
import { ALL_SERIES, expectSettled, useShops, type Shop } from './small-shop.ts';

/** Carriers, products, rules and prefixes with their external ids: the same in every Odoo. */
function contents({ backend, odoo }: Shop): string[] {
  const part = backend.id.slice(0, 8);
  return ['delivery.carrier', 'product.product', 'delivery.price.rule', 'delivery.zip.prefix'].flatMap(
    (model) => {
      const names = odoo.control.externalIds(model);
      return odoo.control
        .records(model)
        .map(({ active, id, name }) => {
          const title = typeof name === 'string' ? name : '';
          const externalId = (names[Number(id)] ?? '').replace(part, 'backend');
          return [model, externalId, title, active === false ? 'archived' : 'in use'].join(' | ');
        })
        .sort();
    },
  );
}

describe.each(ALL_SERIES)('an answer that is lost, Odoo %i', (series) => {
  const openShop = useShops();

  it('makes nothing twice, whatever was being written', async () => {
    const whole = await openShop(series);
    await whole.sync();
    const expected = contents(whole);
    for (const model of ['delivery.zip.prefix', 'product.product', 'delivery.carrier']) {
      const shop = await openShop(series);
      shop.odoo.control.fault({ only: { model, call: 'load' }, action: { kind: 'lostAnswer' } });
      const report = await shop.sync();
      expect(
        report.outcomes.filter(({ status }) => status !== 'applied'),
        model,
      ).toEqual([]);
      expect(contents(shop), model).toEqual(expected);
      await expectSettled(shop);
    }
  });
});
