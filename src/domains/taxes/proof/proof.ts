import type { PlanInput } from '../../../core/domain.ts';
import type { ProofClass, TaxProof } from '../../../core/tax-proof.ts';
import { shippingColumn, STANDARD } from '../../shared/class-taxes.ts';
import { splitUsable } from '../desired/usable-rates.ts';
import type { OdooTaxes, StoreTaxes } from '../facts.ts';
import { withKnownClasses } from '../known-classes.ts';
import { buildContext } from '../match/context.ts';
import { matchStore } from '../match/match-store.ts';
import { settingsUnavailable } from '../plan.ts';
import { computeBasket } from '../woocommerce-rules/basket.ts';
import { RateTable } from '../woocommerce-rules/rate-table.ts';
import { shippingClassOf } from '../woocommerce-rules/shipping-class.ts';
import { causeOf } from './causes.ts';
import { computationsOf, type ComputationInput } from './computations.ts';
import { odooTaxOn } from './odoo-tax.ts';
import { taxProbes } from './probes.ts';

/**
 * What a proof of taxes needs of the store's policy and of what represents it in Odoo.
 *
 * @throws ConnectorError `taxes.settings`
 */
export function proveTaxes(given: PlanInput<StoreTaxes, OdooTaxes>): TaxProof {
  const input = withKnownClasses(given);
  const { store, odoo } = input;
  const { policy } = store;
  if (policy === null) throw settingsUnavailable(store);
  const context = buildContext(input);
  const { usable } = splitUsable(store.rates);
  const table = new RateTable(usable);
  const classTaxes = policy.enabled ? matchStore(policy, context).classTaxes : [];
  const taxIdsOf = (column: string): readonly number[] | null => {
    const found = classTaxes.find(({ desired }) => desired.key === column);
    if (found === undefined) return [];
    return found.ref.state === 'there' && found.ref.id !== null ? [found.ref.id] : null;
  };
  const basketTax: ComputationInput['basketTax'] = (lines, shipping, address) =>
    computeBasket(
      {
        lines: lines.map((line) => ({ ...line })),
        shipping:
          shipping === null ? [] : [{ cost: shipping.cost, taxable: true, pickup: shipping.isPickup }],
        address,
        policy,
        classes: store.classes,
      },
      table,
    );
  const storeTax: TaxProof['storeTax'] = (lines, shipping, address) => {
    const { itemTax, totalTax } = basketTax(lines, shipping, address);
    return { itemTax, totalTax };
  };
  const classTaxIds = (slug: string) => taxIdsOf(slug === '' ? STANDARD : slug);
  const shippingTaxIds = (classes: readonly string[]) => {
    const taxClass = shippingClassOf(policy, store.classes, classes);
    if (taxClass === null) return [];
    const own = classTaxes.find(({ desired }) => desired.key === shippingColumn(taxClass));
    return taxIdsOf(own === undefined ? taxClass : shippingColumn(taxClass));
  };
  return {
    isEnabled: policy.enabled,
    currency: policy.currency,
    base: policy.base,
    pricesIncludeTax: policy.pricesIncludeTax,
    classes: store.classes.map(({ slug, name }): ProofClass => ({ slug, name, taxIds: taxIdsOf(slug) })),
    shippingTaxIds,
    probes: (limit) => taxProbes(usable, policy.base, statesOf(input), input.found, limit),
    storeTax,
    odooTax: odooTaxOn(context),
    position: (id) => {
      const found = odoo.positions.find((position) => position.id === id);
      return found === undefined ? null : { name: found.name, requiresVat: found.vatRequired };
    },
    hasVatPositions: odoo.positions.some(
      ({ active, autoApply, vatRequired }) => active && autoApply && vatRequired,
    ),
    causeOf: (probe, answers) =>
      causeOf(probe, answers, {
        policy,
        table,
        context,
        storeTax,
        classTaxIds,
      }),
    computationsOf: (probe, answers) =>
      computationsOf(probe, answers, {
        ...{ policy, context, rates: usable, basketTax, classTaxIds, shippingTaxIds },
      }),
  };
}

/** States that Odoo knows of the countries with rates, by the store's codes as far as they are the same. */
function statesOf({
  odoo,
  store,
  found,
}: PlanInput<StoreTaxes, OdooTaxes>): ReadonlyMap<string, readonly string[]> {
  const codes = [...new Set(odoo.states.map(({ code }) => code))].sort();
  const countries = new Set(store.rates.map(({ country }) => country));
  return new Map(
    [...countries].map((country) => [
      country,
      codes.filter((code) => found('state', `${country}:${code}`) !== null),
    ]),
  );
}
