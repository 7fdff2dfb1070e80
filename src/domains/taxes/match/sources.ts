import { STANDARD, classColumnOf, goodsColumn, shippingColumn } from '../../shared/class-taxes.ts';
import type { OdooTax } from '../facts.ts';
import { TAX_MODEL } from '../models.ts';
import { type ClassColumn } from '../desired/class-columns.ts';
import type { PlanContext } from './context.ts';
import type { MatchedTax } from './tax-outcome.ts';
import { taxText, type Source, type TaxRef } from '../desired/tax-ref.ts';

/** The taxes of products. */
export interface Sources {
  /** Those of all columns, current ones first. */
  readonly carried: readonly Source[];
  /** Former ones that no product carries any more after this run: what positions make of them is left as it is. */
  readonly released: readonly Source[];
}

export function sourcesOf(
  columns: readonly ClassColumn[],
  classTaxes: readonly MatchedTax[],
  context: PlanContext,
): Sources {
  const byColumn = new Map(classTaxes.map((planned) => [planned.desired.key, planned]));
  const current = columns.flatMap((column): Source[] => {
    const planned = byColumn.get(column.key);
    return planned === undefined
      ? []
      : [{ column, ref: planned.ref, former: false, included: column.included }];
  });
  const inUse = new Set(classTaxes.map(({ ref }) => ref.id));
  const former = formerTaxes(inUse, context).flatMap((tax): Source[] => {
    const column = columnToday(tax, columns, context);
    return column === undefined
      ? []
      : [{ column, ref: formerRef(tax, context), former: true, included: tax.included }];
  });
  const isReleased = ({ ref }: Source) => ref.id !== null && !isOnProducts(ref.id, context);
  return {
    carried: [...current, ...former.filter((source) => !isReleased(source))],
    released: former.filter(isReleased),
  };
}

/**
 * By which column products that still carry a former tax are taxed now. WooCommerce takes products of a class that is
 * gone for ones of the standard class. Shipping that is no longer taxed apart is taxed as the goods are.
 */
function columnToday(
  { externalId }: OdooTax,
  columns: readonly ClassColumn[],
  { companyId, input, managed }: PlanContext,
): ClassColumn | undefined {
  const key = classColumnOf(companyId, externalId) ?? '';
  const find = (desired: string) => columns.find((column) => column.key === desired);
  const same = find(key);
  // Another installation of the connector may have made it, for a class of its own store.
  if (same !== undefined || !managed.has(externalId ?? '')) return same;
  const goods = goodsColumn(key);
  if (goods === key) return find(STANDARD);
  const { shippingClass = 'inherit' } = input.store.policy ?? {};
  const taxClass = shippingClass === 'inherit' ? goods : shippingClass;
  return find(shippingColumn(taxClass)) ?? find(taxClass) ?? find(STANDARD);
}

/**
 * Whether products carry a tax or will, after this run: new ones get the company's default sale tax, and none if that is
 * archived.
 */
export function isOnProducts(taxId: number, { input }: PlanContext): boolean {
  const { company, products } = input.odoo;
  return company.defaultSaleTaxId === taxId || products.byTax.has(taxId);
}

/**
 * Taxes that the connector created for columns earlier, that no other backend uses and that products carry or will, or did
 * until this run.
 */
function formerTaxes(inUse: ReadonlySet<number | null>, context: PlanContext): OdooTax[] {
  const { companyId, input } = context;
  return input.odoo.taxes
    .filter((tax) => tax.active && classColumnOf(companyId, tax.externalId) !== undefined)
    .filter(({ id }) => !inUse.has(id) && !context.isBoundByOthers(TAX_MODEL, id))
    .filter(({ id }) => isOnProducts(id, context) || context.released.has(id))
    .sort((a, b) => a.id - b.id);
}

function formerRef(tax: OdooTax, { taxKeys }: PlanContext): TaxRef {
  const text = taxText(taxKeys.get(tax.id), tax.id);
  return { name: `#${tax.id}`, id: tax.id, state: 'there', text, label: tax.name };
}
