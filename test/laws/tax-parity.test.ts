import { classColumnOf } from '../../src/domains/shared/class-taxes.ts';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adaptPrice } from '../../sandbox/odoo/tax-rules/adapt-price.ts';
import { computeTaxes } from '../../sandbox/odoo/tax-rules/compute.ts';
import { isChange } from '../../src/core/operation.ts';
import { buildPositionChooser } from '../../src/domains/taxes/odoo-rules/choose-position.ts';
import { mapTaxes } from '../../src/domains/taxes/odoo-rules/map-taxes.ts';
import { computeBasket } from '../../src/domains/taxes/woocommerce-rules/basket.ts';
import { effectivePercent } from '../../src/domains/taxes/woocommerce-rules/effective.ts';
import { RateTable } from '../../src/domains/taxes/woocommerce-rules/rate-table.ts';
import type { OdooTax, StoreTaxes, StoreTaxPolicy, TaxAddress } from '../../src/domains/taxes/facts.ts';
import type { StoreTaxRate } from '../../src/woocommerce/port.ts';
import { planTaxes } from '../../src/domains/taxes/plan.ts';
import { appliedTaxes, countryId, freshOdoo, stateId, taxInput, type TaxInput } from './simulate-taxes.ts';
import { addresses, rateTable, storeOf, taxPolicy } from './tax-tables.ts';

const SERIES = [17, 18, 19] as const;
type Series = (typeof SERIES)[number];

const NET = '1000000';
const round = { decimals: 2 } as const;

/** A price of a million without tax, as it stands on goods of a class. */
function priceOf(taxClass: string, { base, pricesIncludeTax }: StoreTaxPolicy, table: RateTable): string {
  if (!pricesIncludeTax) return NET;
  const percent = effectivePercent(table.select(base, taxClass));
  return new Decimal(percent).dividedBy(100).plus(1).times(NET).toFixed();
}

/** What the store charges on a price, or on shipping at a million with goods of a class. */
function storeTax(
  at: TaxAddress,
  { taxClass, shipping, price }: { taxClass: string; shipping: boolean; price: string },
  { classes, policy }: StoreTaxes,
  table: RateTable,
): string {
  if (policy === null) throw new Error('the store has no policy');
  const basket = computeBasket(
    {
      lines: [{ taxClass, quantity: 1, price: shipping ? '0' : price }],
      shipping: shipping ? [{ cost: NET, taxable: true }] : [],
      ...{ address: at, policy, classes },
    },
    table,
  );
  return basket.totalTax;
}

const asRecord = (tax: OdooTax) => ({ ...tax, amount: tax.percent, priceInclude: tax.included });

/** What Odoo charges on a price of something that carries a tax. */
function odooTax(
  series: Series,
  { odoo, store }: TaxInput,
  positionId: number | null,
  taxId: number,
  price: string,
): string {
  const byId = new Map(odoo.taxes.map((tax) => [tax.id, asRecord(tax)]));
  const recordsOf = (ids: readonly number[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const mapped = recordsOf(mapTaxes(series, positionId, [taxId], odoo.positions, odoo.taxes));
  const method = store.policy?.roundAtSubtotal ? 'round_globally' : 'round_per_line';
  const kept = adaptPrice(series, price, recordsOf([taxId]), mapped, 2);
  return computeTaxes(series, mapped, { price: kept, quantity: '1', rounding: { ...round, method } }).tax;
}

/** Where Odoo comes to another tax than the store, at addresses, for goods and shipping of every class. */
function disagreements(series: Series, after: TaxInput, places: readonly TaxAddress[]): unknown[] {
  const { memory, odoo, store } = after;
  const { policy } = store;
  if (policy === null) throw new Error('the store has no policy');
  const table = new RateTable(store.rates);
  const isListed = planTaxes(after).operations.some(({ subject }) => subject.key === 'included_compound');
  const choose = buildPositionChooser(series, odoo.positions);
  const open = memory.bindings.filter(({ archivedAt, type }) => type === 'tax_class' && archivedAt === null);
  const taxOf = new Map(open.map(({ key, odooId }) => [key, odooId]));
  return places.flatMap((at) => {
    const taxedAt = policy.basedOn === 'base' ? policy.base : at;
    const positionId = choose({
      countryId: countryId(at.country),
      stateId: stateId(at.country, at.state),
      zip: at.postcode,
    });
    return store.classes.flatMap(({ slug }) =>
      [false, true].flatMap((shipping) => {
        const charged = policy.shippingClass === 'inherit' ? slug : policy.shippingClass;
        const price = shipping ? NET : priceOf(slug, policy, table);
        const freight = taxOf.get(`ship:${charged}`) ?? taxOf.get(charged);
        const carried = (shipping ? freight : taxOf.get(slug)) ?? 0;
        const expected = storeTax(at, { taxClass: slug, shipping, price }, store, table);
        const tax = odooTax(series, after, positionId, carried, price);
        const isLimited = isListed && !shipping && hasSeveralAndCompound(table.select(taxedAt, slug));
        return tax === expected || isLimited ? [] : [{ series, at, slug, shipping, tax, expected }];
      }),
    );
  });
}

/** What 17 cannot say in prices, and the plan lists. */
function hasSeveralAndCompound(rates: readonly StoreTaxRate[]): boolean {
  const plain = rates.filter(({ compound }) => !compound).length;
  return plain > 1 && plain < rates.length;
}

const changes = (input: TaxInput) => planTaxes(input).operations.filter(isChange);

test('after a sync, Odoo charges at every address what the store charges, and nothing is left to do', () => {
  fc.assert(
    fc.property(
      rateTable,
      taxPolicy,
      addresses,
      fc.constantFrom('US', 'DE'),
      (rates, policy, places, home) => {
        for (const series of SERIES) {
          const before = taxInput(storeOf(rates, policy), freshOdoo(home), series);
          const after = appliedTaxes(before, planTaxes(before));
          expect(disagreements(series, after, places)).toEqual([]);
          expect(changes(after)).toEqual([]);
          const bound = after.memory.bindings.filter(({ type }) => type === 'tax_rate');
          expect(bound.map(({ key }) => Number(key)).toSorted((a, b) => a - b)).toEqual(
            rates.map(({ id }) => id),
          );
        }
      },
    ),
    { numRuns: 80 },
  );
});

test('the same after rates or the inclusion of tax in prices changed, with the taxes that products still carry', () => {
  fc.assert(
    fc.property(
      rateTable,
      rateTable,
      taxPolicy,
      fc.boolean(),
      addresses,
      (first, second, policy, toggles, places) => {
        for (const series of SERIES) {
          const { pricesIncludeTax } = policy;
          const before = { ...policy, pricesIncludeTax: toggles ? !pricesIncludeTax : pricesIncludeTax };
          const fresh = taxInput(storeOf(first, before), freshOdoo('US'), series);
          const synced = appliedTaxes(fresh, planTaxes(fresh));
          // Products go on carrying the taxes of their classes, whatever these are now.
          const { odoo } = synced;
          const carried = odoo.taxes.filter(({ externalId }) => classColumnOf(1, externalId) !== undefined);
          const byTax = new Map(carried.map(({ id }) => [id, 1]));
          const products = { total: carried.length, untaxed: 0, byTax };
          const changed = { ...synced, store: storeOf(second, policy), odoo: { ...odoo, products } };
          const plan = planTaxes(changed);
          // Nobody touched a record in Odoo.
          expect(plan.operations.filter(({ rule }) => rule === 'changed')).toEqual([]);
          const after = appliedTaxes(changed, plan);
          expect(disagreements(series, after, places)).toEqual([]);
          expect(changes(after)).toEqual([]);
          expect(formerOff(series, after, places, carried)).toEqual([]);
        }
      },
    ),
    { numRuns: 50 },
  );
});

/** Products that carry a former tax of their class are taxed as its rates are now; prices that contain it are left out. */
function formerOff(
  series: Series,
  after: TaxInput,
  places: readonly TaxAddress[],
  carried: readonly OdooTax[],
): unknown[] {
  const { odoo, store } = after;
  if (store.policy === null) throw new Error('the store has no policy');
  // The price of a product with a tax on top of it has no tax in it, whatever prices of the store have now.
  const withoutTax = { ...store, policy: { ...store.policy, pricesIncludeTax: false } };
  const table = new RateTable(store.rates);
  const choose = buildPositionChooser(series, odoo.positions);
  const goods = carried.filter(({ included }) => !included);
  return places.flatMap((at) => {
    const zip = at.postcode;
    const place = { countryId: countryId(at.country), stateId: stateId(at.country, at.state), zip };
    return goods.flatMap(({ externalId, id }) => {
      const taxClass = classColumnOf(1, externalId) ?? '';
      if (taxClass.startsWith('ship:')) return [];
      const expected = storeTax(at, { taxClass, shipping: false, price: NET }, withoutTax, table);
      const tax = odooTax(series, after, choose(place), id, NET);
      return tax === expected ? [] : [{ series, at, taxClass, tax, expected }];
    });
  });
}

test('the order of lists does not matter', () => {
  const shuffled = <T>(items: readonly T[], seed: number): T[] =>
    items
      .map((item, at) => ({ item, weight: ((at + 1) * seed) % 10007 }))
      .toSorted((a, b) => a.weight - b.weight)
      .map(({ item }) => item);
  fc.assert(
    fc.property(
      rateTable,
      rateTable,
      taxPolicy,
      fc.integer({ min: 2, max: 10006 }),
      (first, second, policy, seed) => {
        for (const series of SERIES) {
          const fresh = taxInput(storeOf(first, policy), freshOdoo('DE'), series);
          const synced = appliedTaxes(fresh, planTaxes(fresh));
          const { memory, odoo } = synced;
          const before = { ...synced, store: storeOf(second, policy) };
          const turned: TaxInput = {
            ...before,
            store: storeOf(shuffled(second, seed), policy),
            odoo: {
              ...odoo,
              taxes: shuffled(odoo.taxes, seed),
              positions: shuffled(odoo.positions, seed).map((position) => ({
                ...position,
                stateIds: shuffled(position.stateIds, seed),
                taxIds: shuffled(position.taxIds, seed),
                lines: shuffled(position.lines, seed),
              })),
            },
            memory: {
              ...memory,
              bindings: shuffled(memory.bindings, seed),
              managed: shuffled(memory.managed, seed),
            },
          };
          expect(planTaxes(turned)).toEqual(planTaxes(before));
        }
      },
    ),
    { numRuns: 40 },
  );
});
