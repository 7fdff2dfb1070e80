import { afterEach, describe, expect, it } from 'vitest';
import { APP_NAME } from '../../src/odoo/app/names.ts';
import type { SandboxOdoo } from '../../sandbox/index.ts';
import { appFile, PARTS, PEOPLE, releasedApp, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { pair, startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const quiet = () => undefined;
const MODELS = [...new Set(PARTS.flatMap(({ models }) => models.map(({ model }) => model)))];
const PORTAL = { ...PEOPLE.seller, id: 31, login: 'customer', name: 'customer', groups: [] };
const REFUSED = /not allowed|has no '(read|write)' access|enough access rights/u;

/** What a user sees of a model, by the ids of its rows. */
const seen = (odoo: SandboxOdoo, login: string, model: string, context = {}) =>
  odoo.control.recordsAs(login, model, [], context).map(({ id }) => id);

/** A row of the model to write on, made where the sync left none. */
function someRow(odoo: SandboxOdoo, model: string, backend: number): number {
  const [first] = rowsOf(odoo, model);
  if (first !== undefined) return first.id;
  const [run] = rowsOf(odoo, 'x_woo_run');
  const owner = model === 'x_woo_operation' ? { x_run_id: run?.id ?? 0 } : { x_backend_id: backend };
  const [made = 0] = odoo.control.create(model, [{ x_name: 'row', ...owner }]);
  return made;
}

describe.each(EACH_SERIES)('who may write what by RPC, Odoo %s', (series) => {
  it('is for Managers the fields they may edit in views, for Users and administrators of nothing none', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    await sync();
    const backend = rowOf(odoo, 'x_woo_backend').id;
    const taken: string[] = [];
    for (const model of MODELS) {
      const id = someRow(odoo, model, backend);
      const before = rowOf(odoo, model, { id });
      for (const field of rowsOf(odoo, 'ir.model.fields', { model, state: 'manual' })) {
        const name = String(field['name']);
        const value = field['ttype'] === 'char' || field['ttype'] === 'text' ? 'forged' : false;
        const write = (login: string) => () => {
          odoo.control.writeAs(login, model, id, { [name]: value });
        };
        expect(write(PEOPLE.seller.login), `${model}.${name}`).toThrow(REFUSED);
        try {
          write(PEOPLE.manager.login)();
          taken.push(`${model}.${name}`);
        } catch (error) {
          expect(String(error), `${model}.${name}`).toMatch(REFUSED);
        }
      }
      const after = rowOf(odoo, model, { id });
      const changed = Object.keys(after).filter(
        (name) => name.startsWith('x_') && after[name] !== before[name],
      );
      expect(changed.filter((name) => !taken.includes(`${model}.${name}`))).toEqual([]);
    }
    const editable = PARTS.flatMap(({ models }) => models).flatMap(({ model, fields, mirror }) => [
      ...fields.filter((field) => field.editable).map(({ name }) => `${model}.${name}`),
      ...(mirror?.binding?.choice === undefined ? [] : [`${model}.x_choice_id`]),
    ]);
    // The guard itself can be written, and contains nothing; nor do fields that are computed when they are read.
    const computed = rowsOf(odoo, 'ir.model.fields', { store: false }).map(
      (field) => `${String(field['model'])}.${String(field['name'])}`,
    );
    const kept = taken.filter((name) => !name.endsWith('.x_guard') && !computed.includes(name));
    expect(kept.sort()).toEqual(editable.sort());
    // Several fields at once are refused as a whole.
    const { id, ...state } = rowOf(odoo, 'x_woo_state', { x_country_code: 'DE', x_code: 'DE-BY' });
    const both = { x_choice_id: 1, x_written: '{}' };
    expect(() => {
      odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_state', id, both);
    }).toThrow(REFUSED);
    expect(rowOf(odoo, 'x_woo_state', { id })).toMatchObject(state);
    // Administrators of Odoo, who may change the app itself, and the connector may.
    for (const login of ['admin', 'connector'])
      odoo.control.writeAs(login, 'x_woo_state', id, { x_reason: login });
  });
});

describe.each(EACH_SERIES)('several companies, Odoo %s', (series) => {
  it('users see and press the backends of their companies, the connector all, customers none', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, engine, sync } = rig;
    await sync();
    const company = odoo.control.addCompany('Second company', 'DE', ['connector', PEOPLE.manager.login]);
    const second = await pair(engine, woo, odoo, { companyId: company }, 'second');
    expect((await engine.sync(second, {}, quiet)).status).toBe('done');
    odoo.control.putUser(PORTAL);
    const { id: ours } = rowOf(odoo, 'x_woo_backend', { x_company_id: 1 });
    const { id: theirs } = rowOf(odoo, 'x_woo_backend', { x_company_id: company });

    const { seller, manager } = PEOPLE;
    expect(seen(odoo, seller.login, 'x_woo_backend')).toEqual([ours]);
    expect(seen(odoo, 'admin', 'x_woo_backend')).toEqual([ours]);
    expect(seen(odoo, manager.login, 'x_woo_backend')).toEqual([ours, theirs]);
    expect(seen(odoo, manager.login, 'x_woo_backend', { allowed_company_ids: [company] })).toEqual([theirs]);
    // Which records other backends use decides what may be archived: the connector sees them all.
    expect(seen(odoo, 'connector', 'x_woo_backend', { allowed_company_ids: [1] })).toEqual([ours, theirs]);
    for (const model of MODELS.filter((name) => name !== 'x_woo_app' && name !== 'x_woo_backend')) {
      const rows = rowsOf(odoo, model);
      const isOurs = (row: (typeof rows)[number]) =>
        row['x_backend_id'] === ours ||
        rowsOf(odoo, 'x_woo_run', { id: Number(row['x_run_id']) })[0]?.['x_backend_id'] === ours;
      expect(seen(odoo, seller.login, model), model).toEqual(rows.filter(isOurs).map(({ id }) => id));
    }
    expect(rowsOf(odoo, 'x_woo_state', { x_backend_id: theirs }).length).toBeGreaterThan(10);
    // The tab on Odoo's own records shows as much to employees who are not in the app's groups.
    const [lines] = odoo.control.recordsAs('employee', 'res.country.state', [
      ['x_woo_state_ids', '!=', false],
    ]);
    expect(lines?.['x_woo_state_ids']).toHaveLength(1);

    const press = (login: string, id: number) => () =>
      odoo.control.press(login, `${APP_NAME}.action_request_sync`, 'x_woo_backend', id);
    expect(press(seller.login, theirs)).toThrow(REFUSED);
    expect(rowOf(odoo, 'x_woo_backend', { id: theirs })['x_request_number']).toBe(0);
    // Buttons on rows are refused like the rows themselves.
    const [theirReview = 0] = odoo.control.create('x_woo_review', [{ x_name: 'row', x_backend_id: theirs }]);
    expect(() =>
      odoo.control.press(seller.login, `${APP_NAME}.action_open_review`, 'x_woo_review', theirReview),
    ).toThrow(REFUSED);
    press(seller.login, ours)();
    press(manager.login, theirs)();
    expect(rowOf(odoo, 'x_woo_backend', { id: theirs })['x_request_number']).toBe(1);
    expect(() => {
      const [row] = rowsOf(odoo, 'x_woo_state', { x_backend_id: theirs });
      odoo.control.joinGroup(seller.login, `${APP_NAME}.group_manager`);
      odoo.control.writeAs(seller.login, 'x_woo_state', row?.id ?? 0, { x_choice_id: false });
    }).toThrow(REFUSED);
    expect((await engine.sync(second, {}, quiet)).status).toBe('nothing');

    for (const model of MODELS) expect(() => seen(odoo, PORTAL.login, model), model).toThrow(REFUSED);
    expect(press(PORTAL.login, ours)).toThrow(REFUSED);
  });

  it('an upgrade brings the rules and the guard to an app of before', async () => {
    rig = await startRig({ odoo: { series } });
    const { odoo } = rig;
    odoo.control.installApp(releasedApp(series));
    odoo.control.putUser(PEOPLE.manager);
    odoo.control.joinGroup(PEOPLE.manager.login, `${APP_NAME}.group_manager`);
    const company = odoo.control.addCompany('Second company', 'DE');
    const backends = odoo.control.create('x_woo_backend', [
      { x_name: 'ours', x_company_id: 1 },
      { x_name: 'theirs', x_company_id: company },
      { x_name: 'of none', x_company_id: false },
    ]);
    const [state = 0] = odoo.control.create('x_woo_state', [
      { x_name: 'Bayern', x_backend_id: backends[0] ?? 0 },
    ]);
    expect(seen(odoo, PEOPLE.manager.login, 'x_woo_backend')).toEqual(backends);
    odoo.control.installApp(appFile(series));
    expect(seen(odoo, PEOPLE.manager.login, 'x_woo_backend')).toEqual([backends[0], backends[2]]);
    expect(() => {
      odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_state', state, { x_reason: 'forged' });
    }).toThrow(REFUSED);
  });
});
