import { ConnectorError } from '../../core/errors.ts';
import type { JsonValue, StoreReader, StoreSetting } from '../../woocommerce/port.ts';
import type { StoreCurrency, SymbolPosition } from './facts.ts';

const GROUP = 'general';

/** More decimals than any currency has; what is beyond is a slip. */
const MAX_DECIMALS = 10;

/** What WooCommerce goes by where an option was never saved (`wc_get_price_*`). */
const DEFAULTS = { thousand: ',', decimal: '.', decimals: 2 } as const;

/**
 * Reads the store's currency out of its settings.
 * @throws ConnectorError `store.currency_unread` where the store did not show it: what was known of it stays valid
 */
export async function readStoreCurrency(store: Pick<StoreReader, 'settings'>): Promise<StoreCurrency> {
  const { settings, unavailable } = await store.settings();
  const failed = unavailable.find(({ group, isPartial }) => group === GROUP && isPartial !== true);
  if (failed !== undefined)
    throw unreadable(`its settings group ${GROUP} could not be read (${failed.code}): ${failed.message}`);
  const currency = currencyOf(settings);
  if (currency.code === '') throw unreadable('its settings do not include woocommerce_currency.');
  return currency;
}

/** How the settings write prices, read as WooCommerce reads its options. */
function currencyOf(settings: readonly StoreSetting[]): StoreCurrency {
  const values = new Map(
    settings.filter(({ group }) => group === GROUP).map(({ id, value }) => [id, textOf(value)]),
  );
  return {
    code: (values.get('woocommerce_currency') ?? '').trim().toUpperCase(),
    position: positionOf(values.get('woocommerce_currency_pos') ?? ''),
    thousandSeparator: values.get('woocommerce_price_thousand_sep') ?? DEFAULTS.thousand,
    // WooCommerce puts the usual one where it is empty: a price without it would be another price.
    decimalSeparator: values.get('woocommerce_price_decimal_sep') || DEFAULTS.decimal,
    decimals: decimalsOf(values.get('woocommerce_price_num_decimals')),
  };
}

/** WordPress keeps options as texts; plugins answer others. */
function textOf(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** Any other value means left, as in `get_woocommerce_price_format`. */
function positionOf(text: string): SymbolPosition {
  return text === 'right' || text === 'left_space' || text === 'right_space' ? text : 'left';
}

/** PHP's reading of a number (`absint`): the digits at the beginning without their sign, and none is 0. */
function decimalsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULTS.decimals;
  const digits = /^\s*[+-]?(\d+)/u.exec(text)?.[1] ?? '0';
  return Math.min(Number(digits), MAX_DECIMALS);
}

function unreadable(why: string): ConnectorError {
  return new ConnectorError({
    code: 'store.currency_unread',
    message: `The currency of the store is not known: ${why}`,
    hint: 'The last known currency is kept. Run: woo-odoo doctor',
  });
}
