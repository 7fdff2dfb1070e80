import { bind } from '../../../core/bind.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { Operation, RecordWrite, Subject } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { OdooPosition } from '../facts.ts';
import { POSITION_MODEL, positionExternalId, TAX_MODEL } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from '../match/context.ts';
import {
  foundMapping,
  hasForeignLines,
  mappingLines,
  mappingLinks,
  AND,
  mappingText,
  NO_TAX,
  survivingMapping,
  taxOfText,
  type Mapping,
} from '../match/mapping.ts';
import { isOwnSequence } from '../match/position-order.ts';
import { columnName } from '../desired/desired-taxes.ts';
import { placeLinks, statesText, foundStatesText } from '../match/place-links.ts';

export const POSITION_TYPE = 'fiscal_position';

/** A fiscal position that has to be there, and what it makes of each tax of products. */
export interface DesiredPosition {
  readonly place: Place;
  /** The rank of the place, moved before the general positions of the chart. */
  readonly sequence: number;
  readonly mappings: readonly Mapping[];
}

/** Plans one fiscal position: created, followed where the store changed, or left to a person. */
export function planPosition(desired: DesiredPosition, context: PlanContext): Operation {
  const { place, mappings } = desired;
  const details = { mapping: describeMappings(mappings) };
  const subject: Subject = { type: POSITION_TYPE, key: place.key, label: place.label, details };
  const missing = mappings
    .flatMap(({ source, destinations }) => [source.ref, ...destinations])
    .find(({ state }) => state === 'missing');
  if (missing !== undefined) {
    const reason = `what its tax "${missing.name}" is in Odoo must be decided first`;
    return { kind: 'conflict', subject, rule: 'tax', reason };
  }
  const links = placeLinks(place, context);
  if (typeof links === 'string') return { kind: 'unsupported', subject, rule: 'place', reason: links };
  const externalId = positionExternalId(context.companyId, place.key);
  const found = context.positionsByExternalId.get(externalId);
  if (found === undefined) return create(desired, subject, externalId, links, context);
  return follow(desired, subject, externalId, found, links, context);
}

/** What we manage of a position beside its mapping. */
function managedFields({ place, sequence }: DesiredPosition): FieldValues {
  return {
    active: '1',
    auto_apply: '1',
    sequence: String(sequence),
    zip_from: place.zipFrom,
    zip_to: place.zipTo,
  };
}

function foundFields(position: OdooPosition): FieldValues {
  return {
    active: position.active ? '1' : '',
    auto_apply: position.autoApply ? '1' : '',
    sequence: String(position.sequence),
    zip_from: position.zipFrom,
    zip_to: position.zipTo,
  };
}

const STATES = 'states';
const MAPPING = 'mapping of ';
const OWNER = 'owner of ';
const mappingName = ({ source }: Mapping) => `${MAPPING}${source.ref.text}`;
/** Which backend says what a source becomes, where several share a position. */
const ownerName = ({ source }: Mapping) => `${OWNER}${source.ref.text}`;

function create(
  desired: DesiredPosition,
  subject: Subject,
  externalId: string,
  links: Record<string, readonly string[]>,
  context: PlanContext,
): Operation {
  const { place, mappings } = desired;
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (lost !== null && !context.input.policy.recreateDeleted) {
    const reason = `its fiscal position ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted makes it again`;
    const record = { model: POSITION_MODEL, id: lost };
    return { kind: 'conflict', subject, record, target: 'missing', rule: 'deleted', reason };
  }
  return {
    ...{ kind: 'create', subject, rule: 'new', reason: 'taxes are different there' },
    record: { model: POSITION_MODEL, externalId, label: nameOf(place) },
    write: {
      ...writeOf(desired, mappings, [], undefined, links, context),
      references: { name: nameOf(place), 'company_id/.id': String(context.companyId) },
    },
  };
}

function nameOf(place: Place): string {
  return `WooCommerce ${place.label}`;
}

function writeOf(
  desired: DesiredPosition,
  mappings: readonly Mapping[],
  leftOut: readonly Mapping[],
  found: OdooPosition | undefined,
  links: Record<string, readonly string[]>,
  context: PlanContext,
): RecordWrite {
  const { backendId } = context.input;
  const { place } = desired;
  const derived = mappings.flatMap((mapping): [string, string][] => [
    [mappingName(mapping), mappingText(mapping)],
    [ownerName(mapping), backendId],
  ]);
  const hasLines = context.series < FIRST_WITHOUT_LINES;
  return {
    fields: managedFields(desired),
    references: {},
    links: { ...links, ...(!hasLines && mappingLinks(mappings, leftOut, found, context)) },
    derived: { [STATES]: statesText(place, context), ...Object.fromEntries(derived) },
    ...(hasLines && {
      lines: mappings.flatMap((mapping) => mappingLines(place.key, mapping, found, context.companyId)),
    }),
  };
}

/**
 * A position of ours. Several backends of a company share it: each says what becomes of its own taxes. Where two say
 * different things of one tax, the first one stands and the other is told. A former tax is nobody's own: who spoke of it
 * first goes on doing so, or two backends would overwrite each other for ever.
 */
function follow(
  desired: DesiredPosition,
  subject: Subject,
  externalId: string,
  found: OdooPosition,
  links: Record<string, readonly string[]>,
  context: PlanContext,
): Operation {
  const { backendId, policy } = context.input;
  const { place, mappings: all } = desired;
  const record = { model: POSITION_MODEL, id: found.id, externalId, label: found.name };
  const memory = context.managed.get(externalId);
  const isShared = context.isBoundByOthers(POSITION_MODEL, found.id);
  const current = (mapping: Mapping) => foundMapping(found, mapping.source, context);
  const isOfAnother = (mapping: Mapping) => isShared && isOwnedByAnother(mapping, memory?.written, backendId);
  const leftOut = all.filter((mapping) => mapping.source.former && isOfAnother(mapping));
  const mappings = all.filter((mapping) => !leftOut.includes(mapping));
  // Who said it may have given up the tax since: then it is this store's.
  const ofOthers = mappings.filter(
    (mapping) => isOfAnother(mapping) && context.isBoundByOthers(TAX_MODEL, mapping.source.ref.id ?? 0),
  );
  const disputed = ofOthers.filter((mapping) => current(mapping) !== mappingText(mapping));
  if (disputed.length > 0) {
    const changes = disputed.map((mapping) => ({
      field: mappingName(mapping),
      from: current(mapping),
      to: mappingText(mapping),
    }));
    const reason =
      'another store of this company taxes the same products differently there; give one of the stores a company or tax classes of its own';
    return { kind: 'conflict', subject, record, rule: 'shared', reason, changes };
  }
  const own = mappings.filter((mapping) => !ofOthers.includes(mapping));
  const followed = memory === undefined || memory.owner === backendId || !isShared;
  // Nothing is known of our last write: a sequence of ours is taken over as it is, and moved when it is known.
  const unmoved = !memory?.written && isOwnSequence(found.sequence, place.rank);
  const known = unmoved ? { ...desired, sequence: found.sequence } : desired;
  const desiredValues = {
    ...(followed && { ...managedFields(known), [STATES]: statesText(place, context) }),
    ...Object.fromEntries(own.map((mapping) => [mappingName(mapping), mappingText(mapping)])),
  };
  const foundValues = {
    ...foundFields(found),
    [STATES]: foundStatesText(found, context),
    ...Object.fromEntries(own.map((mapping) => [mappingName(mapping), current(mapping)])),
  };
  const remembered = memory && {
    written: memory.written && { ...memory.written, ...lastMappings(own, memory.written, current, context) },
    intended: memory.intended,
  };
  const decision = decideFields(desiredValues, foundValues, remembered, policy.onPersonChange);
  const unsure = followed && (!memory?.written || memory.intended !== null);
  const owners = Object.fromEntries(own.map((mapping) => [ownerName(mapping), backendId]));
  if (decision.kind === 'keep') {
    const operation = bind(subject, record, { rule: 'external id', reason: 'both sides agree' }, context);
    if (unsure) return { ...operation, seen: { ...memory?.written, ...foundValues, ...owners } };
    // The word of a backend that has gone would stand in the way of those that come after it.
    const isInherited =
      !isShared && own.some((mapping) => isOwnedByAnother(mapping, memory.written, backendId));
    return isInherited ? { ...operation, seen: { ...memory.written, ...owners } } : operation;
  }
  const foreign = own.find(
    (mapping) =>
      current(mapping) !== mappingText(mapping) && hasForeignLines(found, place.key, mapping.source, context),
  );
  if (decision.kind === 'conflict' || foreign !== undefined) {
    const reason =
      decision.kind === 'conflict'
        ? decision.reason
        : 'somebody added a line for one of our taxes, which is theirs to remove';
    return { kind: 'conflict', subject, record, rule: 'changed', reason, changes: decision.changes };
  }
  const write = writeOf(known, mappings, leftOut, found, links, context);
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: 'the store taxes differently there now',
    write: {
      ...write,
      ...(!followed && { fields: foundFields(found), links: onlyMapping(write), owner: memory.owner }),
      // What other backends said of it is remembered on.
      derived: {
        ...stillDerived(mappings, memory?.written ?? {}, context),
        ...write.derived,
        ...othersOwners(ofOthers, memory?.written ?? {}),
      },
    },
    ...(unsure &&
      policy.onPersonChange === 'keep' && { seen: { ...memory?.written, ...foundValues, ...owners } }),
  };
}

function isOwnedByAnother(
  mapping: Mapping,
  written: FieldValues | null | undefined,
  backendId: string,
): boolean {
  const owner = written?.[ownerName(mapping)];
  return owner !== undefined && owner !== backendId;
}

/**
 * What we last wrote as mappings, as far as it can still be there. A tax that the position does not name yet was not
 * changed by anybody, and neither was one whose taxes were deleted, with or without us.
 */
function lastMappings(
  mappings: readonly Mapping[],
  written: FieldValues,
  current: (mapping: Mapping) => string,
  context: PlanContext,
): FieldValues {
  return Object.fromEntries(
    mappings.map((mapping) => {
      const name = mappingName(mapping);
      const last = written[name] ?? '';
      const left = last === '' ? '' : survivingMapping(last, context);
      const found = current(mapping);
      const isLeft = left !== last && (found === left || found === '');
      return [name, isLeft || mapping.source.ref.id === null ? found : last];
    }),
  );
}

/**
 * What is remembered of the mappings of a position that is written. On 19 those of ours that are not desired any more are
 * taken out of it, which must not look like a person's doing when they are desired again. What another backend also says
 * stays.
 */
function stillDerived(mappings: readonly Mapping[], written: FieldValues, context: PlanContext): FieldValues {
  const { input, isBoundByOthers, series } = context;
  if (series < FIRST_WITHOUT_LINES) return written;
  const desired = new Set(mappings.map(ownerName));
  const staysFor = (source: string) => isBoundByOthers(TAX_MODEL, taxOfText(source, context)?.id ?? 0);
  const dropped = new Set(
    Object.entries(written).flatMap(([name, owner]) => {
      const source = name.slice(OWNER.length);
      const isOurs = name.startsWith(OWNER) && owner === input.backendId && !desired.has(name);
      return isOurs && !staysFor(source) ? [name, `${MAPPING}${source}`] : [];
    }),
  );
  return Object.fromEntries(Object.entries(written).filter(([name]) => !dropped.has(name)));
}

/** Who adds to another's position leaves its place as it is. */
function onlyMapping({ links = {} }: RecordWrite): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(links).filter(([field]) => field === 'tax_ids'));
}

function othersOwners(ofOthers: readonly Mapping[], written: FieldValues): FieldValues {
  return Object.fromEntries(
    ofOthers.map((mapping) => [ownerName(mapping), written[ownerName(mapping)] ?? '']),
  );
}

/** What a position does, for people: one line per tax. */
function describeMappings(mappings: readonly Mapping[]): string {
  return mappings.map(describeMapping).sort(compareText).join('\n');
}

function describeMapping({ destinations, source }: Mapping): string {
  const what = source.former ? `"${source.ref.label}" of before` : columnName(source.column);
  const taxes = destinations.map(({ label }) => label).sort(compareText);
  return `${what}: ${taxes.length === 0 ? NO_TAX : taxes.join(AND)}`;
}
