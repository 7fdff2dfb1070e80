import type { ProofAnswers, ProofCause, TaxProbe, TaxProof } from '../../../core/tax-proof.ts';
import { mapTaxes } from '../odoo-rules/map-taxes.ts';
import { buildPositionChooser } from '../odoo-rules/choose-position.ts';
import { Exact } from '../../shared/decimals.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { effectivePercent } from '../woocommerce-rules/effective.ts';
import type { RateTable } from '../woocommerce-rules/rate-table.ts';

/** What the causes are found by. */
export interface CauseInput {
  readonly policy: StoreTaxPolicy;
  readonly table: RateTable;
  readonly context: PlanContext;
  readonly storeTax: TaxProof['storeTax'];
  readonly classTaxIds: (taxClass: string) => readonly number[] | null;
}

/** Finds why the two sides differ at an address: the first of the usual causes that fits. */
export function causeOf(probe: TaxProbe, answers: ProofAnswers, input: CauseInput): ProofCause {
  return (
    ofStore(probe, answers, input) ??
    ofPlace(probe, answers, input) ??
    ofPosition(probe, answers, input) ??
    ofTaxes(probe, answers, input) ??
    ofSettings(answers, input)
  );
}

/** The store charges something else than its own rates and settings give. */
function ofStore(
  { address }: TaxProbe,
  { lines, shipping, store }: ProofAnswers,
  input: CauseInput,
): ProofCause | null {
  const { policy } = input;
  const { totalTax } = input.storeTax(lines, shipping, address);
  if (new Exact(totalTax).equals(store)) return null;
  const keepsGross = policy.pricesIncludeTax
    ? ' A filter that keeps prices with tax the same everywhere (woocommerce_adjust_non_base_location_prices) does this, and no setting shows it.'
    : '';
  return {
    cause: 'plugin',
    reason: `The store charges ${store} where its own rates and settings give ${totalTax}: a plugin changes prices or taxes (a tax service, an exemption, a fee).${keepsGross}`,
    remedy:
      'Find the plugin in the store; what it computes cannot be represented by rates, so Odoo will differ by it.',
  };
}

/** Parts of addresses that fiscal positions do not know. */
function ofPlace({ address }: TaxProbe, { lines }: ProofAnswers, { table }: CauseInput): ProofCause | null {
  const idsAt = (place: TaxProbe['address']) =>
    lines
      .map(({ taxClass }) =>
        table
          .select(place, taxClass)
          .map(({ id }) => id)
          .join(),
      )
      .join(' ');
  const own = idsAt(address);
  if (address.city !== '' && own !== idsAt({ ...address, city: '' })) {
    return {
      cause: 'limitation',
      reason: `The store has a rate for the city ${address.city}; Odoo's fiscal positions know no cities.`,
      remedy: 'Give the rate the postcodes of the city in the store, then sync.',
    };
  }
  const [short = ''] = address.postcode.split('-');
  if (short !== address.postcode && own !== idsAt({ ...address, postcode: short })) {
    return {
      cause: 'limitation',
      reason: `The store charges another rate for the long postcode ${address.postcode}; Odoo compares postcodes as text.`,
      remedy: 'Nothing to change where customers give the short form.',
    };
  }
  return null;
}

/** Another position than the one that represents the place applies, or none does. */
function ofPosition(probe: TaxProbe, { positionId }: ProofAnswers, input: CauseInput): ProofCause | null {
  const { positions } = input.context.input.odoo;
  const { context } = input;
  const taken = positions.find(({ id }) => id === positionId);
  const ours = positions.filter(
    ({ externalId }) =>
      externalId !== undefined && context.positionsByExternalId.has(externalId) && isOurs(externalId),
  );
  const own = buildPositionChooser(
    context.series,
    ours,
  )({
    countryId: probe.countryId,
    stateId: probe.stateId,
    zip: probe.address.postcode.toUpperCase(),
  });
  if (positionId === own) return null;
  const expected = positions.find(({ id }) => id === own);
  if (taken === undefined) {
    return {
      cause: 'no_position',
      reason: `No fiscal position of Odoo applies at ${probe.why}${expected === undefined ? '' : `, though "${expected.name}" is there`}.`,
      remedy: 'Sync: woo-odoo sync creates the position, or says why it cannot.',
    };
  }
  if (isOurs(taken.externalId)) return null;
  if (taken.vatRequired) {
    return {
      cause: 'other_position',
      reason: `Customers with a VAT number get "${taken.name}", which replaces only some of the taxes of the store's products.`,
      remedy:
        '"woo-odoo plan taxes" lists them: woo-odoo sync --chart-positions map has it replace those for which the chart has a tax of the same percentage; for others, use products with the tax of the chart for such customers.',
    };
  }
  return {
    cause: 'other_position',
    reason: `The fiscal position "${taken.name}" of a user applies${expected === undefined ? '' : ` before "${expected.name}"`}.`,
    remedy:
      context.series >= FIRST_WITHOUT_LINES
        ? 'Put the positions in order: woo-odoo check --align positions, or change the places it applies to in Odoo.'
        : 'Change the places it applies to in Odoo, or its sequence.',
  };
}

const isOurs = (externalId: string | undefined) => externalId?.startsWith('__woo_sync__.') === true;

/** The taxes that apply in Odoo have another percentage than the store's rates. */
function ofTaxes(probe: TaxProbe, { lines, positionId }: ProofAnswers, input: CauseInput): ProofCause | null {
  const { context, policy, table } = input;
  const { positions, taxes } = context.input.odoo;
  const place = policy.basedOn === 'base' ? policy.base : probe.address;
  for (const taxClass of new Set(lines.map((line) => line.taxClass))) {
    const carried = input.classTaxIds(taxClass) ?? [];
    const mapped = mapTaxes(context.series, positionId, carried, positions, taxes).flatMap(
      (id) => context.taxes.get(id) ?? [],
    );
    const inOdoo = effectivePercent(
      mapped.map(({ percent, isBaseAffected }) => ({ rate: percent, compound: isBaseAffected })),
    );
    const inStore = effectivePercent(table.select(place, taxClass));
    if (new Exact(inOdoo).equals(inStore)) continue;
    if (policy.basedOn === 'base') {
      return {
        cause: 'base_address',
        reason: `The store taxes by its own address (${inStore} %), and Odoo by the customer's (${inOdoo} %).`,
        remedy: 'Sync: woo-odoo sync makes one charge for everybody.',
      };
    }
    const names = mapped.map(({ name, percent }) => `"${name}" ${percent} %`).join(', ') || 'no tax';
    return {
      cause: 'tax_changed',
      reason: `Class ${taxClass}: the store charges ${inStore} %, and Odoo ${names}.`,
      remedy: 'Compare both: woo-odoo plan taxes. A tax or mapping was changed in Odoo, or a sync is due.',
    };
  }
  return null;
}

/** The percentages agree: what is left is how they are computed. */
function ofSettings({ store, odoo }: ProofAnswers, { context, policy }: CauseInput): ProofCause {
  const { company } = context.input.odoo;
  const difference = new Exact(odoo).minus(store).abs().toFixed();
  const isRounding = policy.roundAtSubtotal !== (company.rounding === 'round_globally');
  if (isRounding) {
    return {
      cause: 'rounding',
      reason: `The percentages agree; the store rounds taxes ${policy.roundAtSubtotal ? 'once per order' : 'on each line'}, and Odoo the other way: ${difference} apart.`,
      remedy: 'Align the rounding method: woo-odoo check --align rounding',
    };
  }
  if (policy.pricesIncludeTax) {
    return {
      cause: 'price_inclusion',
      reason: `The percentages agree; prices that include tax are taken apart differently: ${difference} apart.`,
      remedy: 'More decimals of Product Price in Odoo help, or prices without tax in the store.',
    };
  }
  return {
    cause: 'unknown',
    reason: `Positions and percentages agree, and the amounts are ${difference} apart.`,
    remedy: 'Look at both sides line by line: woo-odoo tax explain',
  };
}
