import { describe, expect, it } from 'vitest';
import { TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  boundTax,
  charged,
  conflictsOf,
  destination,
  expectSettled,
  operationOf,
  rate,
  taxesOf,
  taxOf,
} from './small-shop.ts';
import { useShops, type Shop } from './small-shop.ts';

/** Tables with more different percentages than anybody's tax law has. */
const open = useShops();

/** Thirty ZIPs of California, each with a percentage of its own. */
const RATES = Array.from({ length: 30 }, (_, at) =>
  rate(200 + at, 'US', `${at + 1}.0000`, { state: 'CA', postcodes: [String(90_100 + 2 * at)] }),
);
const POSITIONS = 5;
const LIMIT = 8;
/** The last in the alphabet of places, and so beyond the limit of positions. */
const BEYOND = 229;

async function shopWith(series: Parameters<typeof open>[0], positions = POSITIONS): Promise<Shop> {
  const shop = await open(series);
  shop.woo.control.setRates(RATES);
  shop.woo.control.setSetting('general', 'woocommerce_store_postcode', '90100');
  await shop.database.backends.change(shop.backend.id, { taxPositionLimit: positions });
  return shop;
}

const created = ({ odoo }: Shop) =>
  odoo.control
    .records(TAX_MODEL)
    .filter(({ id }) => odoo.control.externalIds(TAX_MODEL)[Number(id)]?.includes('__woo_sync__'));
const noteOf = (report: Parameters<typeof taxesOf>[0]) =>
  taxesOf(report).notes.find(({ code }) => code === 'many_taxes');
const question = { domain: 'taxes', values: { tax_rate: String(BEYOND) } } as const;
const resolved = async ({ backend, engine }: Shop) =>
  (
    await engine.resolve(
      { ...backend, taxLimit: LIMIT, taxPositionLimit: POSITIONS },
      question,
      () => undefined,
    )
  )[0];

describe.each(EACH_SERIES)('more different taxes than the limit, Odoo %i', (series) => {
  it('asks once; what no position can use is not created, and is when an order names it', async () => {
    const shop = await shopWith(series);
    const report = await shop.sync({ taxLimit: LIMIT, allowRemovals: true });
    expect(conflictsOf(report)).toEqual([]);
    expect(created(shop).length).toBeLessThanOrEqual(LIMIT + 3);
    expect(noteOf(report)).toMatchObject({ level: 'review' });
    expect(report.message).toContain('different taxes, more than the limit of 8');
    expect(await boundTax(shop, BEYOND)).toBeUndefined();
    const bare = operationOf(report, 'tax_rate', String(BEYOND));
    expect(bare).toMatchObject({ kind: 'keep', rule: 'unused' });
    expect(bare.reason).toContain(`woo-odoo sync --tax-rate ${BEYOND}`);
    const again = await shop.sync({ taxLimit: LIMIT });
    expect(again.outcomes).toEqual([]);
    // It was asked, and the table is still the same.
    expect(noteOf(again)).toMatchObject({ level: 'info' });

    await shop.database.backends.change(shop.backend.id, { taxLimit: LIMIT });
    expect(await resolved(shop)).toMatchObject({ status: 'none', rule: 'unused' });
    await shop.sync({ orderedRates: [BEYOND] });
    expect(await resolved(shop)).toMatchObject({ status: 'found' });
    const own = taxOf(shop.odoo, destination(series, '30-excl-1', 'class-standard-1-excl')).id;
    expect((await boundTax(shop, BEYOND))?.odooId).toBe(own);
    const kept = await shop.sync({ taxLimit: LIMIT });
    expect(kept.outcomes).toEqual([]);
    expect((await boundTax(shop, BEYOND))?.odooId).toBe(own);
  });

  it('creates all of them where that is wanted, and archives none when the limit is back', async () => {
    const shop = await shopWith(series);
    await shop.sync({ taxLimit: 100, allowRemovals: true });
    expect((await boundTax(shop, BEYOND))?.archivedAt).toBeNull();
    const report = await shop.sync({ taxLimit: LIMIT });
    expect(report.outcomes).toEqual([]);
  });

  it('where positions use too many, none is created before a user agrees', async () => {
    const shop = await shopWith(series, 100);
    const report = await shop.sync({ taxLimit: LIMIT, allowRemovals: true });
    expect(conflictsOf(report).every((line) => / tax .*: many$| fiscal_position .*: tax$/u.test(line))).toBe(
      true,
    );
    expect(noteOf(report)?.message).toMatch(/\d+ taxes wait for a decision/u);
    const agreed = await shop.sync({ taxLimit: 100 });
    expect(conflictsOf(agreed)).toEqual([]);
    const product = taxOf(shop.odoo, 'class-standard-1-excl').id;
    expect(charged(shop.odoo, product, { country: 'US', state: 'CA', zip: '90110' })).toBe('6.00');
    await expectSettled(shop);
  });
});
