import type { FieldValues, ManagedRecord } from '../../../core/memory.ts';
import type { FieldChange, OwnRecord, RecordRef } from '../../../core/operation.ts';
import type { Rule } from '../../../core/rules.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { OdooPosition } from '../facts.ts';
import { POSITION_MODEL, positionExternalId } from '../models.ts';
import type { PlanContext } from './context.ts';
import { foundMapping, hasForeignLines, mappingText, type Mapping } from './mapping.ts';
import { foundStatesText, placeLinks, statesText } from './place-links.ts';
import { isOwnSequence } from '../position-order/sequences.ts';
import {
  foundFields,
  isOwnedByAnother,
  managedFields,
  mappingName,
  ownerName,
  STATES,
  type DesiredPosition,
} from './position-values.ts';
import { rememberedValues } from './remembered-mappings.ts';
import { shareMappings } from './shared-positions.ts';
import { waitsFor } from './undecided.ts';
import type { TaxRef } from '../desired/tax-ref.ts';

type Links = Readonly<Record<string, readonly string[]>>;

/** What becomes of a desired position in Odoo. */
export type PositionOutcome =
  /** Nothing in Odoo corresponds to its country or states. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  | {
      readonly kind: 'conflict';
      readonly rule: Rule;
      readonly reason: string;
      readonly record?: RecordRef;
      readonly target?: 'missing';
      readonly changes?: readonly FieldChange[];
    }
  | { readonly kind: 'create'; readonly externalId: string; readonly links: Links }
  | { readonly kind: 'keep'; readonly record: ExistingPosition; readonly seen?: FieldValues }
  | PositionUpdate;

/** `seen`: what Odoo has now, where that is not remembered yet. */
export interface PositionUpdate {
  readonly kind: 'update';
  readonly record: ExistingPosition;
  readonly found: OdooPosition;
  readonly desired: DesiredPosition;
  readonly changes: readonly FieldChange[];
  /** What it makes of taxes, by whom: those to write, of which some are of other backends, and those left to others. */
  readonly mappings: readonly Mapping[];
  readonly ofOthers: readonly Mapping[];
  readonly leftOut: readonly Mapping[];
  readonly links: Links;
  readonly memory: ManagedRecord | undefined;
  /** Set where another backend's store decides on the position itself. */
  readonly owner?: string;
  readonly seen?: FieldValues;
}

type ExistingPosition = OwnRecord & { readonly id: number };

export interface MatchedPosition {
  readonly desired: DesiredPosition;
  readonly outcome: PositionOutcome;
}

/** Compares a desired position with Odoo and with what the connector wrote last. */
export function matchPosition(desired: DesiredPosition, context: PlanContext): MatchedPosition {
  return { desired, outcome: outcomeOf(desired, context) };
}

function outcomeOf(desired: DesiredPosition, context: PlanContext): PositionOutcome {
  const { mappings, place } = desired;
  const missing = firstMissing(mappings);
  if (missing !== undefined) return { kind: 'conflict', rule: 'tax', reason: waitsFor(missing) };
  const externalId = positionExternalId(context.companyId, place.key);
  const found = context.positionsByExternalId.get(externalId);
  const links = placeLinks(place, found, context);
  if (typeof links === 'string') return { kind: 'unsupported', reason: links };
  if (found !== undefined) return follow(desired, externalId, found, links, context);
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (lost === null || context.input.policy.recreateDeleted) return { kind: 'create', externalId, links };
  const reason = `its fiscal position ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted recreates it`;
  const record = { model: POSITION_MODEL, id: lost };
  return { kind: 'conflict', record, target: 'missing', rule: 'deleted', reason };
}

/** The first tax for which mappings wait. */
export function firstMissing(mappings: readonly Mapping[]): TaxRef | undefined {
  return mappings
    .flatMap(({ source, destinations }) => [source.ref, ...destinations])
    .find(({ state }) => state === 'missing');
}

/** A position that the connector created: its values are compared, the mappings as far as they are this backend's. */
function follow(
  desired: DesiredPosition,
  externalId: string,
  found: OdooPosition,
  links: Links,
  context: PlanContext,
): PositionOutcome {
  const { backendId, policy } = context.input;
  const { place } = desired;
  const record = { model: POSITION_MODEL, id: found.id, externalId, label: found.name };
  const memory = context.managed.get(externalId);
  const current = (mapping: Mapping) => foundMapping(found, mapping.source, context);
  const {
    isShared,
    leftOut: ofFormer,
    mappings,
    ofOthers,
    own,
  } = shareMappings(desired.mappings, found, memory, context);
  const leftOut = [...ofFormer, ...(desired.waiting ?? []), ...(desired.released ?? [])];
  const disputed = ofOthers.filter((mapping) => current(mapping) !== mappingText(mapping));
  if (disputed.length > 0) {
    const changes = disputed.map((mapping) => ({
      field: mappingName(mapping),
      from: current(mapping),
      to: mappingText(mapping),
    }));
    const reason =
      'another store of this company taxes the same products differently there; give one of the stores a company or tax classes of its own';
    return { kind: 'conflict', record, rule: 'shared', reason, changes };
  }
  const isFollowed = memory === undefined || memory.owner === backendId || !isShared;
  // Nothing is known of the last write: a sequence of the connector is taken over as it is, and moved when it is known.
  const isUnmoved = !memory?.written && isOwnSequence(found.sequence, place.rank);
  const known = isUnmoved ? { ...desired, sequence: found.sequence } : desired;
  const desiredValues = {
    ...(isFollowed && { ...managedFields(known), [STATES]: statesText(place, found, context) }),
    ...Object.fromEntries(own.map((mapping) => [mappingName(mapping), mappingText(mapping)])),
  };
  const foundValues = {
    ...foundFields(found),
    [STATES]: foundStatesText(found, context),
    ...Object.fromEntries(own.map((mapping) => [mappingName(mapping), current(mapping)])),
  };
  const remembered = memory && rememberedValues(memory, own, current, context);
  const decision = decideFields(desiredValues, foundValues, remembered, policy.onPersonChange);
  const isUnsure = isFollowed && (!memory?.written || memory.intended !== null);
  const owners = Object.fromEntries(own.map((mapping) => [ownerName(mapping), backendId]));
  const seen = { ...memory?.written, ...foundValues, ...owners };
  const missing = firstMissing(desired.waiting ?? []);
  if (decision.kind === 'keep' && missing !== undefined)
    return { kind: 'conflict', record, rule: 'tax', reason: waitsFor(missing) };
  if (decision.kind === 'keep') {
    if (isUnsure) return { kind: 'keep', record, seen };
    // The entry of a backend that is gone would stand in the way of those that come after it.
    const isInherited =
      !isShared && own.some((mapping) => isOwnedByAnother(mapping, memory.written, backendId));
    return { kind: 'keep', record, ...(isInherited && { seen: { ...memory.written, ...owners } }) };
  }
  const { changes } = decision;
  if (decision.kind === 'conflict')
    return { kind: 'conflict', record, rule: 'changed', reason: decision.reason, changes };
  const isForeign = own.some(
    (mapping) =>
      current(mapping) !== mappingText(mapping) && hasForeignLines(found, place.key, mapping.source, context),
  );
  if (isForeign) {
    const reason =
      'a user added a line for a tax created by the connector; remove it in Odoo to let the connector update the position';
    return { kind: 'conflict', record, rule: 'changed', reason, changes };
  }
  return {
    ...{ kind: 'update', record, found, desired: known, changes, mappings, ofOthers, leftOut, links, memory },
    ...(!isFollowed && { owner: memory.owner }),
    ...(isUnsure && policy.onPersonChange === 'keep' && { seen }),
  };
}
