import type { Memory } from '../../core/memory.ts';
import type { StoreTaxes } from './facts.ts';

const BASE_COUNTRY = 'setting:base_country';
const PRICES_INCLUDE_TAX = 'setting:prices_include_tax';

/** Settings whose change gives every price and every class another tax. */
export interface LastSettings {
  /** Null before the first complete read. */
  readonly baseCountry: string | null;
  readonly pricesIncludeTax: boolean | null;
}

/** What the next plan compares the settings with: numbers, since that is what is remembered of a read. */
export function rememberedSettings({ policy }: StoreTaxes): Record<string, number> {
  if (policy === null) return {};
  return {
    [PRICES_INCLUDE_TAX]: policy.pricesIncludeTax ? 1 : 0,
    ...(/^[A-Z]{2}$/u.test(policy.base.country) && { [BASE_COUNTRY]: numberOf(policy.base.country) }),
  };
}

export function lastSettings({ lastCounts }: Pick<Memory, 'lastCounts'>): LastSettings {
  const { [BASE_COUNTRY]: country, [PRICES_INCLUDE_TAX]: included } = lastCounts;
  return {
    baseCountry: country === undefined ? null : codeOf(country),
    pricesIncludeTax: included === undefined ? null : included === 1,
  };
}

/** The two letters of a country as the digits of a number to the base 36, in which `DE` is 482. */
function numberOf(country: string): number {
  return Number.parseInt(country, 36);
}

function codeOf(number: number): string {
  return number.toString(36).toUpperCase();
}
