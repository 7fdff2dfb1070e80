import type { OdooPosition, OdooTax, StoreTaxPolicy } from '../../../src/domains/taxes/facts.ts';
import { planTaxes } from '../../../src/domains/taxes/plan.ts';
import { plainPercent } from '../../../src/domains/taxes/desired/usable-rates.ts';
import type { StoreTaxRate } from '../../../src/woocommerce/port.ts';
import { appliedTaxes, freshOdoo, taxInput, type TaxInput } from '../simulate-taxes.ts';

const CLASSES = [
  { slug: 'standard', name: 'Standard' },
  { slug: 'reduced-rate', name: 'Reduced rate' },
];

const POLICY: StoreTaxPolicy = {
  ...{ enabled: true, pricesIncludeTax: false, roundAtSubtotal: false, basedOn: 'shipping' },
  ...{ shippingClass: 'inherit', base: { country: 'US', state: 'CA', postcode: '90210', city: '' } },
  ...{ currency: 'USD', decimals: 2, weightUnit: 'kg', dimensionUnit: 'cm' },
};

/** A percentage of its own for each number, as the store writes it: `12.0345`. */
const percentOf = (at: number) => `${Math.floor(at / 10_000) + 1}.${String(at % 10_000).padStart(4, '0')}`;
const zipOf = (at: number) => String(10_000 + at).padStart(5, '0');

export function rate(id: number, more: Partial<StoreTaxRate> = {}): StoreTaxRate {
  return {
    ...{ id, country: 'US', state: 'CA', postcodes: [], cities: [], rate: '7.0000', name: 'Tax' },
    ...{ priority: 1, compound: false, shipping: true, order: 0, taxClass: 'standard' },
    ...more,
  };
}

export interface WorldOptions {
  readonly series?: number;
  /** How many fiscal positions there may be. */
  readonly positionLimit?: number;
  readonly policy?: Partial<StoreTaxPolicy>;
  readonly taxes?: readonly OdooTax[];
  readonly positions?: readonly OdooPosition[];
}

/** A store with these rates and an Odoo in which nothing was made for them yet. */
export function firstTime(rates: readonly StoreTaxRate[], options: WorldOptions = {}): TaxInput {
  const store = {
    classes: CLASSES,
    rates,
    faults: [],
    policy: { ...POLICY, ...options.policy },
    unavailable: [],
  };
  const fresh = freshOdoo('US');
  const odoo = {
    ...fresh,
    taxes: [...fresh.taxes, ...(options.taxes ?? [])],
    positions: [...(options.positions ?? [])],
  };
  const input = taxInput(store, odoo, options.series ?? 18);
  const { policy } = input;
  return {
    ...input,
    policy: {
      ...policy,
      taxes: { ...policy.taxes, positionLimit: options.positionLimit ?? 500, taxLimit: Infinity },
    },
  };
}

/** The same after a sync. */
export function secondTime(rates: readonly StoreTaxRate[], options: WorldOptions = {}): TaxInput {
  const before = firstTime(rates, options);
  return appliedTaxes(before, planTaxes(before));
}

export const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** A position of a user that applies everywhere, before those of the connector. */
export function peoplesPosition(id: number): OdooPosition {
  return {
    ...{ id, name: 'Everywhere', externalId: undefined, active: true, autoApply: true, sequence: 1 },
    ...{ countryId: null, countryGroupId: null, groupCountryIds: [], stateIds: [], zipFrom: '', zipTo: '' },
    ...{ vatRequired: false, foreignVat: false, lines: [], taxIds: [] },
  };
}

/** Taxes of the company, each of which fits one of the rates. */
export function peoplesTaxes(count: number): OdooTax[] {
  return many(count, (at) => ({
    ...{ id: 500_000 + at, name: `Tax ${at}`, externalId: undefined, active: true, amountType: 'percent' },
    ...{
      percent: plainPercent(percentOf(at)),
      included: false,
      includeBaseAmount: false,
      isBaseAffected: false,
    },
    ...{ sequence: 1, countryId: null, groupId: 1, originalTaxIds: [], positionIds: [] },
  }));
}

export const TABLES = {
  /** Each rate for a zip of its own, with a percentage of its own: as many taxes as rates. */
  percentages: (count: number) =>
    many(count, (at) => rate(at + 1, { rate: percentOf(at), postcodes: [zipOf(at)] })),
  /** Five zips of each percentage. */
  tenThousand: (count: number) =>
    many(count, (at) => rate(at + 1, { rate: percentOf(at % (count / 5)), postcodes: [zipOf(at)] })),
  /** As many zips, but few percentages. */
  zips: (count: number) =>
    many(count, (at) => rate(at + 1, { rate: percentOf(at % 200), postcodes: [zipOf(at)] })),
  /** Pairs of zips that take turns: ABAB CDCD … */
  turns: (count: number) =>
    many(count, (at) =>
      rate(at + 1, { rate: percentOf(Math.floor(at / 4) * 2 + (at % 2)), postcodes: [zipOf(at)] }),
    ),
  /** Rates for cities. */
  cities: (count: number) =>
    many(count, (at) => rate(at + 1, { rate: percentOf(at % 200), cities: [`City ${at}`] })),
  /** Several equal rates charged together at each of many zips. */
  together: (count: number) =>
    many(count, (at) => rate(at + 1, { priority: (at % 5) + 1, postcodes: [zipOf(Math.floor(at / 5))] })),
  /** All of one percentage, charged together in one place. */
  pile: (count: number) => many(count, (at) => rate(at + 1, { priority: at + 1 })),
  /** One rate with many zips each in ranges. */
  ranges: (count: number) =>
    many(count, (at) =>
      rate(at + 1, { rate: percentOf(at % 50), postcodes: [`${zipOf(at * 3)}...${zipOf(at * 3 + 2)}`] }),
    ),
  postcodes: (count: number) => [
    rate(1, { postcodes: many(count, (at) => zipOf(at * 2)) }),
    rate(2, { rate: '8.0000', postcodes: many(count, (at) => zipOf(at * 2 + 1)) }),
  ],
} as const;
