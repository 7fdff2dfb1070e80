import type { Series } from '../model.ts';
import type { MappingLine, TaxRecord } from './types.ts';

/** All taxes of the company, archived ones included, and the lines of all positions in the order of their ids. */
export interface TaxMappings {
  readonly taxes: readonly TaxRecord[];
  readonly lines: readonly MappingLine[];
}

/**
 * The taxes of an order line whose product carries `taxIds`, under a fiscal position (`map_tax`); without a position
 * they stay as they are.
 *
 * - 17 overlooks a line whose destination is archived: without another line the product's tax comes back.
 * - 18 applies an archived destination all the same.
 * - 17 and 18 keep a tax that has no line and take one away whose line has no destination.
 * - 19 has no lines: each tax of the position replaces its original taxes, archived ones do not count, and a position
 *   without taxes takes all taxes away.
 */
export function mapTaxes(
  series: Series,
  positionId: number | null,
  taxIds: readonly number[],
  mappings: TaxMappings,
): number[] {
  if (positionId === null) return [...taxIds];
  const destinationsOf =
    series === 19 ? replacements(positionId, mappings) : lineDestinations(series, positionId, mappings);
  return [...new Set(taxIds.flatMap(destinationsOf))];
}

type Destinations = (taxId: number) => readonly number[];

function lineDestinations(series: Series, positionId: number, { taxes, lines }: TaxMappings): Destinations {
  const archived = new Set(taxes.filter((tax) => !tax.active).map((tax) => tax.id));
  const counted = lines.filter(
    ({ positionId: owner, destinationId }) =>
      owner === positionId && (series === 18 || destinationId === null || !archived.has(destinationId)),
  );
  return (taxId) => {
    const own = counted.filter((line) => line.sourceId === taxId);
    if (own.length === 0) return [taxId];
    return own.flatMap((line) => (line.destinationId === null ? [] : [line.destinationId]));
  };
}

function replacements(positionId: number, { taxes }: TaxMappings): Destinations {
  const ofPosition = taxes
    .filter((tax) => tax.active && tax.positionIds.includes(positionId))
    .toSorted((a, b) => a.sequence - b.sequence || a.id - b.id);
  if (ofPosition.length === 0) return () => [];
  return (taxId) => {
    const found = ofPosition.filter((tax) => tax.originalTaxIds.includes(taxId));
    return found.length === 0 ? [taxId] : found.map((tax) => tax.id);
  };
}
