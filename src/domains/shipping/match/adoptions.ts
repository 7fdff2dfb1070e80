import { canonicalText } from '../../../core/text.ts';
import { isNativeExternalId } from '../../../core/external-id.ts';
import type { RecordRef } from '../../../core/operation.ts';
import type { OdooCarrier } from '../facts.ts';
import { CARRIER_MODEL, carrierExternalId, METHOD_TYPE } from '../models.ts';
import { foundPlaces } from './carrier-places.ts';
import type { DesiredCarrier, Representation } from './carrier.ts';
import type { PlanContext } from './context.ts';
import type { DesiredMethod } from '../desired/methods.ts';

/** Carriers of other people that represent methods, by the methods' keys. */
export type Adoptions = ReadonlyMap<string, OdooCarrier>;

/**
 * Finds carriers to adopt: in use, bound by nobody, made by no connector, with the same name, provider and places.
 * A carrier that fits two methods, or a method that two carriers fit, proves nothing.
 */
export function findAdoptions(
  methods: readonly { readonly desired: DesiredMethod; readonly representation: Representation }[],
  context: PlanContext,
): Adoptions {
  const taken = new Set(
    context.input.memory.bindings.flatMap(({ archivedAt, odooId, type }) =>
      type === METHOD_TYPE && archivedAt === null ? [odooId] : [],
    ),
  );
  for (const id of context.choices.values()) taken.add(id);
  const free = context.input.odoo.carriers.filter(
    ({ active, externalId, id }) =>
      active &&
      !isNativeExternalId(externalId) &&
      !taken.has(id) &&
      !context.isBoundByOthers(CARRIER_MODEL, id),
  );
  const byName = Map.groupBy(free, ({ name }) => canonicalText(name));
  const fits = methods
    .filter(({ desired }) => isOpen(desired, context))
    .map(({ desired: { key }, representation }) => ({
      key,
      found: representation.ok ? fitting(representation.carrier, byName, context) : [],
    }));
  const uses = new Map<number, number>();
  for (const { id } of fits.flatMap(({ found }) => found)) uses.set(id, (uses.get(id) ?? 0) + 1);
  return new Map(
    fits.flatMap(({ found: [only, ...more], key }) =>
      only !== undefined && more.length === 0 && uses.get(only.id) === 1 ? [[key, only]] : [],
    ),
  );
}

/** A method for which nothing stands yet: not even something that a user deleted. */
function isOpen({ key, method }: DesiredMethod, context: PlanContext): boolean {
  const externalId = carrierExternalId(context.backendId, key);
  return (
    method.enabled &&
    !context.choices.has(`${METHOD_TYPE} ${key}`) &&
    !context.carriersByExternalId.has(externalId) &&
    !context.managed.has(externalId)
  );
}

/** What nobody is offered fits nothing: a carrier without places is offered everywhere. */
function fitting(
  { name, places, price }: DesiredCarrier,
  byName: ReadonlyMap<string, readonly OdooCarrier[]>,
  context: PlanContext,
): readonly OdooCarrier[] {
  if (places.nowhere) return [];
  return (byName.get(canonicalText(name)) ?? []).filter((carrier) => {
    const found = foundPlaces(carrier, context);
    const isThere = Object.entries(places.texts).every(([field, text]) => found[field] === text);
    return isThere && carrier.deliveryType === price.deliveryType;
  });
}

export function refOf({ id, name }: OdooCarrier): RecordRef & { readonly id: number } {
  return { model: CARRIER_MODEL, id, label: name };
}
