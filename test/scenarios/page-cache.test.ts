import { afterEach, describe, expect, it } from 'vitest';
import { isChange, type DomainName } from '../../src/core/operation.ts';
import type { Plan } from '../../src/core/plan.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'settings', 'taxes', 'shipping', 'payments', 'currency'];

let rig: Rig;
afterEach(() => rig.close());

const plan = () => rig.engine.plan(rig.backend, {}, () => undefined);

const changesOf = ({ domains }: Plan) =>
  domains.map(({ domain, operations }) => [domain, operations.filter(isChange)]);

/** Lets a page cache keep lists without what was synced; in the store all of it is still there, but for a setting. */
async function withOldAnswers(): Promise<void> {
  const { control } = rig.woo;
  const { taxRates, zones, gateways, countries } = control.data();
  const [zone] = zones.filter(({ id }) => id > 0);
  const method = zone?.methods[0];
  const gateway = gateways.at(-1);
  const state = countries.find(({ code }) => code === 'AL')?.states[0];
  const rate = taxRates[0];
  if (!zone || !method || !gateway || !state || !rate) throw new Error('the store has too little');
  control.removeRate(rate.id);
  control.removeMethod(method.instanceId);
  control.removeGateway(gateway.id);
  control.removeState('AL', state.code);
  control.removeSetting('tax', 'woocommerce_price_display_suffix');
  control.behave({ pageCache: { keyedBy: 'known', shows: 'litespeed' } });
  await plan();
  control.putRate(rate);
  control.putMethod(zone.id, method);
  control.putGateway(gateway);
  control.putState('AL', state);
}

describe('a page cache in front of the store', () => {
  it('answers with old lists: nothing is archived, and the run says which cache and what to switch off', async () => {
    rig = await startRig({ odoo: { series: 18 }, app: true, domains: DOMAINS });
    await rig.sync();
    const before = await plan();
    const archivedRows = () =>
      [
        'x_woo_state',
        'x_woo_tax_rate',
        'x_woo_setting',
        'x_woo_payment_gateway',
        'x_woo_shipping_method',
      ].flatMap((model) => rowsOf(rig.odoo, model, { x_active: false }));
    expect(archivedRows()).toEqual([]);
    await withOldAnswers();

    const made = await plan();
    const operations = made.domains.flatMap((domain) => domain.operations);
    expect(operations.filter(({ kind }) => kind === 'archive')).toEqual([]);
    const notes = made.domains
      .flatMap((domain) => domain.notes)
      .filter(({ code }) => code === 'store_cached');
    expect(notes[0]?.message).toMatch(/LiteSpeed Cache.*x-litespeed-cache: hit/u);
    expect(notes.some(({ message }) => /removals? w(as|ere) not planned/u.test(message))).toBe(true);
    expect(notes.every(({ hint }) => hint?.includes('Cache REST API'))).toBe(true);

    const report = await rig.sync();
    expect(report.status).toBe('partial');
    expect(archivedRows()).toEqual([]);
    expect(rowsOf(rig.odoo, 'delivery.carrier', { active: false })).toEqual([]);
    expect(rig.warnings.filter((message) => message.includes('LiteSpeed Cache'))).toHaveLength(1);

    // The answers of the store itself: what was put back is there, and the setting alone is gone.
    rig.woo.control.behave({ pageCache: null });
    await rig.sync();
    expect(archivedRows()).toMatchObject([{ x_key: 'woocommerce_price_display_suffix' }]);
    expect(changesOf(await plan())).toEqual(changesOf(before));
  });

  it('is named where a list could not be read, and by doctor', async () => {
    rig = await startRig({ odoo: { series: 18 } });
    const { control } = rig.woo;
    control.behave({ pageCache: { keyedBy: 'known', shows: 'cloudflare' } });
    await plan();
    control.fault({ action: { kind: 'html' }, only: { path: '/data/countries' }, always: true });
    const made = await plan();
    expect(made.domains.find(({ domain }) => domain === 'geography')?.failure?.hint).toMatch(/Cloudflare/u);
    control.clearFaults();
    await rig.engine.doctor(rig.backend.name, () => undefined);
    const checks = await rig.engine.doctor(rig.backend.name, () => undefined);
    expect(checks.filter(({ name }) => name === 'page cache')).toMatchObject([
      { status: 'problem', message: expect.stringContaining('Cloudflare') as string },
    ]);
    control.behave({ pageCache: null });
    const healthy = await rig.engine.doctor(rig.backend.name, () => undefined);
    expect(healthy.filter(({ name }) => name === 'page cache')).toEqual([]);
  });
});
