import { markOf, readOwnId } from '../../../core/external-id.ts';
import type { OdooCarrier } from '../facts.ts';
import { CARRIER_KIND, readMethodKey } from '../models.ts';

/** The keys of the parts whose carriers are in Odoo, by their methods: those in use first. */
export function partKeysOf(
  carriers: readonly OdooCarrier[],
  backendId: string,
): ReadonlyMap<string, readonly string[]> {
  const mark = markOf(backendId);
  const parts = carriers.flatMap(({ active, externalId }) => {
    const own = readOwnId(externalId, CARRIER_KIND);
    if (own?.mark !== mark) return [];
    const { country, method } = readMethodKey(own.key);
    return country === undefined ? [] : [{ active, key: own.key, method }];
  });
  const inUseFirst = parts.toSorted((a, b) => Number(b.active) - Number(a.active));
  return new Map(
    [...Map.groupBy(inUseFirst, ({ method }) => method)].map(([method, some]) => [
      method,
      some.map(({ key }) => key),
    ]),
  );
}
