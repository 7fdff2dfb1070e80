import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

let odoo: SandboxOdoo;
beforeAll(async () => {
  odoo = await startOdoo({ series: 18 });
  odoo.control.snapshot('fresh');
});
beforeEach(() => {
  odoo.control.restore('fresh');
});
afterAll(() => odoo.close());

const call = (
  model: string,
  method: string,
  args: readonly unknown[],
  kwargs = {},
  user: 'connector' | 'employee' = 'connector',
) => callByRpc(odoo, user, [model, method, args, kwargs]);
const currency = (name: string) =>
  Number(
    odoo.control.records('res.currency', [
      ['name', '=', name],
      ['active', 'in', [true, false]],
    ])[0]?.['id'],
  );
const read = async (name: string, fields: readonly string[], context = {}) =>
  ((await call('res.currency', 'read', [[currency(name)], fields], { context })) as object[])[0];

describe('currencies', () => {
  it('show how amounts are written and rounded', async () => {
    const fields = ['symbol', 'position', 'rounding', 'decimal_places', 'active'];
    expect(await read('USD', fields)).toMatchObject({
      position: 'before',
      rounding: 0.01,
      decimal_places: 2,
    });
    expect(await read('EUR', fields)).toMatchObject({ symbol: '€', position: 'after', active: false });
    expect(await read('JPY', fields)).toMatchObject({ rounding: 1, decimal_places: 0 });
    odoo.control.write('res.currency', [currency('JPY')], { rounding: 0.05 });
    expect(await read('JPY', fields)).toMatchObject({ decimal_places: 2 });
  });

  it('are activated by an accountant, and not by an employee; the company keeps its own', async () => {
    const euro = [currency('EUR')];
    expect(await call('res.currency', 'write', [euro, { active: true }], {}, 'employee')).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
    expect(await call('res.currency', 'write', [euro, { active: true }])).toBe(true);
    expect(await read('EUR', ['active'])).toMatchObject({ active: true });
    expect(await call('res.currency', 'write', [euro, { active: false }])).toBe(true);
    expect(await call('res.currency', 'write', [[1], { active: false }])).toMatchObject({
      exception: 'odoo.exceptions.UserError',
    });
    expect(await call('res.currency', 'write', [euro, { rounding: 0 }])).toMatchObject({
      exception: 'odoo.exceptions.ValidationError',
    });
  });
});

describe('rates', () => {
  const rate = (name: string, values: object) =>
    call('res.currency.rate', 'create', [{ currency_id: currency('EUR'), name, ...values }]);
  const rateAt = async (date: string) => read('EUR', ['rate', 'inverse_rate'], { date });

  it('are 1 until one is given, and then the newest that is not after the day', async () => {
    expect(await read('EUR', ['rate', 'date'])).toMatchObject({ rate: 1, date: false });
    await rate('2026-01-01', { rate: 0.8 });
    await rate('2026-03-01', { rate: 0.5 });
    expect(await rateAt('2025-12-31')).toMatchObject({ rate: 1 });
    expect(await rateAt('2026-02-28')).toMatchObject({ rate: 0.8, inverse_rate: 1.25 });
    expect(await rateAt('2026-03-01')).toMatchObject({ rate: 0.5, inverse_rate: 2 });
    expect(await read('EUR', ['date'])).toMatchObject({ date: '2026-03-01' });
  });

  it('prefer the company’s own to everybody’s', async () => {
    await rate('2026-01-01', { rate: 0.8 });
    await rate('2026-02-01', { rate: 0.5, company_id: false });
    expect(await rateAt('2026-03-01')).toMatchObject({ rate: 0.8 });
  });

  it('may be given the other way round, against a company whose own currency has a rate too', async () => {
    await rate('2026-01-01', { inverse_company_rate: 1.25 });
    expect(await rateAt('2026-01-01')).toMatchObject({ rate: 0.8 });
    odoo.control.create('res.currency.rate', [
      { currency_id: 1, company_id: 1, name: '2020-01-01', rate: 2 },
    ]);
    // 0.8 for one of the currency whose rate is 1, of which a dollar now is half.
    expect(await rateAt('2026-01-01')).toMatchObject({ rate: 0.4 });
    await rate('2026-02-01', { company_rate: 0.9 });
    expect(await rateAt('2026-02-01')).toMatchObject({ rate: 0.9 });
  });

  it('are one a day, and more than nothing', async () => {
    await rate('2026-01-01', { rate: 0.8 });
    const refused = { exception: 'odoo.exceptions.ValidationError' };
    expect(await rate('2026-01-01', { rate: 0.9 })).toMatchObject(refused);
    expect(await rate('2026-01-02', { rate: 0 })).toMatchObject(refused);
    expect(await call('res.currency.rate', 'create', [{ currency_id: 1 }], {}, 'employee')).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
  });
});
