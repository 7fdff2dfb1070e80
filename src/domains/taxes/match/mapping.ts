import { taxExternalId } from '../../shared/class-taxes.ts';
import type { LineWrite, SubjectLinks } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import type { OdooPosition } from '../facts.ts';
import { positionLineExternalId, TAX_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';
import { taxText, type Source, type TaxRef } from '../desired/tax-ref.ts';

/** What a position makes of one tax of products. */
export interface Mapping {
  readonly source: Source;
  /** Empty: no tax is charged. */
  readonly destinations: readonly TaxRef[];
}

/** The text of a mapping to nothing. */
export const NO_TAX = 'no tax';
export const AND = ' + ';

/** A mapping as it is remembered and shown: the texts of the destinations, the same whatever their order. */
export function mappingText({ destinations }: Mapping): string {
  return textOf(destinations.map(({ text }) => text));
}

function textOf(destinations: readonly string[]): string {
  return destinations.length === 0 ? NO_TAX : destinations.toSorted(compareText).join(AND);
}

/** What a position in Odoo makes of a source, in the same words; empty where it does not name it. */
export function foundMapping(position: OdooPosition, source: Source, context: PlanContext): string {
  const { id } = source.ref;
  if (id === null) return '';
  const lines = position.lines.filter(({ sourceId }) => sourceId === id);
  const replacing = position.taxIds.filter((taxId) => context.taxes.get(taxId)?.originalTaxIds.includes(id));
  if (lines.length + replacing.length === 0) return '';
  const ids = [...lines.flatMap(({ destinationId }) => destinationId ?? []), ...replacing];
  const texts = ids.map((taxId) => taxText(context.taxKeys.get(taxId), taxId));
  return textOf([...new Set(texts)]);
}

/**
 * What is left in Odoo of a mapping that the connector wrote, when taxes that it names were deleted since: then nobody changed the
 * mapping itself. Lines stay without a destination; on 19 the taxes just are not there.
 */
export function survivingMapping(text: string, context: PlanContext): string {
  return textOf(text.split(AND).filter((one) => taxOfText(one, context) !== undefined));
}

/** A remembered mapping in the words of `mappingText`: taxes that the connector created by their keys, each once. */
export function currentText(text: string, context: PlanContext): string {
  const texts = text.split(AND).map((one) => {
    const id = one.startsWith('#') ? taxOfText(one, context)?.id : undefined;
    return id === undefined ? one : taxText(context.taxKeys.get(id), id);
  });
  return textOf([...new Set(texts)]);
}

/** The tax that a text names (see `taxText`), where it is still there. */
export function taxOfText(text: string, { companyId, taxes, taxesByExternalId }: PlanContext) {
  return text.startsWith('#')
    ? taxes.get(Number(text.slice(1)))
    : taxesByExternalId.get(taxExternalId(companyId, text));
}

/** Whether a user's lines map the source: `load()` cannot reach them. */
export function hasForeignLines(
  position: OdooPosition,
  key: string,
  { ref }: Source,
  { companyId }: PlanContext,
): boolean {
  return position.lines
    .filter(({ sourceId }) => sourceId === ref.id)
    .some(({ externalId }, _at, all) =>
      all.every((_line, number) => externalId !== lineExternalId(companyId, key, ref, number)),
    );
}

/**
 * The lines of 17 and 18 that make up a mapping. A line that is desired stays as it is; the others take what is
 * missing, and what is left over is emptied, which adds nothing to what its source becomes.
 */
export function mappingLines(
  key: string,
  { destinations, source }: Mapping,
  position: OdooPosition | undefined,
  companyId: number,
): LineWrite[] {
  const destinationOf = new Map((position?.lines ?? []).map((line) => [line.externalId, line.destinationId]));
  const known: string[] = [];
  for (let at = 0; destinationOf.has(lineExternalId(companyId, key, source.ref, at)); at += 1)
    known.push(lineExternalId(companyId, key, source.ref, at));
  const desired = new Map(destinations.map((ref) => [ref.name, ref]));
  const lines = new Map<string, TaxRef | null>();
  for (const externalId of known) {
    const stays = [...desired.values()].find(({ id }) => id !== null && id === destinationOf.get(externalId));
    lines.set(externalId, stays ?? null);
    if (stays !== undefined) desired.delete(stays.name);
  }
  const free = known.filter((externalId) => lines.get(externalId) === null);
  for (const ref of desired.values())
    lines.set(free.shift() ?? lineExternalId(companyId, key, source.ref, lines.size), ref);
  if (lines.size === 0) lines.set(lineExternalId(companyId, key, source.ref, 0), null);
  return [...lines].map(([externalId, ref]) => ({
    field: 'tax_ids',
    externalId,
    values: {},
    links: { tax_src_id: [source.ref.name], tax_dest_id: ref === null ? [] : [ref.name] },
  }));
}

/**
 * On 19: the taxes of the position. Those of others stay: of a user, of other backends of the company, and what is left
 * to those. What the connector put there for a tax that nothing carries any more goes.
 */
export function mappingLinks(
  mappings: readonly Mapping[],
  leftOut: readonly Mapping[],
  position: OdooPosition | undefined,
  context: PlanContext,
): SubjectLinks {
  const sources = new Set(mappings.map(({ source }) => source.ref.id));
  const spared = new Set(leftOut.map(({ source }) => source.ref.id));
  const others = (position?.taxIds ?? []).filter((id) => {
    const tax = context.taxes.get(id);
    if (tax?.originalTaxIds.some((source) => sources.has(source))) return false;
    if (tax?.originalTaxIds.some((source) => spared.has(source))) return true;
    return !context.taxKeys.has(id) || context.isBoundByOthers(TAX_MODEL, id);
  });
  const names = mappings.flatMap(({ destinations }) => destinations.map(({ name }) => name));
  return { tax_ids: [...new Set([...names, ...others.map((id) => `#${id}`)])].sort(compareText) };
}

function lineExternalId(companyId: number, key: string, ref: TaxRef, at: number): string {
  const source = at === 0 ? ref.text : `${ref.text}+${at + 1}`;
  return positionLineExternalId(companyId, key, source.replace('#', 'id'));
}
