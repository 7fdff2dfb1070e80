/** How WooCommerce reads its options, which are kept as texts. */

/** More decimals than any currency has; what is beyond is a slip. */
const MAX_DECIMALS = 10;

/** What WooCommerce goes by where the option was never saved (`wc_get_price_decimals`, `WC_Tax`). */
const DEFAULT_DECIMALS = 2;

/** A value as text without outer spaces; null where there is none. WordPress keeps options as texts, plugins answer others. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}

/** As `wc_string_to_bool` has it. */
export function isOn(text: string | null): boolean {
  return /^(?:yes|true|1)$/i.test(text ?? '');
}

/** PHP's reading of a number (`absint`): the digits at the beginning without their sign, and none is 0. */
export function decimalsOf(text: string | null): number {
  if (text === null) return DEFAULT_DECIMALS;
  const digits = /^[+-]?(\d+)/.exec(text)?.[1] ?? '0';
  return Math.min(Number(digits), MAX_DECIMALS);
}
