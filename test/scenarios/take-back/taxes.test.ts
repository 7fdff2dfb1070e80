import { afterEach, describe, expect, it } from 'vitest';
import { POSITION_LINE_MODEL, POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { odooContents } from '../../testing/odoo-contents.ts';
import { pair, startRig, type Rig } from '../../testing/rig.ts';
import { ALL_SERIES } from '../../testing/series.ts';
import { FRANCE, GERMANY, GERMANY_REDUCED, useShops, type Shop } from '../taxes/small-shop.ts';
import { inUse } from './in-use.ts';

const open = useShops();
const quiet = () => undefined;

/** On 19 the sequence decides: general positions of the chart that stand in the way of the store's have to be moved. */
function crowd({ odoo }: Shop): void {
  const [business] = odoo.control.records(POSITION_MODEL, [['vat_required', '=', true]]);
  const names = ['Domestic business partner', 'Business partner EU (with VAT ID)'];
  names.push('Business partner EU (without VAT ID)', 'Business partner abroad (non-EU)');
  for (const [at, name] of names.entries()) {
    const [found] = odoo.control.records(POSITION_MODEL, [['name', '=', name]]);
    odoo.control.write(POSITION_MODEL, [Number(found?.['id'])], {
      ...{ auto_apply: true, sequence: at + 1 },
      ...(at === 2 && { country_group_id: business?.['country_group_id'] ?? false }),
    });
  }
}

describe.each(ALL_SERIES)('taking back taxes from a German company, Odoo %i', (series) => {
  it('removes mappings from the positions of the chart and puts their order back', async () => {
    const shop = await open(series, { odoo: { chart: 'de', countries: ['US', 'CA', 'FR', 'GB'] } });
    const { backend, engine, odoo, woo } = shop;
    woo.control.setSetting('general', 'woocommerce_default_country', 'DE');
    woo.control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes');
    woo.control.setRates([GERMANY, GERMANY_REDUCED, FRANCE]);
    if (series === 19) crowd(shop);
    const before = inUse(odoo);
    const policy = { taxChartPositions: 'map', taxPositionOrder: 'align' } as const;
    await shop.sync({}, policy);
    await shop.sync({}, policy);
    const synced = odooContents(odoo);
    const lines = series < 19 ? odoo.control.records(POSITION_LINE_MODEL).length : 0;

    const { plan } = await engine.previewTakeBack(backend.name, quiet);
    expect(plan.left).toEqual([]);
    const undone = new Set(plan.undone.map(({ subject, undo }) => `${subject.type} ${undo.field}`));
    expect(undone).toEqual(
      new Set(series < 19 ? [] : ['chart_mapping original_tax_ids', 'position_order sequence']),
    );
    const model = series < 19 ? POSITION_LINE_MODEL : POSITION_MODEL;
    const call = series < 19 ? 'unlink' : 'write';
    odoo.control.fault({ only: { model, call }, action: { kind: 'lostAnswer' } });
    await expect(engine.takeBack(backend.name, quiet)).rejects.toMatchObject({ code: 'odoo.answer_lost' });
    await engine.takeBack(backend.name, quiet);
    expect(inUse(odoo)).toEqual(before);
    if (series < 19)
      expect(odoo.control.records(POSITION_LINE_MODEL)).toHaveLength(lines - plan.deleted.length);

    // Added again, all comes back: nobody counts as having taken anything away.
    const again = await pair(engine, woo, odoo, {}, backend.name);
    const sync = () => shop.engine.sync({ ...again, ...policy }, {}, quiet);
    await shop.database.backends.change(again.id, policy);
    await sync();
    const last = await sync();
    const changes = last.plan?.domains.flatMap(({ operations }) =>
      operations.filter(({ kind }) => kind !== 'keep'),
    );
    expect(changes?.filter(({ kind }) => kind === 'conflict')).toEqual([]);
    expect(odooContents(odoo)).toEqual(synced);
  });
});

describe('taking back a currency and the rows of the app', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('switches a currency off that only this backend used; rows of the app go with their backend', async () => {
    rig = await startRig({ app: true, domains: ['geography', 'currency'] });
    const { backend, database, engine, odoo, woo } = rig;
    woo.control.setSetting('general', 'woocommerce_currency', 'EUR');
    await database.backends.change(backend.id, { inactiveCurrency: 'activate' });
    await engine.sync({ ...backend, inactiveCurrency: 'activate' }, {}, quiet);
    const active = () => rowsOf(odoo, 'res.currency', { name: 'EUR' }).at(0)?.['active'];
    expect(active()).toBe(true);

    const done = await engine.takeBack(backend.name, quiet);
    expect(done.plan.undone.map(({ name }) => name)).toEqual(['EUR']);
    expect(done.removed?.row).toBe('archived');
    expect(active()).toBe(false);
    expect(rowsOf(odoo, 'x_woo_state', { x_active: true })).toEqual([]);
    expect(done.plan.staying).toMatchObject([{ type: 'state', count: 12 }]);

    const again = await pair(engine, woo, odoo, {}, backend.name);
    await database.backends.change(again.id, { inactiveCurrency: 'activate' });
    const report = await engine.sync(again, {}, quiet);
    expect(report.status, report.message).toBe('done');
    expect(active()).toBe(true);
  });
});
