import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { geographyApp } from '../../domains/geography/app/description.ts';
import { OdooError } from '../rpc/errors.ts';
import type { OdooWriter } from '../port.ts';
import { basePart } from './base-part.ts';
import { buildApp } from './build.ts';
import { installApp, uninstallApp, uninstallEffects, upgradeApp } from './installer.ts';
import { appStatus, compareVersions } from './status.ts';

const app = buildApp([basePart, geographyApp], { series: 18 });

/** What is in a database, by model. */
type Tables = Record<string, readonly Readonly<Record<string, unknown>>[]>;

const IMPORTED = {
  id: 7,
  name: 'woo_connector',
  state: 'installed',
  imported: true,
  latest_version: '18.0.1.12.1',
};
const READY: Tables = {
  'ir.module.module': [],
  'base.import.module': [],
  'res.users': [{ id: 6, login: 'connector' }],
  'ir.model.data': [],
  'ir.model.fields': [],
};

/** An Odoo that answers reads from tables and writes down what is written. */
function scripted(tables: Tables, options: { readonly refuse?: string } = {}) {
  const writes: { method: string; model: string; values?: unknown; ids?: readonly number[] }[] = [];
  const refusal = () =>
    new OdooError({
      code: 'odoo.access_error',
      message: 'Odoo refused it.',
      fault: 'odoo.exceptions.AccessError',
    });
  const note = async (model: string, method: string, ids?: readonly number[], values?: unknown) => {
    await Promise.resolve();
    if (options.refuse === model) throw refusal();
    writes.push({ method, model, ...(ids && { ids }), ...(values !== undefined && { values }) });
  };
  const odoo = {
    identity: {
      series: 18,
      version: '18.0',
      protocol: 'jsonrpc',
      database: 'shop',
      databaseUuid: null,
      userId: 2,
      login: 'admin',
      company: { id: 1, name: 'My Company' },
    },
    searchRead: async (model: string, { domain = [], row }: Parameters<OdooWriter['searchRead']>[1]) => {
      await Promise.resolve();
      if (options.refuse === model) throw refusal();
      const rows = (tables[model] ?? []).filter((each) =>
        domain.every((term) => {
          if (typeof term === 'string') throw new Error('no such domain is needed here');
          const [field, operator, value] = term;
          return operator === 'in' ? (value as unknown[]).includes(each[field]) : each[field] === value;
        }),
      );
      return rows.map((each) => row.parse(each));
    },
    externalIds: async () => Promise.resolve(new Map()),
    fields: async (model: string) => {
      const [row] = tables[model] ?? [undefined];
      const names = [...Object.keys(row ?? {}), ...(model === 'ir.module.module' ? ['imported'] : [])];
      const field = { type: 'char', required: false, relation: null };
      return Promise.resolve(model in tables ? new Map(names.map((name) => [name, field])) : null);
    },
    load: async () => Promise.reject(new Error('nothing is loaded here')),
    create: async (model: string, values: readonly unknown[]) => {
      await note(model, 'create', undefined, values[0]);
      return [99];
    },
    write: async (model: string, ids: readonly number[], values: unknown) =>
      note(model, 'write', ids, values),
    call: async (model: string, method: string, request: { ids?: readonly number[]; read?: boolean }) => {
      if (method === 'search_count') return (tables[model] ?? []).length;
      await note(model, method, request.ids);
      return true;
    },
  } as unknown as OdooWriter;
  return { odoo, writes };
}

async function failure(promise: Promise<unknown>): Promise<OdooError> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof OdooError) return error;
  throw error;
}

describe('installApp', () => {
  it('imports the file and gives the connector its group', async () => {
    const group = {
      id: 1,
      module: 'woo_connector',
      name: 'group_connector',
      model: 'res.groups',
      res_id: 55,
    };
    const { odoo, writes } = scripted({ ...READY, 'ir.model.data': [group] });
    const installed = await installApp(odoo, app, { connectorLogin: 'connector' });
    expect(installed.connector).toBe('connector');
    expect(writes).toEqual([
      {
        method: 'create',
        model: 'base.import.module',
        values: { module_file: Buffer.from(app.zip).toString('base64') },
      },
      { method: 'import_module', model: 'base.import.module', ids: [99] },
      { method: 'write', model: 'res.users', ids: [6], values: { groups_id: [[4, 55, 0]] } },
    ]);
  });

  it('outlasts a lost answer: a slow server goes on with the import', async () => {
    const tables = { ...READY };
    const { odoo, writes } = scripted(tables);
    const lost = () =>
      Promise.reject(new OdooError({ code: 'odoo.timeout', message: 'No answer.', applied: 'unknown' }));
    let waits = 0;
    const wait = () => {
      waits += 1;
      if (waits === 3) tables['ir.module.module'] = [{ ...IMPORTED, latest_version: app.version }];
      return Promise.resolve();
    };
    const options = { connectorLogin: 'connector', wait };
    const installed = await installApp({ ...odoo, call: lost }, app, options);
    expect(waits).toBe(3);
    expect(installed).toMatchObject({ status: { state: 'current' }, connector: 'connector' });
    expect(writes.map(({ method }) => method)).toEqual(['create']);
  });

  it.each<[string, Tables, string]>([
    ['app.already_installed', { ...READY, 'ir.module.module': [IMPORTED] }, 'connector'],
    ['app.name_taken', { ...READY, 'ir.module.module': [{ ...IMPORTED, imported: false }] }, 'connector'],
    ['app.no_import', { 'ir.module.module': [], 'res.users': READY['res.users'] ?? [] }, 'connector'],
    ['app.no_such_user', READY, 'nobody'],
  ])('says %s before it writes anything', async (code, tables, connectorLogin) => {
    const { odoo, writes } = scripted(tables);
    const error = await failure(installApp(odoo, app, { connectorLogin }));
    expect(error.code).toBe(code);
    expect(error.hint).toBeDefined();
    expect(writes).toEqual([]);
  });

  it.each(['ir.module.module', 'base.import.module'])(
    'says that an administrator is needed for %s',
    async (refuse) => {
      const { odoo } = scripted(READY, { refuse });
      const error = await failure(installApp(odoo, app));
      expect(error).toMatchObject({ code: 'app.not_administrator' });
      expect(error.message).toContain('"admin"');
    },
  );
});

/** The rows by which a database knows a field as the generated app says it. */
function storedField(id: string, resId: number, change: Readonly<Record<string, unknown>> = {}) {
  const row = app.fields.get(id);
  if (row === undefined) throw new Error(`${id} is no field`);
  const flags = ['index', 'readonly', 'copied', 'required', 'store'];
  const cells = [...row].map(([name, cell]) => [name, flags.includes(name) ? cell === '1' : cell || false]);
  return {
    data: { id: resId, module: 'woo_connector', model: 'ir.model.fields', name: id, res_id: resId },
    field: {
      depends: false,
      ...(Object.fromEntries(cells) as object),
      id: resId,
      state: 'manual',
      ...change,
    },
  };
}

describe('upgradeApp', () => {
  it('sends only the fields that changed', async () => {
    const same = storedField('field_x_woo_state_x_code', 41);
    const other = storedField('field_x_woo_state_x_status', 42, { field_description: 'Old Label' });
    const { odoo, writes } = scripted({
      ...READY,
      'ir.module.module': [{ ...IMPORTED, latest_version: '18.0.0.9.0' }],
      'ir.model.data': [same.data, other.data],
      'ir.model.fields': [same.field, other.field],
    });
    await upgradeApp(odoo, app);
    const file = (writes[0]?.values as { module_file: string }).module_file;
    const csv = strFromU8(
      unzipSync(Buffer.from(file, 'base64'))['woo_connector/data/ir.model.fields.csv'] ?? new Uint8Array(),
    );
    expect(csv).not.toContain('field_x_woo_state_x_code"');
    expect(csv).toContain('field_x_woo_state_x_status"');
    expect(writes.map(({ method }) => method)).toEqual(['create', 'import_module']);
  });

  it('never goes back, and does not install', async () => {
    const newer = scripted({
      ...READY,
      'ir.module.module': [{ ...IMPORTED, latest_version: '18.0.99.0.0' }],
    });
    expect(await failure(upgradeApp(newer.odoo, app))).toMatchObject({ code: 'app.newer_installed' });
    const none = scripted(READY);
    expect(await failure(upgradeApp(none.odoo, app))).toMatchObject({ code: 'app.not_installed' });
    expect([...newer.writes, ...none.writes]).toEqual([]);
  });
});

describe('uninstallApp', () => {
  it('counts what would go, and removes the module alone', async () => {
    const { odoo, writes } = scripted({
      ...READY,
      'ir.module.module': [IMPORTED],
      x_woo_state: [{ id: 1 }, { id: 2 }],
    });
    expect(await uninstallEffects(odoo, app)).toEqual([
      { model: 'x_woo_state', label: 'WooCommerce State', rows: 2 },
    ]);
    expect(writes).toEqual([]);
    await uninstallApp(odoo, app);
    expect(writes).toEqual([{ method: 'button_immediate_uninstall', model: 'ir.module.module', ids: [7] }]);
    expect(await failure(uninstallApp(scripted(READY).odoo, app))).toMatchObject({
      code: 'app.not_installed',
    });
  });
});

describe('appStatus', () => {
  it('distinguishes the four states', async () => {
    const stateOf = async (latest_version: string) =>
      (
        await appStatus(
          scripted({ ...READY, 'ir.module.module': [{ ...IMPORTED, latest_version }] }).odoo,
          app,
        )
      ).state;
    expect((await appStatus(scripted(READY).odoo, app)).state).toBe('not_installed');
    expect(await stateOf('18.0.1.12.1')).toBe('current');
    expect(await stateOf('18.0.0.10.0')).toBe('upgrade_needed');
    expect(await stateOf('18.0.1.13.0')).toBe('newer_installed');
  });

  it('names what is no longer used, but not what Odoo itself named, nor rows', async () => {
    const data = (id: number, model: string, name: string) => ({
      id,
      module: 'woo_connector',
      model,
      name,
      res_id: id,
    });
    const { odoo } = scripted({
      ...READY,
      'ir.module.module': [IMPORTED],
      'ir.model.data': [
        data(1, 'ir.model.fields', 'field_x_woo_state_x_old'),
        data(2, 'ir.model.fields', 'field_x_woo_state_x_code'),
        data(3, 'ir.model.fields', 'field_x_woo_state__create_uid'),
        data(4, 'ir.ui.menu', 'menu_old'),
        data(5, 'x_woo_state', 'b85008f02_state_MX_JA'),
      ],
    });
    expect((await appStatus(odoo, app)).unused).toEqual([
      { model: 'ir.model.fields', externalId: 'field_x_woo_state_x_old', id: 1 },
      { model: 'ir.ui.menu', externalId: 'menu_old', id: 4 },
    ]);
  });

  it('compares versions by their numbers', () => {
    expect(compareVersions('18.0.1.9.0', '18.0.1.10.0')).toBeLessThan(0);
    expect(compareVersions('18.0.1.0', '18.0.1.0.0')).toBe(0);
    expect(compareVersions('saas~18.2.1.0.0', '18.0.1.12.1')).toBeGreaterThan(0);
  });
});
