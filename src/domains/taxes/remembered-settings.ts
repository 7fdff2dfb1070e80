import type { Memory } from '../../core/memory.ts';
import type { StoreTaxes } from './facts.ts';

const BASE_COUNTRY = 'setting:base_country';
const PERCENTAGES = 'setting:percentages';
const PRICES_INCLUDE_TAX = 'setting:prices_include_tax';

/** Settings whose change gives every price and every class another tax. */
export interface LastSettings {
  /** Null before the first complete read. */
  readonly baseCountry: string | null;
  readonly pricesIncludeTax: boolean | null;
}

/** What the next plan compares the settings with: numbers, since that is what is remembered of a read. */
export function rememberedSettings({ policy, rates }: StoreTaxes): Record<string, number> {
  if (policy === null) return {};
  return {
    [PERCENTAGES]: differentPercentages(rates),
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

/** How many different percentages the rates have: the measure of whether a table is still the one that was asked about. */
export function differentPercentages(rates: StoreTaxes['rates']): number {
  return new Set(rates.map(({ rate }) => rate)).size;
}

export function lastPercentages({ lastCounts }: Pick<Memory, 'lastCounts'>): number | null {
  return lastCounts[PERCENTAGES] ?? null;
}
