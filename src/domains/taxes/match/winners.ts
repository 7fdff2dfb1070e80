import { Decimal } from 'decimal.js';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { buildPositionChooser } from '../odoo-rules/choose-position.ts';
import { mapTaxes } from '../odoo-rules/map-taxes.ts';
import { effectivePercent } from '../woocommerce-rules/effective.ts';
import type { OdooPosition } from '../facts.ts';
import { positionExternalId } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import { isOurs } from './position-order.ts';
import type { Source } from '../desired/tax-ref.ts';

/** A position of others that Odoo uses in places of the store, with another tax than the store's. */
export interface Winner {
  readonly position: OdooPosition;
  readonly places: readonly Place[];
}

/** Who comes before the positions of the store. */
export interface Winners {
  /** Those that Odoo uses now. */
  readonly now: readonly Winner[];
  /** Those that it would use next, if the others were not detected automatically any more. */
  readonly next: readonly OdooPosition[];
}

/** The taxes of a store, place by place. */
export interface PlacedTaxes {
  readonly places: readonly Place[];
  readonly rates: readonly StoreTaxRate[];
  readonly sources: readonly Source[];
}

/**
 * The positions that the connector did not make and that Odoo takes in places of the store, by the rule of its series,
 * where the tax is another one then. For customers without a VAT number.
 *
 * @param shift by what the connector's sequences differ from the ranks of the places
 */
export function findWinners(taxes: PlacedTaxes, shift: number, context: PlanContext): Winners {
  const { companyId, input, positionsByExternalId } = context;
  const others = input.odoo.positions.filter(
    (position) => position.active && position.autoApply && !isOurs(position, context),
  );
  const firstFree = input.odoo.positions.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
  const ours = taxes.places.map((place, at): OdooPosition => {
    const existing = positionsByExternalId.get(positionExternalId(companyId, place.key));
    return asPosition(place, existing?.id ?? firstFree + at, shift, context);
  });
  const differs = compareTaxes(taxes, context);
  const now = winnersAmong(others, ours, taxes.places, differs, context);
  const seen = new Set(now.map(({ position }) => position));
  const next: OdooPosition[] = [];
  for (let round = now; round.length > 0;) {
    const left = others.filter((position) => !seen.has(position));
    round = winnersAmong(left, ours, taxes.places, differs, context);
    for (const { position } of round) {
      seen.add(position);
      next.push(position);
    }
  }
  return { now, next };
}

function winnersAmong(
  others: readonly OdooPosition[],
  ours: readonly OdooPosition[],
  places: readonly Place[],
  differs: (position: OdooPosition, place: Place) => boolean,
  context: PlanContext,
): Winner[] {
  if (others.length === 0) return [];
  const choose = buildPositionChooser(context.series, [...others, ...ours]);
  const byId = new Map(others.map((position) => [position.id, position]));
  const won = new Map<OdooPosition, Place[]>();
  for (const place of places) {
    const winner = byId.get(choose(sampleOf(place, context)) ?? 0);
    if (winner === undefined || !differs(winner, place)) continue;
    const known = won.get(winner);
    if (known === undefined) won.set(winner, [place]);
    else known.push(place);
  }
  return [...won].map(([position, all]) => ({ position, places: all }));
}

/** Whether a position makes another tax of what products of some class carry than the store charges at a place. */
function compareTaxes({ rates, sources }: PlacedTaxes, context: PlanContext) {
  const current = sources.filter(({ former }) => !former);
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const charged = new Map<OdooPosition, Map<Source, Decimal>>();
  const chargedBy = (position: OdooPosition) => {
    const known = charged.get(position);
    if (known !== undefined) return known;
    const made = new Map(current.map((source) => [source, percentUnder(position, source, context)]));
    charged.set(position, made);
    return made;
  };
  return (position: OdooPosition, place: Place): boolean =>
    current.some((source) => {
      const there = (place.rates.get(source.column.key) ?? []).flatMap((id) => byId.get(id) ?? []);
      return chargedBy(position).get(source)?.equals(effectivePercent(there)) === false;
    });
}

/** What a position makes of the tax of a class, as a percentage of the price without tax. */
function percentUnder(position: OdooPosition, { column, ref }: Source, context: PlanContext): Decimal {
  const { series, taxes } = context;
  const empty = series >= FIRST_WITHOUT_LINES && position.taxIds.length === 0;
  // A tax that is still to be made is mapped by no position of others.
  if (ref.id === null) return new Decimal(empty ? 0 : column.percent);
  const named = [...position.taxIds, ...position.lines.map(({ destinationId }) => destinationId ?? 0)];
  const involved = [...new Set(named)].flatMap((id) => taxes.get(id) ?? []);
  const mapped = mapTaxes(series, position.id, [ref.id], [position], involved);
  if (mapped.length === 1 && mapped[0] === ref.id) return new Decimal(column.percent);
  const rates = mapped.flatMap((id) => {
    const tax = taxes.get(id);
    return tax === undefined ? [] : [{ rate: tax.percent, compound: tax.isBaseAffected }];
  });
  return new Decimal(effectivePercent(rates.length === 1 ? rates.map(plain) : rates));
}

/** A tax by itself has nothing to be charged on but the price. */
const plain = ({ rate }: { readonly rate: string }) => ({ rate, compound: false });

function asPosition(place: Place, id: number, shift: number, { input }: PlanContext): OdooPosition {
  const countryId = input.found('country', place.country)?.id ?? null;
  return {
    ...{ id, name: place.label, externalId: undefined, active: true, autoApply: true },
    ...{ sequence: place.rank + shift, countryId, countryGroupId: null, groupCountryIds: [] },
    stateIds: place.states.flatMap((state) => stateId(place.country, state, input) ?? []),
    ...{ zipFrom: place.zipFrom, zipTo: place.zipTo, vatRequired: false, foreignVat: false },
    ...{ lines: [], taxIds: [] },
  };
}

/** An address in the place; for everywhere one in some country. */
function sampleOf(place: Place, { input }: PlanContext) {
  const countryId =
    place.country === ''
      ? (input.odoo.countries.at(0)?.id ?? null)
      : (input.found('country', place.country)?.id ?? null);
  const [state] = place.states;
  return {
    countryId,
    stateId: state === undefined ? null : stateId(place.country, state, input),
    zip: place.zipFrom,
  };
}

function stateId(country: string, state: string, { found }: PlanContext['input']): number | null {
  return found('state', `${country}:${state}`)?.id ?? null;
}
