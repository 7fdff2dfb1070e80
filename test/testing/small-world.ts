import type { SandboxStore } from '../../sandbox/index.ts';

/**
 * Five countries with 70 states: of Albania and Zambia no Odoo has one, Germany's have the codes of both sides, Mexico's
 * are matched by the crosswalk, Luxembourg has none.
 */
export const SMALL_COUNTRIES = ['AL', 'DE', 'LU', 'MX', 'ZM'] as const;

/**
 * The countries of the recorded store's rates and zones, some beside them, and one of whose states Odoo has none: 350
 * states instead of 2,040. For stories about taxes, shipping and orders.
 */
export const TRADE_COUNTRIES = [
  'AL',
  'AT',
  'BE',
  'BR',
  'CA',
  'CH',
  'DE',
  'ES',
  'FR',
  'GB',
  'HK',
  'IT',
  'JP',
  'NL',
  'SG',
  'US',
];
const SETTING_GROUPS = ['general', 'tax'];

/** Leaves the countries and the groups of settings of the small world in a store, and nothing else of either. */
export function shrinkToSmallWorld(store: SandboxStore): void {
  const { control } = store;
  keepCountries(store, SMALL_COUNTRIES);
  for (const { id } of control.data().settings.groups)
    if (!SETTING_GROUPS.includes(id)) control.removeSettingGroup(id);
}

/** Leaves some countries in a store. */
export function keepCountries({ control }: SandboxStore, kept: readonly string[]): void {
  for (const { code } of control.data().countries) if (!kept.includes(code)) control.removeCountry(code);
}
