import { describe, expect, it } from 'vitest';
import { DEFAULT_TAX_POLICY, type PlanInput, type PlanPolicy } from '../../core/domain.ts';
import { EMPTY_MEMORY, type Binding, type ManagedRecord, type Memory } from '../../core/memory.ts';
import type { OdooCurrency, StoreCurrency } from './facts.ts';
import { CURRENCY_ROWS, currencyRows } from './app/rows.ts';
import { planCurrency } from './plan.ts';

type Input = PlanInput<StoreCurrency, readonly OdooCurrency[]>;

const BACKEND = '5b1f6a52-0000-4000-8000-000000000001';

const EURO: StoreCurrency = {
  code: 'EUR',
  position: 'right_space',
  thousandSeparator: '.',
  decimalSeparator: ',',
  decimals: 2,
};

const currency = (id: number, code: string, active: boolean): OdooCurrency => ({
  id,
  code,
  active,
  externalId: `base.${code}`,
});

const DOLLAR = currency(1, 'USD', true);
const EUR_ON = currency(2, 'EUR', true);
const EUR_OFF = currency(2, 'EUR', false);

const managed = (over: Partial<ManagedRecord>): Memory => ({
  ...EMPTY_MEMORY,
  managed: [
    {
      externalId: 'base.EUR',
      model: 'res.currency',
      odooId: 2,
      owner: BACKEND,
      written: null,
      intended: null,
      ...over,
    },
  ],
});

const bound = (key: string, odooId: number, archivedAt: string | null = null): Memory => {
  const binding: Binding = { type: 'currency', key, model: 'res.currency', odooId, rule: 'code', archivedAt };
  return { ...EMPTY_MEMORY, bindings: [binding] };
};

function plan(odoo: readonly OdooCurrency[], over: Partial<Input> = {}, policy: Partial<PlanPolicy> = {}) {
  const made = planCurrency({
    store: EURO,
    odoo,
    memory: EMPTY_MEMORY,
    mirror: null,
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: false,
      ...policy,
    },
    backendId: BACKEND,
    odooSeries: 18,
    found: () => null,
    ...over,
  });
  expect(made.notes).toEqual([]);
  return made.operations;
}

const ACTIVATE = { inactiveCurrency: 'activate' } as const;

describe('the currency of the store', () => {
  it('is represented by the one of the same code, however it is spelled', () => {
    expect(plan([DOLLAR, EUR_ON])).toMatchObject([{ kind: 'link', rule: 'code', record: { id: 2 } }]);
    expect(plan([currency(2, 'eur', true)])).toMatchObject([{ kind: 'link', record: { id: 2 } }]);
    expect(plan([EUR_ON], { memory: bound('EUR', 2) })).toMatchObject([{ kind: 'keep' }]);
    expect(plan([EUR_ON], { memory: bound('EUR', 9) })).toMatchObject([{ kind: 'link' }]);
    expect(plan([EUR_ON], { memory: bound('EUR', 2, '2026-11-23') })).toMatchObject([{ kind: 'link' }]);
  });

  it('is asked for where Odoo has none of its code', () => {
    for (const policy of [{}, ACTIVATE]) {
      const [operation] = plan([DOLLAR], {}, policy);
      expect(operation).toMatchObject({ kind: 'conflict', rule: 'missing', subject: { key: 'EUR' } });
      expect(operation?.record).toBeUndefined();
    }
  });

  it('is unsupported where its code is longer than those of Odoo: no user could create it', () => {
    const [operation] = plan([DOLLAR], { store: { ...EURO, code: 'IRHT' } }, ACTIVATE);
    expect(operation).toMatchObject({ kind: 'unsupported', rule: 'missing', subject: { key: 'IRHT' } });
    expect(operation?.reason).toContain('let the store sell in a currency of ISO 4217');
  });

  it('is asked for where it is switched off, with what to do', () => {
    for (const policy of [{}, { inactiveCurrency: 'ask' } as const]) {
      const [operation] = plan([DOLLAR, EUR_OFF], {}, policy);
      expect(operation).toMatchObject({ kind: 'conflict', rule: 'inactive', record: { id: 2 } });
      expect(operation?.reason).toContain('--currency activate');
      expect(operation?.write).toBeUndefined();
    }
  });

  it('is activated by policy, under the id that Odoo gave it', () => {
    expect(plan([DOLLAR, EUR_OFF], {}, ACTIVATE)).toMatchObject([
      {
        kind: 'update',
        record: { model: 'res.currency', id: 2, externalId: 'base.EUR' },
        changes: [{ field: 'active', from: '', to: '1' }],
        write: { fields: { active: '1' }, references: {} },
      },
    ]);
  });

  it('is not activated by luck where a user created it and no external id names it', () => {
    expect(plan([{ ...EUR_OFF, externalId: undefined }], {}, ACTIVATE)).toMatchObject([
      { kind: 'conflict', rule: 'no external id', record: { id: 2 } },
    ]);
  });

  it('stays off where a user switched it off afterwards, unless the store wins', () => {
    const memory = managed({ written: { active: '1' } });
    expect(plan([EUR_OFF], { memory }, ACTIVATE)).toMatchObject([{ kind: 'conflict', rule: 'switched off' }]);
    const wins = { ...ACTIVATE, onPersonChange: 'store_wins' } as const;
    expect(plan([EUR_OFF], { memory }, wins)).toMatchObject([{ kind: 'update' }]);
  });

  it('is activated once more after a kill before the write, and settled after one behind it', () => {
    const memory = managed({ intended: { active: '1' } });
    expect(plan([EUR_OFF], { memory }, ACTIVATE)).toMatchObject([{ kind: 'update' }]);
    expect(plan([EUR_ON], { memory }, ACTIVATE)).toMatchObject([{ kind: 'link', seen: { active: '1' } }]);
    const settled = managed({ written: { active: '1' } });
    expect(plan([EUR_ON], { memory: settled }, ACTIVATE)[0]?.seen).toBeUndefined();
  });

  it('closes what the store sold in before, and leaves it as it is in Odoo', () => {
    const row = { id: 4, values: {}, choice: null, written: null };
    const mirror = {
      rows: new Map([
        [
          CURRENCY_ROWS.model,
          [
            { ...row, key: 'GBP', active: true, boundId: 6 },
            { ...row, key: 'CHF', active: false, boundId: 7 },
            { ...row, key: 'EUR', active: true, boundId: 2 },
          ],
        ],
      ]),
    };
    expect(plan([EUR_ON, DOLLAR], { memory: bound('USD', 1), mirror })).toMatchObject([
      { kind: 'link', subject: { key: 'EUR' } },
      { kind: 'archive', subject: { key: 'GBP' }, record: { id: 6 } },
      { kind: 'archive', subject: { key: 'USD' }, record: { id: 1 } },
    ]);
  });
});

describe('the row of the currency', () => {
  const rowOf = (
    store: StoreCurrency,
    odoo: readonly OdooCurrency[],
    written: Record<string, string> | null,
  ) =>
    currencyRows({
      store,
      operations: plan(odoo, { store }, ACTIVATE),
      agreements: [],
      backendId: BACKEND,
      recordId: () => 2,
      written: () => written,
    })[0];

  it('shows how prices are written, and remembers what the connector activated', () => {
    const row = rowOf(EURO, [EUR_OFF], { active: '1' });
    expect(row).toMatchObject({ key: 'EUR', model: 'x_woo_currency' });
    expect(row?.values).toEqual({
      x_name: 'EUR',
      x_code: 'EUR',
      x_position: 'right_space',
      x_thousand_separator: '.',
      x_decimal_separator: ',',
      x_decimals: '2',
      x_currency_id: '2',
      x_status: 'bound',
      x_rule: 'code',
      x_reason: '',
      x_written: '{"record":"base.EUR","values":{"active":"1"}}',
    });
    expect(Object.keys(row?.values ?? {})).toEqual([...CURRENCY_ROWS.columns]);
    // The next run finds it active, and has nothing to write.
    expect(rowOf(EURO, [EUR_ON], { active: '1' })).toEqual(row);
  });

  it('makes white space between digits visible, and nothing stays nothing', () => {
    for (const thousandSeparator of [' ', '\u00a0', '&nbsp;'])
      expect(rowOf({ ...EURO, thousandSeparator }, [EUR_ON], null)?.values).toMatchObject({
        x_thousand_separator: '(space)',
        x_written: '',
      });
    expect(rowOf({ ...EURO, thousandSeparator: '' }, [EUR_ON], null)?.values['x_thousand_separator']).toBe(
      '',
    );
  });
});
