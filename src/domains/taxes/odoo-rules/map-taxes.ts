import type { MappingPosition, MappingTax } from './types.ts';

/**
 * The taxes that Odoo charges for products with these taxes under a position (null: none chosen). By the sources of
 * Odoo 17, 18 and 19 (`account.fiscal.position.map_tax`):
 *
 * - 17 and 18 keep a tax without line and drop one whose line has no destination. 17 passes over lines whose destination
 *   is archived, 18 does not.
 * - 19 asks the active taxes of the position which ones they replace; a position without taxes drops all.
 */
export function mapTaxes(
  series: number,
  positionId: number | null,
  taxIds: readonly number[],
  positions: readonly MappingPosition[],
  taxes: readonly MappingTax[],
): number[] {
  const position = positions.find(({ id }) => id === positionId);
  if (position === undefined) return [...taxIds];
  const active = new Set(taxes.filter((tax) => tax.active).map(({ id }) => id));
  const map = series >= 19 ? replacements(position, taxes, active) : lineMap(series, position, active);
  if (map === null) return [];
  return [...new Set(taxIds.flatMap((id) => map.get(id) ?? [id]))];
}

function lineMap(
  series: number,
  position: MappingPosition,
  active: ReadonlySet<number>,
): Map<number, number[]> {
  const map = new Map<number, number[]>();
  for (const { sourceId, destinationId } of position.lines) {
    if (sourceId === null) continue;
    if (series < 18 && destinationId !== null && !active.has(destinationId)) continue;
    const destinations = map.get(sourceId) ?? [];
    if (destinationId !== null) destinations.push(destinationId);
    map.set(sourceId, destinations);
  }
  return map;
}

/** Null where the position contains no tax. */
function replacements(
  position: MappingPosition,
  taxes: readonly MappingTax[],
  active: ReadonlySet<number>,
): Map<number, number[]> | null {
  const named = new Set(position.taxIds.filter((id) => active.has(id)));
  if (named.size === 0) return null;
  const map = new Map<number, number[]>();
  for (const tax of taxes) {
    if (!named.has(tax.id)) continue;
    for (const source of tax.originalTaxIds) {
      const destinations = map.get(source) ?? [];
      destinations.push(tax.id);
      map.set(source, destinations);
    }
  }
  return map;
}
