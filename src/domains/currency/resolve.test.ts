import { describe, expect, it } from 'vitest';
import { DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import { EMPTY_MEMORY } from '../../core/memory.ts';
import type { OdooCurrency, StoreCurrency } from './facts.ts';
import { planCurrency } from './plan.ts';
import { resolveCurrency } from './resolve.ts';

const STORE: StoreCurrency = {
  ...{ code: 'EUR', position: 'left', thousandSeparator: '', decimalSeparator: '.', decimals: 2 },
};

const currency = (id: number, code: string, active: boolean): OdooCurrency => ({
  ...{ id, code, active, externalId: `base.${code}` },
});

function resolve(code: string, isActive: boolean, inactiveCurrency: 'activate' | 'ask' = 'ask') {
  const input = {
    store: STORE,
    odoo: [currency(1, 'USD', true), currency(2, 'EUR', isActive), currency(3, 'GBP', false)],
    memory: EMPTY_MEMORY,
    mirror: null,
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      inactiveCurrency,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: false,
    },
    ...{ backendId: '5b1f6a52-0000-4000-8000-000000000001', odooSeries: 18, found: () => null },
  } as const;
  const resolutions = resolveCurrency(planCurrency(input), { currency: code }, input);
  expect(resolutions).toHaveLength(1);
  return resolutions[0];
}

describe('the currency of an order', () => {
  it('is found by its code, in any case', () => {
    for (const code of ['EUR', 'eur', ' EUR '])
      expect(resolve(code, true)).toMatchObject({ status: 'found', rule: 'code', record: { id: 2 } });
  });

  it('that is switched off waits for a user, or for the sync that activates it', () => {
    expect(resolve('EUR', false)).toMatchObject({ status: 'conflict', rule: 'inactive', record: { id: 2 } });
    expect(resolve('EUR', false, 'activate')).toMatchObject({
      ...{ status: 'pending', rule: 'inactive', record: { id: 2 } },
    });
  });

  it('may be another than the store has today', () => {
    const former = resolve('USD', true);
    expect(former).toMatchObject({ status: 'found', rule: 'code', record: { id: 1 } });
    expect(former?.reason).toContain('the store sells in EUR today');
    // No policy activates it.
    expect(resolve('GBP', true, 'activate')).toMatchObject({ status: 'conflict', record: { id: 3 } });
    expect(resolve('BTC', true)).toMatchObject({ status: 'none', rule: 'unknown' });
  });

  it.each(['', ' ', 'E UR', '€', 'X'.repeat(17)])('"%s" is refused', (code) => {
    expect(() => resolve(code, true)).toThrow('is no code of a currency');
  });
});
