import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countOperations } from '../../../src/core/plan.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { methodsOf, shippingOf, templateOf } from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** How well each method of the recorded store is represented in Odoo. */
const REPORTS = {
  '1 Flat rate CA': 'limited',
  '2 Free over $75': 'limited',
  '3 Pickup SF': 'exact',
  '4 US ground': 'limited',
  '5 US express (off)': 'exact',
  '6 Free with coupon or 150': 'limited',
  '7 EU Päckchen': 'limited',
  '8 EU free': 'limited',
  '9 Abholung Berlin': 'limited',
  '10 Fahrradkurier': 'exact',
  '11 Pick up Kreuzberg': 'exact',
  '12 Asia': 'limited',
  '13 International': 'exact',
  '14 Free shipping': 'exact',
};

describe.each(EACH_SERIES)('shipping of the recorded store in Odoo %i', (series) => {
  let rig: Rig;
  let first: RunReport;
  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, domains: ['geography', 'taxes', 'shipping'] });
    first = await rig.sync();
  });
  afterAll(() => rig.close());

  it('accounts for every method, and reports what Odoo does not support', () => {
    const reports = methodsOf(first).map(({ subject: { details, key, label } }) => [
      `${key} ${label}`,
      details?.['report'],
    ]);
    expect(Object.fromEntries(reports)).toEqual(REPORTS);
    for (const { subject } of methodsOf(first)) {
      const { limitation, report } = subject.details ?? {};
      expect(limitation !== '', subject.label).toBe(report === 'limited');
    }
  });

  it('makes a carrier for all but the disabled one', () => {
    expect(countOperations(shippingOf(first).operations)).toEqual({
      // 13 carriers and 2 more for Germany alone, with their products, and 3 zip prefixes.
      ...{ create: 33, keep: 1 },
      ...{ link: 0, update: 0, archive: 0, conflict: 0, unsupported: 0 },
    });
    expect(shippingOf(first).notes).toEqual([]);
    const outcomes = first.outcomes.filter(({ domain }) => domain === 'shipping');
    expect(outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
  });

  it('keeps what is offered to nobody out of the form of Odoo, which asks places only', () => {
    const { control } = rig.odoo;
    const [nobody] = control.records('delivery.zip.prefix', [['name', '=', '(?!)NOBODY']]);
    const hidden = control
      .records('delivery.carrier')
      .filter(({ zip_prefix_ids: zips }) => (zips as unknown[]).includes(nobody?.['id']));
    expect(hidden.map(({ name }) => name).sort()).toEqual(['EU free', 'Free shipping', 'International']);
  });

  it('gives no two carriers one product, and each the tax of shipping or none', () => {
    const carriers = rig.odoo.control.records('delivery.carrier');
    const products = carriers.map(({ product_id: product }) => product);
    expect(products).toHaveLength(16);
    expect(new Set(products).size).toBe(products.length);
    const freight = first.outcomes.find(({ key, type }) => type === 'tax_class' && key === 'ship:standard');
    const made = first.outcomes.filter(({ type }) => type === 'delivery_product');
    for (const { key, odooId } of made) {
      const product = templateOf(rig.odoo, odooId);
      expect(product).toMatchObject({ type: 'service', sale_ok: false });
      const isUntaxed = key === '3' || key === '13';
      expect(product?.['taxes_id'], key).toEqual(isUntaxed ? [] : [freight?.odooId]);
    }
  });

  it('has nothing to do in a second run', async () => {
    const second = await rig.sync();
    expect(second.outcomes).toEqual([]);
    const { keep, ...changes } = countOperations(shippingOf(second).operations);
    expect(keep).toBe(34);
    expect(Object.values(changes)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
