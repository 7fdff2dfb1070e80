import { describe, expect, it } from 'vitest';
import type { Agreement, Alignment } from '../../core/agreement.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { OdooConnection, SearchRead } from '../../odoo/port.ts';
import { sampleBackend } from '../../database/testing/samples.ts';
import { align, findAlignment } from './align.ts';
import type { EngineServices } from '../ports.ts';

const backend = sampleBackend({ name: 'shop' });
const administrator = { login: 'admin', secret: 'canary-6b1f' };

const rounding: Alignment = {
  ...{ model: 'res.company', ids: [1], field: 'tax_calculation_rounding_method' },
  ...{ from: 'globally', to: 'per line', value: 'round_per_line', before: 'round_globally' },
};
const saleTax: Alignment = {
  ...{ model: 'res.company', ids: [1], field: 'account_sale_tax_id' },
  ...{ from: 'none', to: '19%', value: 7, before: false },
};

function point(key: string, change: Partial<Agreement> = {}): Agreement {
  return { key, topic: key, store: 'a', odoo: 'b', verdict: 'differ', meaning: 'm', remedy: 'r', ...change };
}

/** An Odoo of one company, which notes who signs in and what is written. */
function fakeOdoo(
  company: Record<string, unknown>,
  given: { write?: (values: Record<string, unknown>) => void; uuid?: string } = {},
) {
  const written: unknown[] = [];
  const connections: OdooConnection[] = [];
  const write = given.write ?? ((values) => Object.assign(company, values));
  const services = {
    openOdoo: async (connection: OdooConnection) => {
      connections.push(connection);
      return Promise.resolve({
        identity: { login: connection.login, databaseUuid: given.uuid ?? backend.odooDatabaseUuid },
        searchRead: async (_model: string, { domain, row, fields }: SearchRead<{ id: number }>) => {
          expect(domain).toEqual([['id', 'in', [1]]]);
          const picked = Object.fromEntries(fields.map((field) => [field, company[field]]));
          return Promise.resolve('id' in company ? [row.parse({ id: 1, ...picked })] : []);
        },
        write: async (model: string, ids: number[], values: Record<string, unknown>) => {
          written.push([model, ids, values]);
          write(values);
          return Promise.resolve();
        },
      });
    },
  } as unknown as EngineServices;
  const run = (alignment: Alignment) =>
    align(backend, alignment, administrator, services, () => undefined).then(
      () => 'done',
      (error: unknown) => (error instanceof ConnectorError ? error : Promise.reject(error as Error)),
    );
  return { run, written, connections };
}

describe('findAlignment', () => {
  const agreements = [
    point('currency', { remedy: 'Choose a price list.' }),
    point('tax_rounding', { align: rounding }),
    point('tax_default_sale', { align: saleTax }),
    point('weight_unit', { verdict: 'agree', remedy: '' }),
  ];
  const find = (key: string, among = agreements) => {
    try {
      return findAlignment(among, key);
    } catch (error) {
      return error;
    }
  };

  it('answers the write of a point that differs, and none for one that agrees', () => {
    expect(find('tax_rounding')).toMatchObject({ alignment: rounding });
    expect(find('weight_unit')).toMatchObject({ alignment: null, agreement: { key: 'weight_unit' } });
  });

  it('names what can be aligned where the key is unknown', () => {
    expect(find('rounding')).toMatchObject({
      code: 'check.unknown_point',
      hint: 'These can be aligned now: tax_rounding, tax_default_sale.',
    });
    expect(find('rounding', [])).toMatchObject({ hint: expect.stringContaining('Nothing can be') as string });
  });

  it('shows what to do instead where no write settles it', () => {
    expect(find('currency')).toMatchObject({ code: 'check.not_alignable', hint: 'Choose a price list.' });
  });
});

describe('align', () => {
  it('writes one field of the record as the administrator, in the database and company of the backend', async () => {
    const odoo = fakeOdoo({ id: 1, tax_calculation_rounding_method: 'round_globally' });
    expect(await odoo.run(rounding)).toBe('done');
    expect(odoo.written).toEqual([
      ['res.company', [1], { tax_calculation_rounding_method: 'round_per_line' }],
    ]);
    expect(odoo.connections).toMatchObject([
      { ...administrator, url: backend.odooUrl, database: 'main', companyId: 1 },
    ]);
  });

  it('takes an empty relation for false, and a full one for its id', async () => {
    const company: Record<string, unknown> = { id: 1, account_sale_tax_id: false };
    const write = () => (company['account_sale_tax_id'] = [7, '19%']);
    expect(await fakeOdoo(company, { write }).run(saleTax)).toBe('done');
    expect(await fakeOdoo(company, { write }).run({ ...saleTax, before: 7 })).toBe('done');
  });

  it.each([
    [saleTax, { account_sale_tax_id: [3, '16%'] }, '3 in Odoo now, not empty'],
    [rounding, { tax_calculation_rounding_method: 'round_per_line' }, '"round_per_line" in Odoo now'],
  ])('refuses where Odoo has something else than was checked: %j', async (alignment, company, words) => {
    const odoo = fakeOdoo({ id: 1, ...company });
    expect(await odoo.run(alignment)).toMatchObject({
      code: 'check.changed',
      message: expect.stringContaining(words) as string,
    });
    expect(odoo.written).toEqual([]);
  });

  it('writes several records at once, and none where one of them has changed', async () => {
    const positions = { model: 'account.fiscal.position', field: 'auto_apply', value: false, before: true };
    const both: Alignment = { ...positions, ids: [1, 2], from: 'on', to: 'off' };
    const fake = (first: boolean) => {
      const written: unknown[] = [];
      const applied = new Map([
        [1, first],
        [2, true],
      ]);
      const services = {
        openOdoo: async () =>
          Promise.resolve({
            identity: { login: 'admin', databaseUuid: backend.odooDatabaseUuid },
            searchRead: async (_model: string, { row }: SearchRead<{ id: number }>) =>
              Promise.resolve([...applied].map(([id, auto_apply]) => row.parse({ id, auto_apply }))),
            write: async (_model: string, ids: number[], values: { auto_apply: boolean }) => {
              written.push([ids, values]);
              for (const id of ids) applied.set(id, values.auto_apply);
              return Promise.resolve();
            },
          }),
      } as unknown as EngineServices;
      return { written, run: () => align(backend, both, administrator, services, () => undefined) };
    };
    const whole = fake(true);
    await whole.run();
    expect(whole.written).toEqual([[[1, 2], { auto_apply: false }]]);
    const changed = fake(false);
    await expect(changed.run()).rejects.toMatchObject({
      code: 'check.changed',
      message: expect.stringContaining('account.fiscal.position 1 is empty') as string,
    });
    expect(changed.written).toEqual([]);
  });

  it('writes a value of its own to each record, none of them where one has changed', async () => {
    const written: unknown[] = [];
    const sequences = new Map([
      [3, 3],
      [4, 4],
    ]);
    const services = {
      openOdoo: async () =>
        Promise.resolve({
          identity: { login: 'admin', databaseUuid: backend.odooDatabaseUuid },
          searchRead: async (_model: string, { row }: SearchRead<{ id: number }>) =>
            Promise.resolve([...sequences].map(([id, sequence]) => row.parse({ id, sequence }))),
          write: async (_model: string, ids: number[], values: { sequence: number }) => {
            written.push([ids, values]);
            for (const id of ids) sequences.set(id, values.sequence);
            return Promise.resolve();
          },
        }),
    } as unknown as EngineServices;
    const order: Alignment = {
      ...{ model: 'account.fiscal.position', ids: [3, 4], field: 'sequence', from: '3, 4', to: '20, 21' },
      ...{ value: 20, before: 3 },
      each: [
        { id: 3, value: 20, before: 3 },
        { id: 4, value: 21, before: 4 },
      ],
    };
    const run = () => align(backend, order, administrator, services, () => undefined);
    await run();
    expect(written).toEqual([
      [[3], { sequence: 20 }],
      [[4], { sequence: 21 }],
    ]);
    await expect(run()).rejects.toMatchObject({
      code: 'check.changed',
      message: expect.stringContaining('account.fiscal.position 3, 4 is 20 in Odoo now, not 3') as string,
    });
    expect(written).toHaveLength(2);
  });

  it('refuses another database than the one of the backend', async () => {
    const odoo = fakeOdoo({ id: 1, tax_calculation_rounding_method: 'round_globally' }, { uuid: 'another' });
    expect(await odoo.run(rounding)).toMatchObject({ code: 'odoo.other_database' });
    expect(odoo.written).toEqual([]);
  });

  it('reports that an administrator is needed, and leaves other failures as they are', async () => {
    const company = () => ({ id: 1, tax_calculation_rounding_method: 'round_globally' });
    const failing = (code: string) => ({
      write: () => {
        throw new ConnectorError({ code, message: 'no' });
      },
    });
    expect(await fakeOdoo(company(), failing('odoo.access_error')).run(rounding)).toMatchObject({
      code: 'check.not_allowed',
      message: expect.stringContaining('admin') as string,
    });
    expect(await fakeOdoo(company(), failing('odoo.validation')).run(rounding)).toMatchObject({
      code: 'odoo.validation',
    });
  });

  it('does not believe a yes that changed nothing', async () => {
    const odoo = fakeOdoo(
      { id: 1, tax_calculation_rounding_method: 'round_globally' },
      { write: () => undefined },
    );
    expect(await odoo.run(rounding)).toMatchObject({ code: 'check.not_taken' });
  });

  it('reports it where the administrator does not see the company', async () => {
    const odoo = fakeOdoo({});
    expect(await odoo.run(rounding)).toMatchObject({ code: 'check.not_found' });
    expect(odoo.written).toEqual([]);
  });
});
