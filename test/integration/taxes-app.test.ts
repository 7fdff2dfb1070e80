import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startOdoo, type SandboxOdoo } from '../../sandbox/index.ts';
import {
  compareAppRows,
  type AppRowChange,
  type AppRowModel,
  type AppRow,
  type ExistingAppRows,
} from '../../src/core/app-rows.ts';
import { ROW_MODELS, TAX_RATE_ROWS } from '../../src/domains/taxes/app/row-models.ts';
import { taxesApp } from '../../src/domains/taxes/app/description.ts';
import { mirrorOf, readMirrors } from '../../src/engine/odoo-app/mirror.ts';
import { RowQueue, type RowWriter } from '../../src/engine/odoo-app/row-queue.ts';
import { basePart } from '../../src/odoo/app/base-part.ts';
import type { FieldDescription } from '../../src/odoo/app/description.ts';
import { joinParts } from '../../src/odoo/app/names.ts';
import { openOdoo, type OdooClient } from '../../src/odoo/open.ts';
import { installApp, PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { EACH_SERIES, once } from '../testing/series.ts';

const APP = joinParts([basePart, taxesApp]);
const BACKEND = 'b85008f0-2b6c-4f5e-9d3a-1c2d3e4f5a6b';

function fieldsOf(model: string): ReadonlyMap<string, FieldDescription> {
  const fields = APP.models.find((each) => each.model === model)?.fields ?? [];
  return new Map(fields.map((field) => [field.name, field]));
}

once.describe('the models of taxes in the app', () => {
  it('are those whose rows are written, in the order in which they point to each other', () => {
    expect(ROW_MODELS.map(({ model }) => model)).toEqual(taxesApp.models.map(({ model }) => model));
    const written = ROW_MODELS.map(({ model }) => model);
    for (const { model, fields } of taxesApp.models) {
      const targets = fields.flatMap((field) => (field.type === 'many2one' ? [field.relation] : []));
      for (const target of targets.filter((name) => written.includes(name)))
        expect(written.indexOf(target)).toBeLessThan(written.indexOf(model));
    }
  });

  it.each(ROW_MODELS)('$model has a field for every column that is written', ({ model, ...mirror }) => {
    const fields = fieldsOf(model);
    const named = [...mirror.columns, ...mirror.keyFields, 'x_backend_id', 'x_active'];
    expect(named.filter((name) => !fields.has(name))).toEqual([]);
    for (const name of mirror.keyFields) expect(fields.get(name)).toMatchObject({ index: true });
    expect(APP.models.find((each) => each.model === model)?.rowKey).toEqual(mirror.keyFields);
    const { binding } = mirror;
    expect(fields.has('x_status')).toBe(binding !== undefined);
    expect(fields.has('x_choice_id')).toBe(binding !== undefined && binding.choice !== false);
    expect(fields.has('x_written')).toBe(binding?.written ?? false);
    if (binding === undefined) return;
    expect(fields.get(binding.field)).toMatchObject({ relation: binding.model, index: true });
    expect(mirror.columns).toContain(binding.field);
  });

  it('leave people nothing to change but their choice, and their consent to a point', () => {
    for (const { model, fields } of APP.models) {
      const editable = fields.filter((field) => field.editable).map(({ name }) => name);
      const chosen = fields.some(({ name }) => name === 'x_choice_id');
      const consents = ROW_MODELS.find((rows) => rows.model === model)?.consents ?? [];
      expect(editable, model).toEqual(chosen ? ['x_choice_id'] : consents);
      expect(consents).toEqual(model === 'x_woo_check' ? ['x_align'] : []);
    }
  });

  it('put no list of rates on the backend, which may have 50,000 of them', () => {
    const lists = (taxesApp.backend?.fields ?? []).flatMap((field) =>
      field.type === 'one2many' ? [field.relation] : [],
    );
    expect(lists).toEqual(['x_woo_tax_class', 'x_woo_check']);
  });
});

/** What the tab on a tax lists. */
const TAB = z.array(z.record(z.string(), z.union([z.int(), z.array(z.int())])));

/** An Odoo with the app and a backend, and the connector signed in. */
interface Start {
  readonly odoo: SandboxOdoo;
  readonly client: OdooClient;
  readonly backendRow: number;
  readonly read: () => Promise<ExistingAppRows>;
  readonly write: RowWriter;
}

async function start(series: 17 | 18 | 19): Promise<Start> {
  const odoo = await startOdoo({ series });
  onTestFinished(() => odoo.close());
  installApp(odoo);
  const [backendRow = 0] = odoo.control.create('x_woo_backend', [{ x_name: 'shop', x_uuid: BACKEND }]);
  const { login, password } = odoo.users.connector;
  const client = await openOdoo({ url: odoo.url, database: odoo.database, login, secret: password });
  const access = await client.app();
  if (access.state !== 'ready') throw new Error(access.state);
  const { app } = access;
  const lease = { rowId: backendRow, token: 'run 1', leaseSeconds: 60 };
  await app.claim({ ...lease, installation: 'here', takeRequest: false });
  return {
    ...{ odoo, client, backendRow },
    read: async () => mirrorOf(await readMirrors(app, ROW_MODELS, backendRow), ROW_MODELS, app.version),
    write: async (parts) => (await app.writeRows({ ...lease, progress: '', parts })) ?? [],
  };
}

/** Answers Odoo's messages for the rows that it refused. */
async function writeRows(write: RowWriter, changes: Iterable<AppRowChange>, now: Date) {
  const queue = new RowQueue(write, now, () => undefined);
  await queue.add('taxes', ROW_MODELS, changes);
  const written = (await queue.finish()).get('taxes');
  if (written?.error !== undefined) throw written.error;
  return [...(written?.refused ?? [])];
}

/** A row with a value in every column. */
function rowFor(mirror: AppRowModel, values: Readonly<Record<string, string>>): AppRow {
  const fields = fieldsOf(mirror.model);
  const filled = Object.fromEntries(
    mirror.columns.map((column) => {
      const field = fields.get(column);
      return [
        column,
        values[column] ?? (field?.type === 'integer' ? '7' : field?.type === 'boolean' ? '1' : 'text'),
      ];
    }),
  );
  const key = mirror.key(filled);
  const { model } = mirror;
  return { model, key, values: filled, placement: {} };
}

/** One row of each model, pointing to a tax and a position of Odoo's own. */
function oneOfEach(taxId: number, positionId: number): AppRow[] {
  const values = {
    x_tax_id: String(taxId),
    x_shipping_tax_id: '',
    x_fiscal_position_id: String(positionId),
    x_slug: 'ship:reduced-rate',
    x_key: 'US-CA 90000...90210',
    x_percent: '9.975',
    x_verdict: 'differ',
    x_status: 'bound',
    x_written: '',
  };
  const rows = ROW_MODELS.map((mirror) => rowFor(mirror, values));
  const classKey = rows[0]?.key ?? '';
  return rows.map((row) =>
    row.model === TAX_RATE_ROWS.model ? { ...row, placement: { x_class_id: classKey } } : row,
  );
}

describe.each(EACH_SERIES)('taxes in the app, Odoo %s', (series) => {
  it('hold what is written, report it when read, and show on the records they represent', async () => {
    const { odoo, client, read, write } = await start(series);
    const [taxId = 0] = odoo.control.create('account.tax', [{ name: 'Shop 9.975%', amount: 9.975 }]);
    const [positionId = 0] = odoo.control.create('account.fiscal.position', [{ name: 'California' }]);
    const rows = oneOfEach(taxId, positionId);
    const before = await read();
    const first = [...compareAppRows(rows, before, true)];
    expect(first.map(({ kind }) => kind)).toEqual(ROW_MODELS.map(() => 'create'));
    const now = new Date('2026-11-25T10:00:00Z');
    const refused = await writeRows(write, first, now);
    expect(refused).toEqual([]);

    const after = await read();
    expect([...compareAppRows(rows, after, true)]).toEqual([]);
    expect(rowOf(odoo, 'x_woo_tax_rate')['x_class_id']).toBe(rowOf(odoo, 'x_woo_tax_class').id);
    const [shown] = await client.call('account.tax', 'read', {
      ids: [taxId],
      args: { fields: ['x_woo_tax_class_ids', 'x_woo_tax_ids', 'x_woo_tax_rate_ids'] },
      answer: TAB,
      read: true,
    });
    expect(shown).toMatchObject({
      x_woo_tax_class_ids: [rowOf(odoo, 'x_woo_tax_class').id],
      x_woo_tax_ids: [rowOf(odoo, 'x_woo_tax').id],
      x_woo_tax_rate_ids: [rowOf(odoo, 'x_woo_tax_rate').id],
    });

    const gone = compareAppRows([], after, true);
    await writeRows(write, gone, now);
    for (const { model, binding } of ROW_MODELS) {
      expect(rowOf(odoo, model)).toMatchObject({
        x_active: false,
        x_vanished_on: '2026-11-25 10:00:00',
        ...(binding && { [binding.field]: binding.model === 'account.tax' ? taxId : positionId }),
        ...(binding && { x_status: 'vanished' }),
      });
    }
  });

  it('let managers choose another tax, and nobody else', async () => {
    const { odoo, read, write } = await start(series);
    const [own = 0, other = 0] = odoo.control.create('account.tax', [
      { name: 'A', amount: 1 },
      { name: 'B', amount: 2 },
    ]);
    const [positionId = 0] = odoo.control.create('account.fiscal.position', [{ name: 'California' }]);
    const state = await read();
    const diff = compareAppRows(oneOfEach(own, positionId), state, true);
    await writeRows(write, diff, new Date(0));
    for (const model of ['x_woo_tax_class', 'x_woo_tax', 'x_woo_tax_rate']) {
      const { id } = rowOf(odoo, model);
      odoo.control.writeAs(PEOPLE.manager.login, model, id, { x_choice_id: other });
      expect(rowOf(odoo, model)).toMatchObject({ x_tax_id: own, x_choice_id: other });
      const refused = () => odoo.control.writeAs(PEOPLE.seller.login, model, id, { x_choice_id: own });
      expect(refused).toThrow(/not allowed to modify/u);
    }
    const { id } = rowOf(odoo, 'x_woo_fiscal_position');
    const position = () =>
      odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_fiscal_position', id, { x_name: 'Mine' });
    expect(position).toThrow(/not allowed to modify/u);
    const point = rowOf(odoo, 'x_woo_check');
    const agree = (login: string) => () =>
      odoo.control.writeAs(login, 'x_woo_check', point.id, { x_align: true });
    expect(agree(PEOPLE.seller.login)).toThrow(/not allowed to modify/u);
    agree(PEOPLE.manager.login)();
    expect(rowOf(odoo, 'x_woo_check')).toMatchObject({ x_align: true });
  });

  it('go with the app, and leave the taxes and positions of Odoo where they are', async () => {
    const { odoo, client, read, write } = await start(series);
    const [taxId = 0] = odoo.control.create('account.tax', [{ name: 'Shop', amount: 1 }]);
    const [positionId = 0] = odoo.control.create('account.fiscal.position', [{ name: 'California' }]);
    const state = await read();
    const diff = compareAppRows(oneOfEach(taxId, positionId), state, true);
    await writeRows(write, diff, new Date(0));
    odoo.control.uninstallApp('woo_connector');
    expect(await client.fields('x_woo_tax_rate')).toBeNull();
    expect([...((await client.fields('account.tax')) ?? new Map()).keys()]).not.toContain('x_woo_tax_ids');
    expect(rowsOf(odoo, 'account.tax', { id: taxId })).toHaveLength(1);
    expect(rowsOf(odoo, 'account.fiscal.position', { id: positionId })).toHaveLength(1);
  });
});
