import { beforeEach, describe, expect, it } from 'vitest';
import { taxExternalId } from '../../../src/domains/shared/class-taxes.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import { carrierOf, expectSettled, templateOf, useShops, type Shop } from './small-shop.ts';

/** The rate at the store's own address: what products of the standard class carry. */
const HOME = {
  ...{ id: 90, country: 'US', state: 'CA', postcodes: [], cities: [], name: 'Sales tax' },
  ...{ priority: 1, compound: false, shipping: true, order: 0, class: 'standard' },
};

describe.each(EACH_SERIES)(
  'the tax of a class changes, which only delivery products carry, Odoo %i',
  (series) => {
    const openShop = useShops();
    let shop: Shop;
    beforeEach(async () => {
      shop = await openShop(series);
      shop.woo.control.putRate({ ...HOME, rate: '7.2500' });
      await shop.sync({});
      shop.woo.control.putRate({ ...HOME, rate: '8.0000' });
      shop.odoo.control.reset();
    });

    const taxOf = (key: string) => {
      const id = shop.odoo.control.resolve(taxExternalId(1, key));
      const [found] = shop.odoo.control.records('account.tax', [['id', '=', id ?? 0]]);
      return found;
    };
    const former = () => taxOf('class-standard-7.25-excl');
    const taxesOfProduct = (instance: number) =>
      templateOf(shop.odoo, carrierOf(shop, instance)['product_id'])?.['taxes_id'];
    const outcomeOf = ({ outcomes }: RunReport, key: string) =>
      outcomes.find((each) => each.domain === 'taxes' && each.key === key);

    it('is complete after one sync, which archives the former tax behind the products', async () => {
      const { engine, odoo } = shop;
      expect(former()?.['active']).toBe(true);
      const plan = await engine.plan(shop.backend, {}, () => undefined);
      const planned = plan.domains
        .flatMap(({ operations }) => operations)
        .find(({ kind, subject }) => kind === 'archive' && subject.key === 'class-standard-7.25-excl');
      expect(planned?.usedUntil).toContain('delivery_product 101');
      odoo.control.reset();

      const report = await shop.sync();
      expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
      expect(former()?.['active']).toBe(false);
      expect(taxesOfProduct(101)).toEqual([taxOf('class-standard-8-excl')?.['id']]);
      const written = odoo.control.log().filter(({ call, changes }) => call === 'load' && changes > 0);
      const models = written.map(({ model }) => model);
      expect(models.lastIndexOf('account.tax')).toBeGreaterThan(models.lastIndexOf('product.product'));
      await expectSettled(shop);
    });

    it('keeps the former tax where a product could not be changed, and gives it up by the next sync', async () => {
      shop.odoo.control.fault({
        action: { kind: 'status', status: 403 },
        only: { model: 'product.product', call: 'load' },
        always: true,
      });
      const report = await shop.sync();
      shop.odoo.control.clearFaults();
      expect(outcomeOf(report, 'class-standard-7.25-excl')).toMatchObject({
        status: 'skipped',
        message: 'skipped, because "Courier" could not be changed and may still need it',
      });
      expect(former()?.['active']).toBe(true);

      await shop.sync();
      expect(former()?.['active']).toBe(false);
      await expectSettled(shop);
    });

    it.each([
      ['before its products are changed', 0],
      ['behind its products', 1],
    ])('is archived by the next sync where a run is stopped %s', async (_when, least) => {
      const asked = new AbortController();
      const request = { kind: 'sync', origin: 'cli', stop: asked.signal } as const;
      const report = await shop.engine.runJob(shop.backend.id, request, (progress) => {
        if (progress.step === 'writing' && progress.model === 'product.product' && progress.done >= least)
          asked.abort('the process ends');
      });
      expect(outcomeOf(report, 'class-standard-7.25-excl')).toMatchObject({ isNotDone: true });
      expect(former()?.['active']).toBe(true);
      const carried = least === 0 ? former() : taxOf('class-standard-8-excl');
      expect(taxesOfProduct(101)).toEqual([carried?.['id']]);

      await shop.sync();
      expect(former()?.['active']).toBe(false);
      await expectSettled(shop);
    });

    it('keeps it where shipping is not synced, or a user changed one of the products', async () => {
      const { odoo } = shop;
      await shop.sync({ domains: ['geography', 'taxes'] });
      expect(former()?.['active']).toBe(true);

      const id = templateOf(odoo, carrierOf(shop, 101)['product_id'])?.id ?? 0;
      odoo.control.write('product.template', [id], { name: 'Kept by hand' });
      const before = taxesOfProduct(101);
      await shop.sync();
      expect(taxesOfProduct(101)).toEqual(before);
      expect(former()?.['active']).toBe(true);
      expect(taxesOfProduct(103)).toEqual([taxOf('class-standard-8-excl')?.['id']]);
      await expectSettled(shop);
    });
  },
);
