import { afterEach, describe, expect, it } from 'vitest';
import { PEOPLE, rowOf } from '../testing/app-in-odoo.ts';
import type { SandboxOdoo } from '../../sandbox/index.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const MANAGER = PEOPLE.manager.login;
const bavaria = () => rowOf(rig.odoo, 'x_woo_state', { x_country_code: 'DE', x_code: 'DE-BY' });

/** A record of Odoo's own, by its external id. */
function named(odoo: SandboxOdoo, externalId: string): { readonly id: number } {
  return { id: odoo.control.resolve(externalId) ?? 0 };
}

async function choose(model: string, id: number, choice: number | false): Promise<void> {
  rig.odoo.control.writeAs(MANAGER, model, id, { x_choice_id: choice });
  rig.odoo.control.reset();
  const report = await rig.sync();
  expect(report.status, report.message).toBe('done');
}

/** No call of the connector ever names the field. */
function neverWritten(): void {
  const writes = rig.odoo.control
    .log()
    .filter(
      ({ call, context }) => call === 'load' || call === 'write' || context?.['woo_rows'] !== undefined,
    );
  expect(writes.length).toBeGreaterThan(0);
  for (const { args, context } of writes)
    expect(JSON.stringify([args, context])).not.toContain('x_choice_id');
}

describe.each(EACH_SERIES)('a choice of a user, Odoo %s', (series) => {
  it('wins in the next sync, stays, and is not written by us', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync, database, backend } = rig;
    await sync();
    neverWritten();
    const before = bavaria();
    const hesse = named(odoo, 'base.state_de_he');
    expect(before['x_state_id']).not.toBe(hesse.id);

    await choose('x_woo_state', before.id, hesse.id);
    neverWritten();
    expect(bavaria()).toMatchObject({
      x_state_id: hesse.id,
      x_choice_id: hesse.id,
      x_rule: 'choice',
      x_status: 'bound',
      x_created: false,
    });
    const { bindings } = await database.memory.read(backend.id, backend.odooDatabaseUuid ?? '', 'geography');
    expect(bindings.find(({ key }) => key === 'DE:DE-BY')).toMatchObject({
      odooId: hesse.id,
      rule: 'choice',
    });
    odoo.control.reset();
    expect((await sync()).status).toBe('nothing');
    expect(odoo.control.counts().writes).toBe(2);
    expect(bavaria()['x_choice_id']).toBe(hesse.id);

    // Taken back: the rules decide again.
    await choose('x_woo_state', before.id, false);
    expect(bavaria()).toMatchObject({ x_state_id: before['x_state_id'], x_rule: before['x_rule'] });
  });

  it('falls back to the rules when the record it names is deleted', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    await sync();
    const before = bavaria();
    const { id: germany } = rowOf(odoo, 'res.country', { code: 'DE' });
    const [own = 0] = odoo.control.create('res.country.state', [
      { name: 'Freistaat', code: 'FRST', country_id: germany },
    ]);
    await choose('x_woo_state', before.id, own);
    expect(bavaria()).toMatchObject({ x_state_id: own, x_rule: 'choice' });

    odoo.control.unlink('res.country.state', [own]);
    expect(bavaria()).toMatchObject({ x_choice_id: false, x_state_id: false });
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    expect(bavaria()).toMatchObject({ x_state_id: before['x_state_id'], x_rule: before['x_rule'] });
    expect((await sync()).status).toBe('nothing');
  });

  it('binds a country, and the states of the store are looked for in that one', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    const [twin = 0] = odoo.control.create('res.country', [{ name: 'Albania (tax zone)', code: 'X1' }]);
    odoo.control.create('res.country.state', [{ name: 'Berat', code: 'AL-01', country_id: twin }]);
    await sync();
    const country = rowOf(odoo, 'x_woo_country', { x_code: 'AL' });
    odoo.control.writeAs(MANAGER, 'x_woo_country', country.id, { x_choice_id: twin });
    const report = await sync();
    expect(rowOf(odoo, 'x_woo_country', { x_code: 'AL' }), report.message).toMatchObject({
      x_country_id: twin,
      x_choice_id: twin,
      x_rule: 'choice',
    });
    // What was made in the other country is not moved by itself: a user is asked.
    expect(report.status).toBe('partial');
    expect(rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-01' })['x_status']).toBe('bound');
    expect(rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-02' })['x_status']).toBe(
      'conflict',
    );
    odoo.control.writeAs(MANAGER, 'x_woo_country', country.id, { x_choice_id: false });
    const back = await sync();
    expect(back.status, back.message).toBe('done');
    expect((await sync()).status).toBe('nothing');
  });

  it('is for managers alone', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    await sync();
    const hesse = named(odoo, 'base.state_de_he');
    expect(() =>
      odoo.control.writeAs(PEOPLE.seller.login, 'x_woo_state', bavaria().id, { x_choice_id: hesse.id }),
    ).toThrow(/not allowed to modify/u);
    expect(bavaria()['x_choice_id']).toBe(false);
  });
});
