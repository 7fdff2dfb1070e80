import { readPart } from '../../../core/external-id.ts';
import type { FieldValues, ManagedRecord } from '../../../core/memory.ts';
import { canonicalText } from '../../../core/text.ts';
import type { OdooCarrier } from '../facts.ts';
import { CARRIER_MODEL, carrierExternalId, isPartName, readMethodKey } from '../models.ts';
import { foundPlaces } from './carrier-places.ts';
import type { PlanContext } from './context.ts';

/**
 * The key of the method, or part of one, that a record was made for by this backend; undefined for others. Nothing is
 * remembered of the parts after the loss of the data folder, since the app has no rows for them: the backend's mark in the
 * external id is proof enough.
 */
export function ownKey(
  externalIdOf: typeof carrierExternalId,
  { externalId }: Pick<OdooCarrier, 'externalId'>,
  { backendId, managed }: PlanContext,
): string | undefined {
  const prefix = externalIdOf(backendId, 'x').slice(0, -1);
  if (!externalId?.startsWith(prefix)) return undefined;
  const key = readPart(externalId.slice(prefix.length));
  const isOurs = managed.has(externalId) || (key !== undefined && readMethodKey(key).country !== undefined);
  return isOurs ? key : undefined;
}

/**
 * What was last written into a carrier of the connector. Of a part without a memory it is what was written into the carrier of its
 * method: price and order are the same, only name and places are its own.
 */
export function lastWrite(
  key: string,
  carrier: OdooCarrier,
  context: PlanContext,
): ManagedRecord | undefined {
  const { backendId, managed } = context;
  const externalId = carrierExternalId(backendId, key);
  const own = managed.get(externalId);
  const { country, method } = readMethodKey(key);
  if (own !== undefined || country === undefined) return own;
  const main = managed.get(carrierExternalId(backendId, method));
  if (!main?.written) return undefined;
  const { name: mainName = '' } = main.written;
  const name = isPartName(carrier.name, mainName) ? carrier.name : mainName;
  const written = { ...main.written, ...foundPlaces(carrier, context), name };
  return { externalId, model: CARRIER_MODEL, odooId: carrier.id, owner: main.owner, written, intended: null };
}

/**
 * What was last written except what is written now: if the method comes back, nobody counts as having changed it.
 * Where a kill left open whether a write arrived, its value in Odoo counts.
 *
 * @param current the values in Odoo
 */
export function remembered(memory: ManagedRecord | undefined, current: FieldValues): FieldValues {
  const { intended, written } = memory ?? {};
  const arrived = Object.entries(intended ?? {}).filter(
    ([field, value]) => canonicalText(current[field] ?? '') === canonicalText(value),
  );
  const all = Object.entries({ ...intended, ...written, ...Object.fromEntries(arrived) });
  return Object.fromEntries(all.filter(([field]) => field !== 'active'));
}
