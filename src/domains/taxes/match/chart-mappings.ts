import { Decimal } from 'decimal.js';
import { columnName } from '../desired/class-columns.ts';
import type { Source } from '../desired/tax-ref.ts';
import type { OdooPosition, OdooTax } from '../facts.ts';
import { isChartLine, isChartRecord } from '../models.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import { effectivePercent } from '../woocommerce-rules/effective.ts';
import { classColumnOf } from '../../shared/class-taxes.ts';
import type { PlanContext } from './context.ts';

/** What a position of the chart makes of one tax of products, as it does with the chart's tax of the same percentage. */
export interface ChartMapping {
  readonly position: OdooPosition;
  readonly source: Source;
  /** The chart's tax of the same percentage, which the position maps. */
  readonly model: OdooTax;
  /** What it becomes: ids of taxes, or the tax of products itself. */
  readonly destinations: readonly (number | 'itself')[];
  /** `done`: the position does it. `open`: it leaves the tax of products as it is, or does something else. */
  readonly state: 'done' | 'open';
  /** On 17 and 18: whether a user maps the tax there, so that it is theirs. */
  readonly isOfUser: boolean;
  /** Percentages that a customer is charged: now, and as the chart has it. */
  readonly now: string;
  readonly then: string;
}

/**
 * What the positions of the chart have to do with the taxes of classes. They map the chart's own taxes alone, so that
 * products of the store would bear domestic tax where business customers of other countries bear none.
 */
export function chartMappings(sources: readonly Source[], context: PlanContext): ChartMapping[] {
  const { input } = context;
  const positions = input.odoo.positions
    .filter(({ active, externalId }) => active && isChartRecord(input.odoo.company, externalId))
    .sort((a, b) => a.id - b.id);
  const sourceIds = positions.map((position) => mappedBy(position, context));
  const mapped = new Set(sourceIds.flatMap((ids) => [...ids.keys()]));
  const usable = sources.filter(({ ref }) => ref.state !== 'missing');
  return usable.flatMap((source) => {
    const model = context.chart
      .allDomestic({ percent: percentOf(source, context), included: source.included, label: '' })
      .find(({ id }) => mapped.has(id));
    if (model === undefined || model.id === source.ref.id) return [];
    return positions.flatMap((position, at): ChartMapping[] => {
      const destinations = sourceIds[at]?.get(model.id);
      return destinations === undefined ? [] : [compare(position, source, model, destinations, context)];
    });
  });
}

/** Whether the connector was allowed to do it: some of its mappings are there. */
export function hasChartMappings({ companyId, input, series, taxes }: PlanContext): boolean {
  const { positions, taxes: all } = input.odoo;
  if (series < FIRST_WITHOUT_LINES) {
    return positions.some(({ lines }) =>
      lines.some(
        ({ destinationId, externalId, sourceId }) =>
          isChartLine(companyId, externalId) && destinationId !== sourceId,
      ),
    );
  }
  const isOfClass = (id: number) => classColumnOf(companyId, taxes.get(id)?.externalId) !== undefined;
  return all.some(
    ({ externalId, originalTaxIds }) =>
      isChartRecord(input.odoo.company, externalId) && originalTaxIds.some((id) => isOfClass(id)),
  );
}

function compare(
  position: OdooPosition,
  source: Source,
  model: OdooTax,
  found: readonly number[],
  context: PlanContext,
): ChartMapping {
  const { ref } = source;
  const destinations = found.map((id) => (id === model.id ? ('itself' as const) : id));
  const current = ref.id === null ? undefined : mappedBy(position, context).get(ref.id);
  const desired = destinations.map((each) => (each === 'itself' ? ref.id : each));
  const isDone = current !== undefined && sameIds(current, desired);
  const isOfUser =
    ref.id !== null &&
    position.lines.some(
      ({ externalId, sourceId }) => sourceId === ref.id && !isChartLine(context.companyId, externalId),
    );
  const own = percentOf(source, context);
  const percentOfAll = (ids: readonly (number | null | 'itself')[]) =>
    totalOf(
      ids.map((id) =>
        id === 'itself' || id === ref.id ? own : (context.taxes.get(id ?? 0)?.percent ?? '0'),
      ),
    );
  return {
    ...{ position, source, model, destinations, isOfUser },
    state: isDone ? 'done' : 'open',
    now: percentOfAll(current ?? ['itself']),
    then: percentOfAll(destinations),
  };
}

/** What a position makes of which taxes. */
function mappedBy(position: OdooPosition, { taxes }: PlanContext): ReadonlyMap<number, readonly number[]> {
  const map = new Map<number, number[]>();
  const add = (source: number, destination: number | null) => {
    const known = map.get(source) ?? [];
    map.set(source, known);
    if (destination !== null) known.push(destination);
  };
  for (const { destinationId, sourceId } of position.lines)
    if (sourceId !== null) add(sourceId, destinationId);
  for (const id of position.taxIds) {
    const tax = taxes.get(id);
    if (tax?.active === true) for (const source of tax.originalTaxIds) add(source, id);
  }
  return map;
}

/** Of a former tax that products still carry its own, else that of its column. */
function percentOf({ column, former, ref }: Source, { taxes }: PlanContext): string {
  return (former ? taxes.get(ref.id ?? 0)?.percent : undefined) ?? column.percent;
}

function totalOf(percents: readonly string[]): string {
  return new Decimal(effectivePercent(percents.map((rate) => ({ rate, compound: false })))).toFixed(2);
}

function sameIds(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/** What a tax of products is called: its class, or the name of a former one. */
export function sourceName({ column, former, ref }: Source): string {
  return former ? `former tax "${ref.label}"` : columnName(column);
}
