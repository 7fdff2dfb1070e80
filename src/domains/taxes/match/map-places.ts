import type { Operation } from '../../../core/operation.ts';
import { noTaxKey } from '../models.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import type { DestinationInput, DestinationKeys } from '../desired/destination-keys.ts';
import type { Mapping } from './mapping.ts';
import type { DesiredPosition } from '../operations/positions.ts';
import { RATE_TYPE } from '../operations/rates.ts';
import type { PlannedTax } from '../operations/taxes.ts';
import type { Source } from './sources.ts';
import type { TaxRef } from './tax-ref.ts';

/** Says for each place what becomes of each tax of products. */
export function planMappings(
  destination: DestinationInput,
  keys: DestinationKeys,
  taxes: readonly PlannedTax[],
  rateOperations: readonly Operation[],
  context: PlanContext,
): Omit<DesiredPosition, 'sequence'>[] {
  const { places, rates, series, sources } = destination;
  const refs = new Map(taxes.map(({ desired, ref }) => [desired.key, ref]));
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const chosen = chosenTaxes(rateOperations, context);
  const noTax = (source: Source): TaxRef[] => {
    const ref = series >= FIRST_WITHOUT_LINES ? refs.get(noTaxKey(source.ref.text)) : undefined;
    return ref === undefined ? [] : [ref];
  };
  const mappingOf = (source: Source, ids: readonly number[]): Mapping => {
    const there = ids.flatMap((id) => byId.get(id) ?? []);
    const withCompound = there.some(({ compound }) => compound);
    const charged = there.flatMap(
      (rate) => chosen(rate.id, source) ?? refs.get(keys.at(rate, source, withCompound)) ?? [],
    );
    const all = charged.length === 0 ? noTax(source) : charged;
    return { source, destinations: [...new Map(all.map((ref) => [ref.name, ref])).values()] };
  };
  return places.map((place) => ({
    place,
    mappings: sources.map((source) => mappingOf(source, place.rates.get(source.column.key) ?? [])),
  }));
}

/**
 * The tax that a person chose for a rate, where positions can charge it: on goods, whose inclusion it may be trusted to
 * have, and on 19 only if it replaces what the goods carry, since that is said on the tax.
 */
function chosenTaxes(
  operations: readonly Operation[],
  { series, taxes }: PlanContext,
): (rateId: number, source: Source) => TaxRef | undefined {
  const chosen = new Map(
    operations.flatMap(({ decidedBy, record, subject }) =>
      decidedBy === 'user' && subject.type === RATE_TYPE && record?.id !== undefined
        ? [[Number(subject.key), record.id] as const]
        : [],
    ),
  );
  return (rateId, { column, ref }) => {
    const id = chosen.get(rateId);
    const tax = taxes.get(id ?? 0);
    if (tax === undefined || column.shipping) return undefined;
    const replaces = ref.id !== null && tax.originalTaxIds.includes(ref.id);
    if (series >= FIRST_WITHOUT_LINES && !replaces) return undefined;
    return { name: `#${tax.id}`, id: tax.id, state: 'there', text: `#${tax.id}`, label: tax.name };
  };
}
