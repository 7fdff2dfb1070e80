import type { SandboxStore } from '../../sandbox/index.ts';

/**
 * Five countries with 70 states: of Albania and Zambia no Odoo has one, Germany's have the codes of both sides, Mexico's
 * are matched by the crosswalk, Luxembourg has none.
 */
export const SMALL_COUNTRIES = ['AL', 'DE', 'LU', 'MX', 'ZM'] as const;
const SETTING_GROUPS = ['general', 'tax'];

/** Leaves the countries and the groups of settings of the small world in a store, and nothing else of either. */
export function shrinkToSmallWorld({ control }: SandboxStore): void {
  const { countries, settings } = control.data();
  const kept: readonly string[] = SMALL_COUNTRIES;
  for (const { code } of countries) if (!kept.includes(code)) control.removeCountry(code);
  for (const { id } of settings.groups) if (!SETTING_GROUPS.includes(id)) control.removeSettingGroup(id);
}
