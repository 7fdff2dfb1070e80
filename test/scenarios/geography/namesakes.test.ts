import { afterEach, describe, expect, it } from 'vitest';
import { isChange } from '../../../src/core/operation.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

let rig: Rig;
afterEach(() => rig.close());

/** Albania: no Odoo has its states. A localisation of tomorrow brings two under codes of its own, and one with the store's. */
const BROUGHT = [
  { code: 'AL-B', name: 'Berat', xmlid: 'l10n_al.state_al_b' },
  { code: 'AL-D', name: 'Dibër', xmlid: 'l10n_al.state_al_d' },
];

function bring(
  { odoo }: Rig,
  states: readonly { code: string; name: string; xmlid: string }[],
  country: string,
): number[] {
  const [home] = odoo.control.records('res.country', [['code', '=', country]]);
  return states.map(({ code, name, xmlid }) => {
    const [id = 0] = odoo.control.create('res.country.state', [
      { code, name, country_id: Number(home?.['id']) },
    ]);
    odoo.control.setExternalId(xmlid, 'res.country.state', id);
    return id;
  });
}

const rate = (id: number, state: string, percent: string) => ({
  id,
  ...{ country: 'AL', state, postcodes: [], cities: [], rate: percent, name: `AL ${state}`, priority: 1 },
  ...{ compound: false, shipping: true, order: 0, class: 'standard' },
});

describe.each(EACH_SERIES)('states that Odoo brings itself later, Odoo %i', (series) => {
  it('are found, and everything follows to them on consent; the own ones are renamed and stay', async () => {
    rig = await startRig({
      odoo: { series },
      app: true,
      domains: ['geography', 'taxes', 'shipping'],
      woo: {},
    });
    const { woo, odoo, sync, engine, backend } = rig;
    const { control } = odoo;
    woo.control.setRates([rate(901, 'AL-01', '7.0000'), rate(902, 'AL-09', '9.0000')]);
    woo.control.putZone({
      id: 77,
      name: 'Berat',
      order: 0,
      locations: [{ type: 'state', code: 'AL:AL-01' }],
      methods: [],
    });
    woo.control.putMethod(77, {
      instanceId: 7701,
      methodId: 'flat_rate',
      title: 'Post to Berat',
      order: 1,
      enabled: true,
      settings: { cost: '3.00', tax_status: 'none' },
    });
    await sync();
    const own = control.resolve('__woo_sync__.state_AL_AL-01') ?? 0;
    const [customer = 0] = control.create('res.partner', [{ name: 'Arta', state_id: own }]);
    const pointing = (model: string, id: number) =>
      control.records(model, [['state_ids', 'in', [id]]]).map((record) => record['id']);
    const [position] = pointing('account.fiscal.position', own);
    const [carrier] = pointing('delivery.carrier', own);
    expect([position, carrier]).not.toContain(undefined);
    expect(await engine.findReplacements(backend, () => undefined)).toEqual([]);

    const [berat = 0] = bring(rig, BROUGHT, 'AL');
    const found = await sync();
    expect(found.status).toBe('partial');
    const [geography] = found.plan?.domains ?? [];
    expect(geography?.notes).toContainEqual(
      expect.objectContaining({
        code: 'state_namesakes',
        message: expect.stringContaining('Albania 2') as string,
      }),
    );
    // Until then they are distinguished where people choose.
    expect(control.records('res.country.state', [['id', '=', own]])).toMatchObject([
      { name: 'Berat (AL-01)' },
    ]);
    const checks = await engine.doctor(undefined, () => undefined);
    expect(checks.filter(({ name }) => name === 'states')).toMatchObject([
      { status: 'warning', todo: expect.stringContaining('woo-odoo states rebind') as string },
    ]);

    const done = await engine.replaceRecords(backend, () => undefined);
    expect(done).toMatchObject({
      moved: { 'res.partner': 1, 'account.fiscal.position': 2, 'delivery.carrier': 1 },
      left: [],
    });
    expect(control.records('res.partner', [['id', '=', customer]])).toMatchObject([{ state_id: berat }]);
    expect([pointing('account.fiscal.position', berat), pointing('delivery.carrier', berat)]).toEqual([
      [position],
      [carrier],
    ]);
    expect([pointing('account.fiscal.position', own), pointing('delivery.carrier', own)]).toEqual([[], []]);
    expect(control.records('res.country.state', [['id', '=', own]])).toMatchObject([
      { name: 'Berat (AL-01) (replaced)', code: expect.stringMatching(/\(old\)$/) as string },
    ]);

    const after = await sync();
    const changed = after.plan?.domains.flatMap(({ operations }) =>
      operations.filter((operation) => isChange(operation) || operation.kind === 'conflict'),
    );
    expect(changed?.map(({ kind, subject, record }) => [kind, subject.key, record?.id])).toEqual([
      ['link', 'AL:AL-01', berat],
      ['link', 'AL:AL-09', expect.any(Number)],
    ]);
    expect(control.records('x_woo_state', [['x_code', '=', 'AL-01']])).toMatchObject([{ x_state_id: berat }]);
    const settled = await sync();
    expect(settled.plan?.domains.flatMap(({ operations }) => operations.filter(isChange))).toEqual([]);
    expect(await engine.findReplacements(backend, () => undefined)).toEqual([]);
  });

  it('a localisation installs beside what was created, whose code it needs', async () => {
    rig = await startRig({ odoo: { series }, world: 'full', domains: ['geography'] });
    const { sync, odoo } = rig;
    await sync();
    const needed = [{ code: 'LA', name: 'Ladakh', xmlid: 'l10n_in.state_in_la' }];
    expect(odoo.control.records('res.country.state', [['name', '=', 'Ladakh']])).toMatchObject([
      { code: 'IN-LA' },
    ]);
    const [brought] = bring(rig, needed, 'IN');
    expect(await rig.engine.findReplacements(rig.backend, () => undefined)).toMatchObject([
      { subject: { key: 'IN:LA' }, by: { id: brought } },
    ]);
  });

  it('says before which installation a state made by hand stands in the way', async () => {
    rig = await startRig({ odoo: { series }, world: 'full', domains: ['geography'] });
    const [oman] = rig.odoo.control.records('res.country', [['code', '=', 'OM']]);
    const byHand = { code: '05', name: 'Masqat', country_id: Number(oman?.['id']) };
    rig.odoo.control.create('res.country.state', [byHand]);
    const { plan } = await rig.sync();
    expect(plan?.domains[0]?.notes).toContainEqual(
      expect.objectContaining({
        code: 'state_codes_needed',
        message: expect.stringContaining('Masqat (Oman, 05)') as string,
      }),
    );
    // So the installation would fail.
    expect(() => bring(rig, [{ code: '05', name: 'Muscat', xmlid: 'l10n_om.state_om_05' }], 'OM')).toThrow();
  });
});
