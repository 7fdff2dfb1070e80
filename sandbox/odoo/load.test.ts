import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from './call-by-rpc.ts';
import { startOdoo } from './start.ts';
import type { SandboxOdoo } from './start.ts';

const COLUMNS = ['id', 'name', 'code', 'country_id/.id'];
let odoo: SandboxOdoo;

beforeAll(async () => {
  odoo = await startOdoo({ series: 18 });
  odoo.control.snapshot('fresh');
});
beforeEach(() => {
  odoo.control.restore('fresh');
  odoo.control.reset();
});
afterAll(() => odoo.close());

interface Loaded {
  readonly ids: readonly number[] | false;
  readonly messages: readonly {
    readonly record?: number;
    readonly message: string;
    readonly type: string;
    readonly field?: string;
  }[];
}

async function load(
  rows: readonly (readonly unknown[])[],
  columns = COLUMNS,
  model = 'res.country.state',
): Promise<Loaded> {
  return (await callByRpc(odoo, 'connector', [model, 'load', [columns, rows]])) as Loaded;
}

const state = (name: string, code: string, country: unknown = '233') => [
  `__woo_sync__.${name}`,
  `State ${name}`,
  code,
  country,
];
const found = (code: string) => odoo.control.records('res.country.state', [['code', '=', code]]);

describe('load', () => {
  it('creates by external id, and repeated it makes nothing twice', async () => {
    const first = await load([state('a', 'QA'), state('b', 'QB')]);
    const again = await load([state('a', 'QA'), state('b', 'QX9')]);
    expect(again).toEqual(first);
    expect(first.ids).toHaveLength(2);
    expect(found('QB')).toEqual([]);
    expect(found('QX9')).toMatchObject([{ name: 'State b', country_id: 233 }]);
    expect(odoo.control.resolve('__woo_sync__.a')).toBe((first.ids as number[])[0]);
  });

  it('is all or nothing, and names every bad row', async () => {
    const result = await load([state('a', 'QA'), state('b', ''), state('c', 'CA'), state('d', 'QD', 'x')]);
    expect(result.ids).toBe(false);
    expect(result.messages.map(({ record, field }) => [record, field ?? ''])).toEqual([
      [3, 'country_id'],
      [1, 'code'],
      [2, ''],
      [3, 'country_id'],
    ]);
    expect(result.messages[0]?.message).toBe("Invalid database id 'x' for the field 'Country'");
    expect(found('QA')).toEqual([]);
    expect(odoo.control.resolve('__woo_sync__.a')).toBeNull();
    expect(odoo.control.counts().changes).toBe(0);
  });

  it('makes one record of the same id twice in a batch', async () => {
    const result = await load([state('a', 'QA'), state('a', 'QB')]);
    expect(new Set(result.ids as number[]).size).toBe(1);
    expect([found('QA').length, found('QB').length]).toEqual([0, 1]);
  });

  it('refuses the second of two rows with one code', async () => {
    const result = await load([state('a', 'QA'), state('b', 'QA')]);
    expect(result.messages).toMatchObject([{ record: 1, type: 'error' }]);
  });

  it('gives a record without a module to __import__, and refuses spaces', async () => {
    await load([['plain', 'Plain', 'QP', '233']]);
    expect(odoo.control.resolve('__import__.plain')).not.toBeNull();
    const refused = await load([['__woo_sync__.a b', 'Spaced', 'QS', '233']]);
    expect(refused.messages[0]?.message).toContain('ir_model_data_name_nospaces');
  });

  it('makes a record anew when the old one was deleted', async () => {
    const first = await load([state('a', 'QA')]);
    odoo.control.unlink('res.country.state', first.ids as number[]);
    expect(odoo.control.resolve('__woo_sync__.a')).toBeNull();
    const second = await load([state('a', 'QA')]);
    expect(second.ids).not.toEqual(first.ids);
  });

  it('finds the country by name or by external id, and shows when there is none', async () => {
    await load([state('a', 'QA', 'Germany')], ['id', 'name', 'code', 'country_id']);
    await load([state('b', 'QB', 'base.uk')], ['id', 'name', 'code', 'country_id/id']);
    expect([...found('QA'), ...found('QB')].map((row) => row['country_id'])).toEqual([57, 231]);
    const missing = await load([state('c', 'QX9', 'base.zz')], ['id', 'name', 'code', 'country_id/id']);
    expect(missing.messages[0]?.message).toBe(
      "No matching record found for external id 'base.zz' in field 'Country'",
    );
  });

  it('will not take an external id that belongs to another model', async () => {
    const result = await load([['base.us', 'X', 'QX', '233']]);
    expect(result.messages).toMatchObject([
      { record: 0, message: expect.stringContaining('different model res.country') as unknown },
    ]);
    expect(result.messages).toHaveLength(1);
  });

  it('says once per row that the user may not', async () => {
    const rows = [
      ['__woo_sync__.c1', 'One', 'X1'],
      ['__woo_sync__.c2', 'Two', 'X2'],
    ];
    const result = await load(rows, ['id', 'name', 'code'], 'res.country');
    expect(result.messages.map(({ record }) => record)).toEqual([0, 1]);
    expect(result.messages[0]?.message).toContain("not allowed to create 'Country' (res.country)");
  });

  it('gives up after ten errors when more than every tenth row fails', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => state(`s${index}`, 'CA'));
    const result = await load(rows);
    expect(result.messages.filter(({ type }) => type === 'error')).toHaveLength(10);
    expect(result.messages.at(-1)).toMatchObject({ type: 'warning' });
  });

  it('raises where the columns or the rows do not fit', async () => {
    expect(await load([['x.a', '1']], ['id', 'nope'])).toMatchObject({ exception: 'builtins.ValueError' });
    expect(await load([['x.a']], ['id', 'name'])).toMatchObject({ exception: 'builtins.IndexError' });
  });
});
