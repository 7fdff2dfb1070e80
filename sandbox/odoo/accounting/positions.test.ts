import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from '../call-by-rpc.ts';
import type { Json } from '../../json.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

describe.each([17, 18, 19] as const)('fiscal positions of Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const call = (model: string, method: string, args: readonly unknown[]) =>
    callByRpc(odoo, 'connector', [model, method, args]);
  const makeTax = async (name: string, more: object = {}) =>
    Number(await call('account.tax', 'create', [{ name, amount: 7, ...more }]));
  const position = (id: Json = 0) => odoo.control.records('account.fiscal.position', [['id', '=', id]])[0];

  it('go in by load, states as a list that is replaced or emptied', async () => {
    const [first, second] = ['base.state_us_5', 'base.state_us_27'].map((id) => odoo.control.resolve(id));
    const columns = ['id', 'name', 'auto_apply', 'country_id/.id', 'state_ids/.id', 'zip_from', 'zip_to'];
    const load = (country: string, list: string) =>
      call('account.fiscal.position', 'load', [columns, [['w.ca', 'CA', '1', country, list, '902', '9029']]]);
    const made = (await load('233', `${first},${second}`)) as { ids: number[] };
    const id = made.ids[0];
    expect(position(id)).toMatchObject({
      company_id: 1,
      country_id: 233,
      state_ids: [first, second],
      zip_from: '0902',
      zip_to: '9029',
      auto_apply: true,
      sequence: false,
    });
    expect(await call('account.fiscal.position', 'read', [[id], ['sequence', 'states_count']])).toMatchObject(
      [{ sequence: 0, states_count: expect.any(Number) as unknown }],
    );
    await load('233', `${second}`);
    expect(position(id)).toMatchObject({ state_ids: [second] });
    await load('', '');
    expect(position(id)).toMatchObject({ state_ids: [], country_id: false });
  });

  it('refuse one zip without the other, and the wrong order', async () => {
    for (const zips of [{ zip_from: '1' }, { zip_from: '2', zip_to: '1' }]) {
      const answer = await call('account.fiscal.position', 'create', [{ name: 'Z', ...zips }]);
      expect(answer).toMatchObject({ exception: 'odoo.exceptions.ValidationError' });
    }
  });

  if (series < 19) {
    const COLUMNS = ['id', 'name', 'tax_ids/id', 'tax_ids/tax_src_id/.id', 'tax_ids/tax_dest_id/.id'];

    it('map by lines, each with an id of its own; a line may lose its destination', async () => {
      const [from, to] = [await makeTax('From'), await makeTax('To')];
      const load = (dest: string) =>
        call('account.fiscal.position', 'load', [
          COLUMNS,
          [
            ['w.p', 'P', 'w.p_1', `${from}`, dest],
            ['', '', 'w.p_2', `${to}`, ''],
          ],
        ]);
      const made = (await load(`${to}`)) as { ids: number[] };
      await load('');
      const lines = odoo.control.records('account.fiscal.position.tax', [
        ['position_id', '=', made.ids[0] ?? 0],
      ]);
      expect(lines.map((line) => [line['tax_src_id'], line['tax_dest_id']])).toEqual([
        [from, false],
        [to, false],
      ]);
      const [read] = (await call('account.fiscal.position', 'read', [made.ids, ['tax_ids']])) as object[];
      expect(read).toMatchObject({ tax_ids: lines.map((line) => line['id']) });
      await call('account.fiscal.position', 'unlink', [made.ids]);
      expect(odoo.control.records('account.fiscal.position.tax')).toEqual([]);
    });

    it('refuse one pair twice, but not two lines without destination', async () => {
      const [from, to] = [await makeTax('From'), await makeTax('To')];
      const id = await call('account.fiscal.position', 'create', [{ name: 'P' }]);
      const line = (dest: unknown) =>
        call('account.fiscal.position.tax', 'create', [
          { position_id: id, tax_src_id: from, tax_dest_id: dest },
        ]);
      expect(await line(false)).toBeTypeOf('number');
      expect(await line(false)).toBeTypeOf('number');
      expect(await line(to)).toBeTypeOf('number');
      expect(await line(to)).toMatchObject({
        exception: 'odoo.exceptions.ValidationError',
        message: expect.stringContaining('only one time on same taxes') as unknown,
      });
    });
  } else {
    it('hold taxes that show what they replace; both sides agree', async () => {
      const from = await makeTax('From');
      const id = Number(await call('account.fiscal.position', 'create', [{ name: 'P' }]));
      const columns = ['id', 'name', 'amount', 'fiscal_position_ids/.id', 'original_tax_ids/.id'];
      const made = (await call('account.tax', 'load', [
        columns,
        [['w.to', 'To', '8', `${id}`, `${from}`]],
      ])) as { ids: number[] };
      const [to = 0] = made.ids;
      const read = async () =>
        (await call('account.fiscal.position', 'read', [[id], ['tax_ids', 'tax_map']])) as object[];
      expect(await read()).toMatchObject([{ tax_ids: [to], tax_map: { [`${from}`]: [to] } }]);
      await call('account.fiscal.position', 'write', [[id], { tax_ids: [[6, 0, [from]]] }]);
      expect(odoo.control.records('account.tax', [['id', 'in', [from, to]]])).toMatchObject([
        { fiscal_position_ids: [id] },
        { fiscal_position_ids: [] },
      ]);
      expect(await call('account.fiscal.position.tax', 'search_count', [[]])).toHaveProperty('exception');
    });

    it('let a tax replace one of the row above', async () => {
      const columns = ['id', 'name', 'amount', 'original_tax_ids/id'];
      const rows = [
        ['w.a', 'A', '1', ''],
        ['w.b', 'B', '2', 'w.a'],
      ];
      const { ids } = (await call('account.tax', 'load', [columns, rows])) as { ids: number[] };
      expect(odoo.control.records('account.tax', [['id', '=', ids[1] ?? 0]])).toMatchObject([
        { original_tax_ids: [ids[0]] },
      ]);
    });

    it('make the lowest one of the country domestic', async () => {
      const domestic = async () =>
        (await call('account.fiscal.position', 'search_read', [
          [['is_domestic', '=', true]],
          ['name'],
        ])) as object[];
      expect(await domestic()).toMatchObject([{ name: 'Domestic' }]);
      await call('account.fiscal.position', 'create', [{ name: 'Ours', country_id: 233, sequence: 1 }]);
      expect(await domestic()).toMatchObject([{ name: 'Ours' }]);
    });
  }
});
