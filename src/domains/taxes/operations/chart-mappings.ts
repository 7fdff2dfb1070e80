import { bind } from '../../../core/bind.ts';
import type { Operation, RecordRef } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { OdooPositionLine, OdooTax } from '../facts.ts';
import { hasChartMappings, sourceName, type ChartMapping } from '../match/chart-mappings.ts';
import type { PlanContext } from '../match/context.ts';
import { isAgreedInApp } from '../match/agreed-in-app.ts';
import {
  CHART_POINT,
  CHART_TYPE,
  chartLineExternalId,
  chartLineKeyOf,
  isChartRecord,
  POSITION_LINE_MODEL,
  TAX_MODEL,
} from '../models.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import { classColumnOf } from '../../shared/class-taxes.ts';

/** Whether the connector adds its mappings to positions of the chart, takes them away, or waits for consent. */
export function chartConsent(context: PlanContext): 'map' | 'remove' | 'ask' {
  const { chartPositions } = context.input.policy.taxes;
  return (
    chartPositions ?? (isAgreedInApp(CHART_POINT, context.input) || hasChartMappings(context) ? 'map' : 'ask')
  );
}

/**
 * With consent: the connector's own mapping lines in positions of the chart (17 and 18); on 19, where the taxes name
 * those that they replace, the chart's taxes replace the taxes of products, too.
 */
export function chartMappingOperations(mappings: readonly ChartMapping[], context: PlanContext): Operation[] {
  const consent = chartConsent(context);
  if (consent === 'ask') return [];
  if (context.series >= FIRST_WITHOUT_LINES) return replacements(mappings, consent, context);
  if (consent === 'remove') return removedLines(context);
  return mappings
    .filter((mapping) => !mapping.isOfUser && isPossible(mapping, context))
    .flatMap((mapping) => addedLines(mapping, context));
}

/** Odoo refuses taxes of a branch in positions of the company above it: those may use what the branch has not made alone. */
export function isPossible(
  { position: { level = 0 }, source }: ChartMapping,
  { input, series, taxes }: PlanContext,
): boolean {
  if (level === 0 || series >= FIRST_WITHOUT_LINES) return true;
  const tax = taxes.get(source.ref.id ?? 0);
  return tax !== undefined && isChartRecord(input.odoo.company, tax.externalId);
}

/** A destination as it is remembered: the id of a tax, `itself`, or nothing. */
type Destination = number | 'itself' | null;

/** A line of the connector, there or to be made. */
interface ChartLine {
  readonly key: string;
  readonly line: OdooPositionLine | undefined;
  readonly positionId: number;
  /** How links name the tax of products. */
  readonly source: string;
  readonly label: string;
  readonly reason: string;
}

function addedLines(mapping: ChartMapping, context: PlanContext): Operation[] {
  const { destinations, model, position, source } = mapping;
  const first = `${position.id}-${source.ref.text.replace('#', 'id')}`;
  const keyAt = (at: number) => (at === 0 ? first : `${first}+${at + 1}`);
  const lines = new Map(position.lines.map((line) => [line.externalId, line]));
  const lineAt = (at: number) => lines.get(chartLineExternalId(context.companyId, keyAt(at)));
  const desired: readonly Destination[] = destinations.length === 0 ? [null] : destinations;
  const operations: Operation[] = [];
  for (let at = 0; at < desired.length || lineAt(at) !== undefined; at += 1) {
    const line = {
      ...{ key: keyAt(at), line: lineAt(at), positionId: position.id, source: source.ref.name },
      label: `${position.name}: ${sourceName(source)}`,
      reason: `the position does the same with "${model.name}"`,
    };
    // One too many adds nothing without a destination.
    operations.push(lineOperation(line, desired[at] ?? null, context));
  }
  return operations;
}

/** Lines are not deleted: the first of a tax of products maps it to itself, the others to nothing. */
function removedLines(context: PlanContext): Operation[] {
  const { companyId, input, taxes } = context;
  return input.odoo.positions.flatMap((position) => {
    const seen = new Set<number | null>();
    return position.lines
      .toSorted((a, b) => a.id - b.id)
      .flatMap((line): Operation[] => {
        const key = chartLineKeyOf(companyId, line.externalId);
        if (key === undefined || line.sourceId === null) return [];
        const destination = seen.has(line.sourceId) ? null : 'itself';
        seen.add(line.sourceId);
        const found = {
          ...{ key, line, positionId: position.id, source: `#${line.sourceId}` },
          label: `${position.name}: ${taxes.get(line.sourceId)?.name ?? `tax ${line.sourceId}`}`,
          reason: 'mappings of the connector are taken out of the positions of the chart',
        };
        return [lineOperation(found, destination, context)];
      });
  });
}

function lineOperation(
  { key, label, line, positionId, reason, source }: ChartLine,
  destination: Destination,
  context: PlanContext,
): Operation {
  const { companyId, input, managed, taxes } = context;
  const externalId = chartLineExternalId(companyId, key);
  const subject = { type: CHART_TYPE, key, label };
  const text = destination === null ? '' : String(destination);
  const write = {
    fields: {},
    references: {},
    links: {
      position_id: [`#${positionId}`],
      tax_src_id: [source],
      tax_dest_id: destination === null ? [] : [destination === 'itself' ? source : `#${destination}`],
    },
    derived: { destination: text },
  };
  const memory = managed.get(externalId);
  if (line === undefined) {
    const lost = memory?.odooId ?? null;
    if (lost !== null && !input.policy.recreateDeleted) {
      const why = `its mapping line ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted recreates it`;
      const record = { model: POSITION_LINE_MODEL, id: lost };
      return { kind: 'conflict', subject, record, target: 'missing', rule: 'deleted', reason: why };
    }
    const record = { model: POSITION_LINE_MODEL, externalId, label };
    return { kind: 'create', subject, record, rule: 'new', reason, write };
  }
  const record = { model: POSITION_LINE_MODEL, id: line.id, externalId, label };
  const isItself = line.destinationId !== null && line.destinationId === line.sourceId;
  const found = isItself ? 'itself' : line.destinationId === null ? '' : String(line.destinationId);
  const decision = decideFields(
    { destination: text },
    { destination: found },
    memory,
    input.policy.onPersonChange,
  );
  if (decision.kind === 'keep') return bind(subject, record, { rule: 'external id', reason }, context);
  const nameOf = (id: string) => taxes.get(Number(id))?.name ?? (id === '' ? 'no tax' : id);
  const changes = decision.changes.map(({ field, from, to }) => ({
    ...{ field, from: nameOf(from), to: nameOf(to) },
  }));
  if (decision.kind === 'conflict')
    return { kind: 'conflict', subject, record, rule: 'changed', reason: decision.reason, changes };
  return { kind: 'update', subject, record, rule: 'external id', reason, changes, write };
}

/** On 19: one operation for each tax of the chart, which names all that it replaces. */
function replacements(
  mappings: readonly ChartMapping[],
  consent: 'map' | 'remove',
  context: PlanContext,
): Operation[] {
  const { taxes } = context;
  if (consent === 'remove') {
    return [...taxes.values()]
      .map((tax) => ({ tax, ours: tax.originalTaxIds.filter((id) => isOfClass(id, context)) }))
      .filter(({ ours, tax }) => ours.length > 0 && !context.taxKeys.has(tax.id))
      .flatMap(({ ours, tax }) => replacement(tax, [], ours, context));
  }
  const added = new Map<number, Set<ChartMapping>>();
  for (const mapping of mappings) {
    if (mapping.destinations.includes('itself')) continue;
    for (const id of mapping.destinations) {
      if (id === 'itself') continue;
      const known = added.get(id) ?? new Set();
      added.set(id, known.add(mapping));
    }
  }
  return [...added]
    .sort(([a], [b]) => a - b)
    .flatMap(([id, all]) => {
      const tax = taxes.get(id);
      const missing = [...all].filter(
        ({ source }) => source.ref.id === null || !tax?.originalTaxIds.includes(source.ref.id),
      );
      return tax === undefined || missing.length === 0 ? [] : replacement(tax, missing, [], context);
    });
}

function replacement(
  tax: OdooTax,
  missing: readonly ChartMapping[],
  removed: readonly number[],
  context: PlanContext,
): Operation[] {
  const { input, managed, taxes } = context;
  const subject = {
    type: CHART_TYPE,
    key: `tax-${tax.id}`,
    label: `${tax.name} replaces taxes of the store`,
  };
  const record: RecordRef & { readonly id: number } = { model: TAX_MODEL, id: tax.id, label: tax.name };
  const sources = new Map(missing.map(({ source }) => [source.ref.name, source]));
  const names = (ids: readonly number[]) => ids.map((id) => taxes.get(id)?.name ?? `tax ${id}`);
  const left = tax.originalTaxIds.filter((id) => !removed.includes(id));
  const to = [...names(left), ...[...sources.values()].map(({ ref }) => ref.label)];
  const changes = [
    { field: 'original_tax_ids', from: names(tax.originalTaxIds).join(', '), to: to.join(', ') },
  ];
  if (tax.externalId === undefined) {
    const reason =
      'it has no external id, so the connector cannot write it; add the taxes to "Replaces" in Odoo';
    return [{ kind: 'conflict', subject, record, rule: 'no external id', reason, changes }];
  }
  const written = managed.get(tax.externalId)?.written ?? {};
  const taken = [...sources.values()].some(({ ref }) => written[REPLACES + ref.text] === '1');
  if (taken && !input.policy.recreateDeleted && input.policy.onPersonChange === 'keep') {
    const reason =
      'a user took the taxes of the store out of "Replaces"; woo-odoo sync --recreate-deleted adds them again';
    return [{ kind: 'conflict', subject, record, rule: 'changed', reason, changes }];
  }
  const own = [...sources.values()].map(({ ref }) => [REPLACES + ref.text, '1'] as const);
  const write = {
    fields: {},
    references: {},
    links: { original_tax_ids: [...left.map((id) => `#${id}`), ...sources.keys()].sort(compareText) },
    derived: removed.length > 0 ? {} : Object.fromEntries([...Object.entries(written), ...own]),
  };
  const reason =
    removed.length > 0
      ? 'mappings of the connector are taken out of the taxes of the chart'
      : `it replaces the chart's tax of the same percentage in ${[...new Set(missing.map(({ position }) => `"${position.name}"`))].join(', ')}`;
  return [
    {
      kind: 'update',
      subject,
      record: { ...record, externalId: tax.externalId },
      rule: 'external id',
      reason,
      changes,
      write,
    },
  ];
}

/** What is remembered of a tax of the chart: which taxes of products the connector had it replace. */
export const REPLACES = 'replaces ';

function isOfClass(id: number, { companyId, taxes }: PlanContext): boolean {
  return classColumnOf(companyId, taxes.get(id)?.externalId) !== undefined;
}
