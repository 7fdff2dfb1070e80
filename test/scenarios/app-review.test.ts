import { afterEach, describe, expect, it } from 'vitest';
import { PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const items = (active: boolean) => rowsOf(rig.odoo, 'x_woo_review', { x_active: active });
const count = () => rowOf(rig.odoo, 'x_woo_backend')['x_review_count'];
const idOf = (code: string) => rig.odoo.control.resolve(`__woo_sync__.state_AL_${code}`) ?? 0;

describe.each(EACH_SERIES)('what waits for a user, Odoo %s', (series) => {
  it('is listed in Odoo and counted on the backend, and closed when it is solved', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, sync } = rig;
    await sync();
    expect([items(true), count()]).toEqual([[], 0]);

    // A user renames what we made, and so does the store; a user deletes another one.
    odoo.control.write('res.country.state', [idOf('AL-01')], { name: 'Mine' });
    odoo.control.reset();
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    odoo.control.unlink('res.country.state', [idOf('AL-02')]);
    const report = await sync();
    expect(report.status).toBe('partial');
    expect(count()).toBe(2);
    const open = items(true);
    expect(open.map(({ x_key: key }) => key).sort()).toEqual(['AL:AL-01', 'AL:AL-02']);
    expect(
      open.every(({ x_domain: domain, x_type: type }) => domain === 'geography' && type === 'state'),
    ).toBe(true);
    expect(rowOf(odoo, 'x_woo_review', { x_key: 'AL:AL-01' })).toMatchObject({
      x_name: 'Berati',
      x_record: `res.country.state,${idOf('AL-01')}`,
    });
    expect(rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-01' })['x_status']).toBe(
      'conflict',
    );
    expect(rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-02' })).toMatchObject({
      x_status: 'conflict',
      x_state_id: false,
    });

    // Nothing solved: the same items, written by nobody.
    odoo.control.reset();
    expect((await sync()).status).toBe('partial');
    expect(items(true)).toEqual(open);
    expect(odoo.control.counts().by['x_woo_review.load']).toBeUndefined();

    // One solved by the record itself, the other by a choice.
    odoo.control.write('res.country.state', [idOf('AL-01')], { name: 'Berati' });
    const durres = rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-02' });
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_state', durres.id, { x_choice_id: idOf('AL-03') });
    const solved = await sync();
    expect(solved.status, solved.message).toBe('done');
    expect(items(true)).toEqual([]);
    expect(
      items(false)
        .map(({ x_key: key }) => key)
        .sort(),
    ).toEqual(['AL:AL-01', 'AL:AL-02']);
    expect(items(false).every(({ x_vanished_on: on }) => on !== false)).toBe(true);
    expect(count()).toBe(0);
    expect((await sync()).status).toBe('nothing');

    // The same again: the item that was closed is open once more.
    odoo.control.write('res.country.state', [idOf('AL-01')], { name: 'Mine' });
    woo.control.putState('AL', { code: 'AL-01', name: 'Beratit' });
    await sync();
    expect(items(true).map(({ x_key: key }) => key)).toEqual(['AL:AL-01']);
    expect(rowsOf(odoo, 'x_woo_review')).toHaveLength(2);
    expect(count()).toBe(1);
  });

  it('is left as it is through any door, until it changes, and leads to its row', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, sync } = rig;
    await sync();
    odoo.control.write('res.country.state', [idOf('AL-01')], { name: 'Mine' });
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    expect((await sync()).status).toBe('partial');
    const item = rowOf(odoo, 'x_woo_review', { x_key: 'AL:AL-01' });
    expect(item).toMatchObject({ x_stake: 'd_addresses', x_left: false });
    expect(item['x_summary']).toMatch(/^State "Berati": .+\.$/u);
    const press = (action: string, login: string = PEOPLE.manager.login) =>
      odoo.control.press(login, `woo_connector.${action}`, 'x_woo_review', item.id);
    const state = rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-01' });
    expect(press('action_open_review', PEOPLE.seller.login)).toMatchObject({
      res_model: 'x_woo_state',
      res_id: state.id,
      target: 'new',
    });

    // In Odoo: counted no more at once, and a run is in sync from then on; the page's list follows.
    expect(() => press('action_leave_review', PEOPLE.seller.login)).toThrow();
    press('action_leave_review');
    expect(count()).toBe(0);
    const quiet = await sync();
    expect([quiet.status, count()]).toEqual(['nothing', 0]);
    expect(items(true).map(({ x_left: left }) => left)).toEqual([true]);
    const { engine } = rig;
    const saved = () => engine.getRow(rig.backend, 'review', 'geography state AL:AL-01');
    expect(await saved()).toMatchObject({ status: 'left', left: { by: 'Odoo' } });

    // Taken up on the page, left there again: Odoo's list follows.
    await engine.takeUpRow(rig.backend, 'review', 'geography state AL:AL-01');
    expect([(await sync()).status, count()]).toEqual(['partial', 1]);
    expect(items(true).map(({ x_left: left }) => left)).toEqual([false]);
    await engine.leaveRow(rig.backend, 'review', 'geography state AL:AL-01', 'ann');
    expect([(await sync()).status, count()]).toEqual(['nothing', 0]);
    expect(items(true).map(({ x_left: left }) => left)).toEqual([true]);
    press('action_take_up_review');
    expect(count()).toBe(1);
    expect((await sync()).status).toBe('partial');
    expect(await saved()).toMatchObject({ status: 'review', left: null });

    // Its text changes: it waits again.
    press('action_leave_review');
    expect((await sync()).status).toBe('nothing');
    woo.control.putState('AL', { code: 'AL-01', name: 'Beratit' });
    expect([(await sync()).status, count()]).toEqual(['partial', 1]);
  });

  it('tells a domain that could not be read, and keeps the items of the others', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, sync } = rig;
    await sync();
    odoo.control.unlink('res.country.state', [idOf('AL-02')]);
    woo.control.fault({
      always: true,
      only: { path: '/settings' },
      action: { kind: 'status', status: 403, body: { code: 'woocommerce_rest_cannot_view' } },
    });
    const report = await sync();
    expect(report.status, report.message).toBe('partial');
    const domains = new Set(items(true).map(({ x_domain: domain }) => domain));
    expect(domains).toEqual(new Set(['geography', 'settings']));
    const before = count();
    woo.control.clearFaults();
    await sync({ domains: ['settings'] });
    expect(items(true).map(({ x_key: key }) => key)).toEqual(['AL:AL-02']);
    expect([before, count()]).toEqual([2, 1]);
    await sync({ recreateDeleted: true });
    expect([items(true), count()]).toEqual([[], 0]);
  });

  it('tells a record that Odoo refuses, in the words of Odoo', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, sync } = rig;
    await sync();
    woo.control.putState('AL', { code: 'AL-98', name: 'Refused county' });
    odoo.control.create('ir.model.data', [
      { module: '__woo_sync__', name: 'state_AL_AL-98', model: 'res.partner', res_id: 1 },
    ]);
    const report = await sync();
    expect(report.status, report.message).toBe('partial');
    const [failed] = report.outcomes.filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ key: 'AL:AL-98' });
    expect(rowOf(odoo, 'x_woo_review', { x_key: 'AL:AL-98' })).toMatchObject({
      x_active: true,
      x_name: 'Refused county',
      x_reason: failed?.message ?? '-',
    });
    expect(rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-98' })).toMatchObject({
      x_status: 'pending',
      x_state_id: false,
    });
    expect(count()).toBe(1);
  });
});
