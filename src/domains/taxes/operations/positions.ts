import { bind } from '../../../core/bind.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { Operation, RecordWrite, Subject } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import { columnName } from '../desired/class-columns.ts';
import type { OdooPosition } from '../facts.ts';
import { sourceName } from '../match/chart-mappings.ts';
import type { PlanContext } from '../match/context.ts';
import { AND, mappingLines, mappingLinks, mappingText, NO_TAX, type Mapping } from '../match/mapping.ts';
import { firstMissing, type MatchedPosition, type PositionUpdate } from '../match/match-positions.ts';
import { statesText } from '../match/place-links.ts';
import {
  foundFields,
  managedFields,
  mappingName,
  ownerName,
  STATES,
  type DesiredPosition,
} from '../match/position-values.ts';
import { stillDerived } from '../match/remembered-mappings.ts';
import { shownChanges } from './mapping-changes.ts';
import { waitsFor } from '../match/undecided.ts';
import { POSITION_MODEL, POSITION_TYPE } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';

/** The operation of a matched position: created, followed where the store changed, or left to a user. */
export function positionOperation({ desired, outcome }: MatchedPosition, context: PlanContext): Operation {
  const { mappings, place } = desired;
  const details = { mapping: describeMappings(mappings) };
  const subject: Subject = { type: POSITION_TYPE, key: place.key, label: place.label, details };
  switch (outcome.kind) {
    case 'unsupported':
      return { kind: 'unsupported', subject, rule: 'place', reason: outcome.reason };
    case 'conflict': {
      const { changes } = outcome;
      return { ...outcome, subject, ...(changes && { changes: shownChanges(changes, mappings, context) }) };
    }
    case 'keep': {
      const { record, seen } = outcome;
      const finding = { rule: 'external id', reason: 'both sides agree' } as const;
      return { ...bind(subject, record, finding, context), ...(seen && { seen }) };
    }
    case 'create': {
      const name = nameOf(place);
      const record = { model: POSITION_MODEL, externalId: outcome.externalId, label: name };
      const references = { name, 'company_id/.id': String(context.companyId) };
      const write = { ...writeOf({ ...outcome, desired, mappings, leftOut: [] }, context), references };
      const reason = withWaiting('taxes are different there', desired);
      return { kind: 'create', subject, rule: 'new', reason, record, write };
    }
    case 'update': {
      const { record, seen } = outcome;
      const changes = shownChanges(outcome.changes, mappings, context);
      const reason = withWaiting('the store taxes differently there now', desired);
      const write = changeOf(outcome, context);
      return {
        ...{ kind: 'update', subject, record, rule: 'external id', changes, reason, write },
        ...(seen && { seen }),
      };
    }
  }
}

/** What of a position waits for a user, who finds the tax in the list of conflicts. */
function withWaiting(reason: string, { waiting = [] }: DesiredPosition): string {
  const missing = firstMissing(waiting);
  if (missing === undefined) return reason;
  const classes = [...new Set(waiting.map(({ source }) => columnName(source.column)))].sort(compareText);
  return `${reason}; the tax of ${classes.join(', ')} is left unchanged there: ${waitsFor(missing)}`;
}

function nameOf(place: Place): string {
  return `WooCommerce ${place.label}`;
}

interface Writing {
  readonly desired: DesiredPosition;
  readonly mappings: readonly Mapping[];
  readonly leftOut: readonly Mapping[];
  readonly links: Readonly<Record<string, readonly string[]>>;
  readonly found?: OdooPosition;
}

function writeOf({ desired, found, leftOut, links, mappings }: Writing, context: PlanContext): RecordWrite {
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
    derived: { [STATES]: statesText(place, found, context), ...Object.fromEntries(derived) },
    ...(hasLines && {
      lines: mappings.flatMap((mapping) => mappingLines(place.key, mapping, found, context.companyId)),
    }),
  };
}

/** What is written to a position that exists. A backend that adds to another's position leaves its place as it is. */
function changeOf(update: PositionUpdate, context: PlanContext): RecordWrite {
  const { found, leftOut, mappings, memory, ofOthers, owner } = update;
  const write = writeOf(update, context);
  const written = memory?.written ?? {};
  return {
    ...write,
    ...(owner !== undefined && { fields: foundFields(found), links: onlyMapping(write), owner }),
    // What other backends decided of it stays remembered.
    derived: {
      ...stillDerived([...mappings, ...leftOut], written, context),
      ...write.derived,
      ...othersOwners(ofOthers, written),
    },
  };
}

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
  const taxes = destinations.map(({ label }) => label).sort(compareText);
  return `${sourceName(source)}: ${taxes.length === 0 ? NO_TAX : taxes.join(AND)}`;
}
