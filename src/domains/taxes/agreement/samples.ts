import type { Agreement } from '../../../core/agreement.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type {
  OdooProductTaxes,
  OdooTax,
  OdooTaxCompany,
  OdooTaxes,
  StoreTaxes,
  StoreTaxPolicy,
} from '../facts.ts';
import { taxAgreements } from './agreements.ts';
import type { AgreementInput } from './point.ts';

const policy: StoreTaxPolicy = {
  enabled: true,
  pricesIncludeTax: false,
  roundAtSubtotal: false,
  basedOn: 'shipping',
  shippingClass: 'standard',
  base: { country: 'US', state: 'CA', postcode: '90001', city: 'Los Angeles' },
  currency: 'USD',
  decimals: 2,
  weightUnit: 'lbs',
  dimensionUnit: 'in',
};

/** A rate of one state, which taxes shipping too. */
export const rate: StoreTaxRate = {
  ...{
    id: 1,
    country: 'US',
    state: 'CA',
    postcodes: [],
    cities: [],
    rate: '7.2500',
    name: 'CA',
    priority: 1,
  },
  ...{ compound: false, shipping: true, order: 1, taxClass: 'standard' },
};

/** A sale tax of percentages, excluded from prices. */
export function tax(id: number, name: string, percent: string, change: Partial<OdooTax> = {}): OdooTax {
  return {
    ...{ id, name, percent, externalId: undefined, active: true, amountType: 'percent', included: false },
    ...{ includeBaseAmount: true, isBaseAffected: false, sequence: 1, countryId: 233, groupId: 1 },
    ...{ originalTaxIds: [], positionIds: [], ...change },
  };
}

export const usa = { id: 233, code: 'US' };
export const germany = { id: 57, code: 'DE' };

const company: OdooTaxCompany = {
  id: 1,
  name: 'My Company',
  country: usa,
  stateId: 13,
  stateCode: 'CA',
  fiscalCountry: usa,
  currency: 'USD',
  rounding: 'round_per_line',
  pricesIncludeTax: false,
  defaultSaleTaxId: 10,
};

/** What is to be different from a pair of servers that agree in everything. */
export interface Change {
  readonly policy?: Partial<StoreTaxPolicy> | null;
  readonly store?: Partial<StoreTaxes>;
  readonly company?: Partial<OdooTaxCompany>;
  readonly odoo?: Partial<OdooTaxes>;
  readonly products?: Partial<OdooProductTaxes>;
  readonly input?: Partial<AgreementInput>;
}

/** All points of a pair of servers that agree in everything but what is changed. */
export function check(change: Change = {}): Agreement[] {
  const odoo: OdooTaxes = {
    taxes: [
      tax(10, 'US 7.25%', '7.25'),
      tax(11, '15%', '15'),
      tax(12, 'US 7.25% incl.', '7.25', { included: true }),
    ],
    ...{
      groups: [],
      accounts: [],
      positions: [],
      countries: [usa, germany],
      states: [],
    },
    ...{ weightUnit: 'lb', volumeUnit: 'ft³', currencyDecimals: 2 },
    ...change.odoo,
    company: { ...company, ...change.company },
    products: { total: 4, untaxed: 0, byTax: new Map([[10, 4]]), ...change.products },
  };
  const store: StoreTaxes = {
    classes: [
      { slug: 'standard', name: 'Standard rate' },
      { slug: 'reduced-rate', name: 'Reduced rate' },
    ],
    ...{ rates: [rate], faults: [], unavailable: [] },
    ...change.store,
    policy: change.policy === null ? null : { ...policy, ...change.policy },
  };
  const classTaxes = new Map([
    ['standard', { percent: '7.25', taxId: 10 }],
    ['reduced-rate', { percent: '0', taxId: null }],
  ]);
  const positions = { winners: [], moves: [], wrong: 0 };
  const chart = { open: [] };
  return taxAgreements({ store, odoo, series: 18, positions, chart, classTaxes, ...change.input });
}

export function point(key: string, change: Change = {}): Agreement {
  const found = check(change).find((agreement) => agreement.key === key);
  if (found === undefined) throw new Error(`no point ${key}`);
  return found;
}

export const verdict = (key: string, change: Change = {}) => point(key, change).verdict;
