import { describe, expect, it } from 'vitest';
import type { JsonValue, StoreReader, UnavailableGroup } from '../../woocommerce/port.ts';
import { readStoreCurrency } from './read-store.ts';

const NAMES = {
  code: 'woocommerce_currency',
  position: 'woocommerce_currency_pos',
  thousand: 'woocommerce_price_thousand_sep',
  decimal: 'woocommerce_price_decimal_sep',
  decimals: 'woocommerce_price_num_decimals',
} as const;

function storeWith(
  values: Partial<Record<keyof typeof NAMES, JsonValue>>,
  unavailable: readonly UnavailableGroup[] = [],
): Pick<StoreReader, 'settings'> {
  const settings = Object.entries(values).map(([name, value]) => ({
    group: 'general',
    id: NAMES[name as keyof typeof NAMES],
    label: name,
    type: 'text',
    value,
    default: '',
  }));
  return {
    settings: () => Promise.resolve({ groups: [], settings, hidden: [], unavailable, skipped: [] }),
  };
}

describe('reading the currency of a store', () => {
  it('takes the values as the merchant set them', async () => {
    const store = storeWith({
      code: ' eur ',
      position: 'right_space',
      thousand: '.',
      decimal: ',',
      decimals: '2',
    });
    expect(await readStoreCurrency(store)).toEqual({
      code: 'EUR',
      position: 'right_space',
      thousandSeparator: '.',
      decimalSeparator: ',',
      decimals: 2,
    });
  });

  it('goes by what WooCommerce takes where a setting is missing or means nothing', async () => {
    expect(await readStoreCurrency(storeWith({ code: 'USD' }))).toEqual({
      code: 'USD',
      position: 'left',
      thousandSeparator: ',',
      decimalSeparator: '.',
      decimals: 2,
    });
    const odd = storeWith({ code: 'USD', position: 'above', thousand: '', decimal: '', decimals: 'x' });
    expect(await readStoreCurrency(odd)).toMatchObject({
      position: 'left',
      thousandSeparator: '',
      decimalSeparator: '.',
      decimals: 0,
    });
  });

  it.each([
    [3, 3],
    ['-2', 2],
    ['2 places', 2],
    ['99', 10],
  ])('reads %j decimals as PHP would: %s', async (decimals, expected) => {
    expect((await readStoreCurrency(storeWith({ code: 'USD', decimals }))).decimals).toBe(expected);
  });

  it('fails where the store does not show it, so that what is known stays valid', async () => {
    const unavailable = [{ group: 'general', code: 'store.server_error', message: 'PHP died' }];
    await expect(readStoreCurrency(storeWith({ code: 'USD' }, unavailable))).rejects.toMatchObject({
      code: 'store.currency_unread',
      message: expect.stringContaining('PHP died') as string,
    });
    for (const code of [undefined, '', '  ', null])
      await expect(readStoreCurrency(storeWith(code === undefined ? {} : { code }))).rejects.toMatchObject({
        code: 'store.currency_unread',
      });
  });

  it('does not mind another group that failed', async () => {
    const unavailable = [{ group: 'products', code: 'store.server_error', message: 'x' }];
    expect((await readStoreCurrency(storeWith({ code: 'USD' }, unavailable))).code).toBe('USD');
  });
});
