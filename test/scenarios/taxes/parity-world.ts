import { Decimal } from 'decimal.js';
import {
  computeBasket,
  type Basket,
  type BasketTax,
} from '../../../src/domains/taxes/woocommerce-rules/basket.ts';
import { RateTable } from '../../../src/domains/taxes/woocommerce-rules/rate-table.ts';
import { shippingClassOf } from '../../../src/domains/taxes/woocommerce-rules/shipping-class.ts';
import type { StoreTaxPolicy, TaxAddress } from '../../../src/domains/taxes/facts.ts';
import { readTaxPolicy } from '../../../src/domains/taxes/store-policy.ts';
import type { BackendChange } from '../../../src/database/port.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import type { StoreTaxClass, StoreTaxRate } from '../../../src/woocommerce/port.ts';
import type { OdooOptions } from '../../../sandbox/index.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { parityAddresses, type ParityAddress } from './parity-addresses.ts';
import { PARITY_BASKETS, type ParityBasket } from './parity-baskets.ts';

export type Series = 17 | 18 | 19;
export type Rounding = 'per line' | 'at subtotal';

/** The tax of one basket at one address on both platforms, in cents. */
export interface Compared {
  readonly place: ParityAddress;
  readonly basket: ParityBasket;
  readonly store: number;
  readonly odoo: number;
}

/** The recorded store and an Odoo after one sync, and how to ask both of them for taxes. */
export interface ParityWorld {
  readonly rig: Rig;
  readonly series: Series;
  readonly first: RunReport;
  readonly places: readonly ParityAddress[];
  readonly table: RateTable;
  policy(): StoreTaxPolicy;
  /** Has both platforms round alike. */
  round(rounding: Rounding): void;
  computeStore(at: TaxAddress, basket: ParityBasket): BasketTax;
  /** In cents. */
  storeTax(at: TaxAddress, basket: ParityBasket): number;
  /** @param vat the VAT number of the customer; none when absent */
  odooTax(at: TaxAddress, basket: ParityBasket, vat?: string): number;
  /** The name of the fiscal position that Odoo uses; empty for none. */
  odooPosition(at: TaxAddress, vat?: string): string;
  /** The tax of Odoo's that a rate was bound to. */
  taxOfRate(rateId: number): number;
  /** Whether shipping of a basket carries another tax than its goods. */
  hasFreightTax(basket: ParityBasket): boolean;
  /** Each basket at each address. */
  compare(): Compared[];
}

/**
 * @param settings of the store to change before the sync, by `group/id`
 * @param odoo how its Odoo starts
 * @param consent what the backend is changed to before the sync
 */
export async function syncedWorld(
  series: Series,
  settings: Readonly<Record<string, string>> = {},
  odoo: OdooOptions = {},
  consent: BackendChange = {},
): Promise<ParityWorld> {
  const rig = await startRig({
    odoo: { ...odoo, series },
    domains: ['geography', 'taxes'],
    world: 'full',
  });
  for (const [name, value] of Object.entries(settings)) {
    const [group = '', id = ''] = name.split('/');
    rig.woo.control.setSetting(group, id, value);
  }
  await rig.database.backends.change(rig.backend.id, consent);
  const first = await rig.sync();
  const { rates, classes } = storeTaxes(rig);
  const table = new RateTable(rates);
  const chosen = (at: TaxAddress) =>
    classes.map(({ slug }) => table.select(at, slug).map(({ id }) => id)).join('|');
  const places = parityAddresses(rates, (at) => chosen(at) !== chosen({ ...at, city: '' }));

  let policy = policyOf(rig);
  const computeStore = (address: TaxAddress, { lines, shipping }: ParityBasket) => {
    const basket: Basket = {
      lines: lines.map(([taxClass, price, quantity]) => ({ taxClass, price, quantity })),
      shipping: shipping === undefined ? [] : [{ cost: shipping, taxable: true }],
      ...{ address, policy, classes },
    };
    return computeBasket(basket, table);
  };
  const storeTax = (at: TaxAddress, basket: ParityBasket) => cents(computeStore(at, basket).totalTax);

  const taxes = idsOf(first, 'tax_class');
  const codes = odooCodes(rig, first);
  const classTax = (key: string) => known(taxes.get(key), `the class ${key}`);
  const freightClass = ({ lines }: ParityBasket) =>
    shippingClassOf(
      policy,
      classes,
      lines.map(([taxClass]) => taxClass),
    ) ?? '';
  const freightTax = (basket: ParityBasket) => {
    const taxClass = freightClass(basket);
    return taxes.get(`ship:${taxClass}`) ?? classTax(taxClass);
  };
  const odooTax = (at: TaxAddress, basket: ParityBasket, vat = '') => {
    const { lines, shipping } = basket;
    const cost = shipping === undefined ? [] : [{ taxIds: [freightTax(basket)], price: shipping, qty: 1 }];
    const quote = rig.odoo.control.quote({
      country: codes.country(at.country),
      state: codes.state(at.country, at.state),
      zip: at.postcode,
      city: at.city,
      vat,
      lines: [
        ...lines.map(([taxClass, price, qty]) => ({ taxIds: [classTax(taxClass)], price, qty })),
        ...cost,
      ],
    });
    return cents(quote.amountTax);
  };
  const odooPosition = (at: TaxAddress, vat = '') => {
    const { positionId } = rig.odoo.control.quote({
      country: codes.country(at.country),
      state: codes.state(at.country, at.state),
      zip: at.postcode,
      ...{ vat, lines: [] },
    });
    const found = rig.odoo.control.records('account.fiscal.position', [['id', '=', positionId ?? 0]]);
    const name = found[0]?.['name'];
    return typeof name === 'string' ? name : '';
  };
  const rateTaxes = idsOf(first, 'tax_rate');
  return {
    ...{ rig, series, first, places, table, computeStore, storeTax, odooTax, odooPosition },
    policy: () => policy,
    round: (rounding) => {
      const whole = rounding === 'at subtotal';
      rig.woo.control.setSetting('tax', 'woocommerce_tax_round_at_subtotal', whole ? 'yes' : 'no');
      policy = policyOf(rig);
      const method = whole ? 'round_globally' : 'round_per_line';
      rig.odoo.control.write('res.company', [1], { tax_calculation_rounding_method: method });
    },
    taxOfRate: (rateId) => known(rateTaxes.get(String(rateId)), `the rate ${rateId}`),
    hasFreightTax: (basket) => taxes.has(`ship:${freightClass(basket)}`),
    compare: () =>
      places.flatMap((place) =>
        PARITY_BASKETS.map((basket): Compared => {
          const store = storeTax(place.at, basket);
          return { place, basket, store, odoo: odooTax(place.at, basket) };
        }),
      ),
  };
}

function storeTaxes({ woo }: Rig): { rates: StoreTaxRate[]; classes: readonly StoreTaxClass[] } {
  const { taxClasses, taxRates } = woo.control.data();
  return {
    rates: taxRates.map(({ class: taxClass, ...rate }) => ({ ...rate, taxClass })),
    classes: taxClasses,
  };
}

function policyOf({ woo }: Rig): StoreTaxPolicy {
  const { settings } = woo.control.data().settings;
  const { policy } = readTaxPolicy(settings.map((setting) => ({ ...setting, default: null })));
  if (policy === null) throw new Error('the store does not say how it taxes');
  return policy;
}

/** What the run bound or made, by key. */
function idsOf({ outcomes }: RunReport, type: string): ReadonlyMap<string, number> {
  return new Map(
    outcomes.flatMap(({ key, odooId, type: its }) =>
      its === type && odooId !== null ? [[key, odooId] as const] : [],
    ),
  );
}

/** Codes differ between the platforms, and between the series of Odoo: taken through what geography bound. */
function odooCodes({ odoo }: Rig, first: RunReport) {
  const named = (type: string, model: string) => {
    const ids = idsOf(first, type);
    const codes = new Map(odoo.control.records(model).map(({ id, code }) => [id, code]));
    return (key: string) => {
      const code = codes.get(ids.get(key) ?? 0);
      return known(typeof code === 'string' ? code : undefined, `the ${type} ${key}`);
    };
  };
  const state = named('state', 'res.country.state');
  return {
    country: named('country', 'res.country'),
    state: (country: string, code: string) => (code === '' ? '' : state(`${country}:${code}`)),
  };
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the sync bound nothing to ${what}`);
  return value;
}

export function cents(amount: string): number {
  return new Decimal(amount).times(100).toNumber();
}
