import { Decimal } from 'decimal.js';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { Source } from '../desired/tax-ref.ts';
import type { OdooPosition } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { mapTaxes } from '../odoo-rules/map-taxes.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import { effectivePercent } from '../woocommerce-rules/effective.ts';

/** The taxes of a store, place by place. */
export interface PlacedTaxes {
  readonly places: readonly Place[];
  readonly rates: readonly StoreTaxRate[];
  readonly sources: readonly Source[];
}

/** What is charged on products of each class, as one text: equal texts are equal taxes. */
export interface Charges {
  /** By the store at a place, and by its position there. */
  readonly ofPlace: (place: Place) => string;
  /** By Odoo under a position of others. */
  readonly ofPosition: (position: OdooPosition) => string;
}

/** Computes percentages once per place and position. Only what products carry today counts. */
export function buildCharges({ rates, sources }: PlacedTaxes, context: PlanContext): Charges {
  const current = sources.filter(({ former }) => !former);
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const atPlace = (place: Place) =>
    current.map(({ column }) => {
      const there = (place.rates.get(column.key) ?? []).flatMap((id) => byId.get(id) ?? []);
      return new Decimal(effectivePercent(there)).toFixed();
    });
  const under = (position: OdooPosition) =>
    current.map((source) => percentUnder(position, source, context).toFixed());
  return { ofPlace: remembered(atPlace), ofPosition: remembered(under) };
}

function remembered<Key extends object>(compute: (key: Key) => string[]): (key: Key) => string {
  const known = new Map<Key, string>();
  return (key) => {
    const found = known.get(key) ?? compute(key).join(' ');
    known.set(key, found);
    return found;
  };
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
