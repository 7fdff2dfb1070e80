import { describe, expect, it } from 'vitest';
import { classTaxKey } from '../../../src/domains/shared/class-taxes.ts';
import { POSITION_LINE_MODEL, POSITION_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { rowOf } from '../../testing/app-in-odoo.ts';
import { ALL_SERIES } from '../../testing/series.ts';
import {
  changesOf,
  expectSettled,
  FRANCE,
  GERMANY,
  GERMANY_REDUCED,
  rate,
  reviewsOf,
  taxOf,
  useShops,
  type Series,
  type Shop,
} from './small-shop.ts';

/**
 * Business customers with a VAT number whom a fiscal position of the chart of accounts serves: it knows the chart's own
 * taxes alone, and has to treat those of the store's products alike.
 */
const open = useShops();

const EU = 'Business partner EU (with VAT ID)';

/** A German shop whose prices include tax, so that its classes have taxes of their own. */
async function german(series: Series, app = false): Promise<Shop> {
  const shop = await open(series, {
    app,
    odoo: { chart: 'de', countries: ['AT', 'US', 'CA', 'FR', 'GB', 'JP'] },
  });
  const { odoo, woo } = shop;
  woo.control.setSetting('general', 'woocommerce_default_country', 'DE');
  woo.control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes');
  woo.control.putCountry({ code: 'AT', name: 'Austria', states: [] });
  woo.control.setRates([
    GERMANY,
    GERMANY_REDUCED,
    FRANCE,
    rate(20, 'AT', '20.0000'),
    rate(21, 'GB', '20.0000'),
    rate(22, 'FR', '5.5000', { class: 'reduced-rate' }),
  ]);
  // On 19 the sequence alone decides; how the connector orders positions is another story.
  const [position] = odoo.control.records(POSITION_MODEL, [['name', '=', EU]]);
  if (series === 19) odoo.control.write(POSITION_MODEL, [Number(position?.['id'])], { sequence: -50 });
  return shop;
}

/** The tax on a price that contains it: customers of each country, private and with a VAT number. */
function taxesOn(
  { odoo }: Shop,
  price: string,
  key: string,
): Readonly<Record<string, readonly [string, string]>> {
  const lines = [{ taxIds: [taxOf(odoo, key).id], price, qty: 1 }];
  const tax = (country: string, vat: string) => odoo.control.quote({ country, vat, lines }).amountTax;
  return Object.fromEntries(
    ['FR', 'AT', 'GB', 'US'].map((code) => [code, [tax(code, ''), tax(code, `${code}123`)]]),
  );
}

const STANDARD = classTaxKey('standard', '19', true);
const REDUCED = classTaxKey('reduced-rate', '7', true);

describe.each(ALL_SERIES)('positions of the German chart, Odoo %i', (series) => {
  it('wait for consent, with the amounts; then treat taxes of the store as those of the chart', async () => {
    const shop = await german(series);
    const { odoo } = shop;
    const chart = odoo.control.records(POSITION_MODEL);
    const first = await shop.sync();
    const [note, ...more] = reviewsOf(first);
    expect(more).toEqual([]);
    expect(note).toMatchObject({ level: 'review', code: 'chart_positions' });
    expect(note?.message).toContain(
      `"${EU}": 19.00 instead of 0.00 (Standard rate), 19.00 instead of 0.00 (Shipping Standard rate), 7.00 instead of 0.00 (Reduced rate)`,
    );
    expect(note?.hint).toContain('sync --chart-positions map');
    // What was found on real servers: 9.58 on 59.97.
    expect(taxesOn(shop, '59.97', STANDARD)['FR']?.[1]).toBe('9.58');

    const mapped = await shop.sync({ chartPositions: 'map' });
    expect(mapped.status, mapped.message).toBe('done');
    expect(changesOf(mapped).every((line) => line.includes(' chart_mapping '))).toBe(true);
    // Private customers, and those outside the EU, are charged what the store charges.
    expect(taxesOn(shop, '59.97', STANDARD)).toEqual({
      ...{ FR: ['10.08', '0.00'], AT: ['10.08', '0.00'], GB: ['10.08', '10.08'], US: ['0.00', '0.00'] },
    });
    expect(taxesOn(shop, '10.70', REDUCED)).toEqual({
      ...{ FR: ['0.55', '0.00'], AT: ['0.00', '0.00'], GB: ['0.00', '0.00'], US: ['0.00', '0.00'] },
    });
    // The positions themselves are as they were.
    const ids = chart.map(({ id }) => Number(id));
    expect(odoo.control.records(POSITION_MODEL, [['id', 'in', ids]])).toEqual(chart);
    expect(reviewsOf(await expectSettled(shop)).map(({ code }) => code)).not.toContain('chart_positions');
  });

  it('are mapped by every sync where the setting of the backend allows it', async () => {
    const shop = await german(series);
    const policy = { taxChartPositions: 'map' } as const;
    const first = await shop.sync({}, policy);
    expect(reviewsOf(first).map(({ code }) => code)).not.toContain('chart_positions');
    // On 19 the taxes that this sync created are named by the chart's from the next one on.
    await shop.sync({}, policy);
    expect(taxesOn(shop, '59.97', STANDARD)['FR']).toEqual(['10.08', '0.00']);
    await expectSettled(shop, policy);
  });

  it('follow a class whose percentage changes, and forget it all when that is asked for', async () => {
    const shop = await german(series);
    const { woo } = shop;
    const before = mappings(shop);
    await shop.sync({ chartPositions: 'map' });
    woo.control.putRate({ ...GERMANY, rate: '7.0000' });
    const followed = await shop.sync();
    expect(reviewsOf(followed).filter(({ code }) => code === 'chart_positions')).toEqual([]);
    expect(taxesOn(shop, '10.70', classTaxKey('standard', '7', true))['FR']?.[1]).toBe('0.00');
    await expectSettled(shop);

    const removed = await shop.sync({ chartPositions: 'remove' });
    expect(changesOf(removed).every((line) => line.includes(' chart_mapping '))).toBe(true);
    expect(mappings(shop)).toEqual(before);
    expect(taxesOn(shop, '10.70', classTaxKey('standard', '7', true))['FR']?.[1]).toBe('0.70');
    expect(changesOf(await shop.sync({ chartPositions: 'remove' }))).toEqual([]);
  });

  it('leave what a user changed, and what a user mapped before', async () => {
    const shop = await german(series);
    const { control } = shop.odoo;
    await shop.sync();
    const standard = taxOf(shop.odoo, STANDARD).id;
    const [zero] = control.records(TAX_MODEL, [['name', '=', '0% EU D']]);
    if (series === 19) {
      await shop.sync({ chartPositions: 'map' });
      const kept = (zero?.['original_tax_ids'] as readonly number[] | undefined) ?? [];
      control.write(TAX_MODEL, [Number(zero?.['id'])], { original_tax_ids: [[6, 0, [...kept]]] });
      const report = await shop.sync({ chartPositions: 'map' });
      expect(changesOf(report)).toEqual([`conflict chart_mapping tax-${Number(zero?.['id'])}: changed`]);
      return;
    }
    const [position] = control.records(POSITION_MODEL, [['name', '=', EU]]);
    const [other] = control.records(TAX_MODEL, [['name', '=', '0% EU']]);
    control.create(POSITION_LINE_MODEL, [
      { position_id: Number(position?.['id']), tax_src_id: standard, tax_dest_id: Number(other?.['id']) },
    ]);
    const report = await shop.sync({ chartPositions: 'map' });
    const added = changesOf(report).filter((line) =>
      line.includes(`chart_mapping ${Number(position?.['id'])}-`),
    );
    expect(added.map((line) => /-class-(.+?)-[\d.]+-/u.exec(line)?.[1])).toEqual([
      'reduced-rate',
      'ship:standard',
    ]);
    await expectSettled(shop);
  });
});

/** What positions of the chart make of the chart's taxes and, after a removal, of those of the store: nothing else. */
function mappings({ odoo }: Shop): string[] {
  const names = new Map(odoo.control.records(TAX_MODEL).map(({ id, name }) => [id, JSON.stringify(name)]));
  const ids = odoo.control.externalIds(POSITION_MODEL);
  const chart = odoo.control
    .records(POSITION_MODEL)
    .filter(({ id }) => ids[Number(id)]?.startsWith('account.'))
    .map(({ id }) => Number(id));
  if (odoo.series === 19) {
    return odoo.control
      .records(TAX_MODEL)
      .filter(({ id }) => odoo.control.externalIds(TAX_MODEL)[Number(id)]?.startsWith('account.'))
      .map(({ name, original_tax_ids: from }) => `${JSON.stringify(name)} ${JSON.stringify(from)}`);
  }
  return odoo.control
    .records(POSITION_LINE_MODEL, [['position_id', 'in', chart]])
    .filter((line) => line['tax_src_id'] !== line['tax_dest_id'])
    .map(
      (line) =>
        `${Number(line['position_id'])} ${names.get(line['tax_src_id'])} ${names.get(line['tax_dest_id'])}`,
    );
}

it('are mapped by the sync where a user selected it in the app; the point of agreement shows it', async () => {
  const shop = await german(18, true);
  await shop.sync();
  const row = () => rowOf(shop.odoo, 'x_woo_check', { x_key: 'chart_positions' });
  expect(row()).toMatchObject({ x_verdict: 'differ', x_align: false });
  expect(row()).toHaveProperty('x_remedy', expect.stringContaining('Align with Every Sync'));
  shop.odoo.control.write('x_woo_check', [row().id], { x_align: true });
  expect((await shop.sync()).status).toBe('done');
  expect(taxesOn(shop, '59.97', STANDARD)['FR']).toEqual(['10.08', '0.00']);
  expect(row()).toMatchObject({ x_verdict: 'agree', x_align: true });
  await expectSettled(shop);
});
