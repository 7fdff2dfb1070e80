import { describe, expect, it } from 'vitest';
import { changesOf, expectSettled, methodsOf, reviewsOf, useShops } from './small-shop.ts';

describe('a company with another currency than the store', () => {
  const openShop = useShops();

  it('gets carriers for what is free, and a clear word for what has a price', async () => {
    const shop = await openShop(18);
    const { control } = shop.odoo;
    const [euro] = control.records('res.currency', [['name', '=', 'EUR']]);
    control.write('res.currency', [Number(euro?.['id'])], { active: true });
    control.write('res.company', [1], { currency_id: Number(euro?.['id']) });
    const report = await shop.sync();
    const made = methodsOf(report).filter(({ kind }) => kind === 'create');
    expect(made.map(({ subject }) => subject.label)).toEqual(['Pickup', 'Free']);
    const refused = methodsOf(report).filter(({ kind }) => kind === 'unsupported');
    expect(refused).toHaveLength(9);
    for (const { reason, rule } of refused) {
      expect(rule).toBe('currency');
      expect(reason).toBe("its price is in USD, and the company's currency is EUR");
    }
    expect(reviewsOf(report).map(({ message }) => message)).toEqual([
      "9 shipping methods have prices in USD, which is not the company's currency (EUR): no delivery method was made for them.",
    ]);
    const again = await expectSettled(shop);
    expect(changesOf(again)).toHaveLength(9);
  });
});
