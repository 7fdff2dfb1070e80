import type { OdooTax } from '../facts.ts';
import { classColumnOf, TAX_MODEL, taxKeyOf } from '../models.ts';
import type { ClassColumn } from './columns.ts';
import type { PlanContext } from './context.ts';
import type { PlannedTax } from './plan-taxes.ts';
import { taxText, type TaxRef } from './tax-ref.ts';

/** A tax on products that positions have to map: the current one of a column, or a former one still on products. */
export interface Source {
  readonly column: ClassColumn;
  readonly ref: TaxRef;
  readonly former: boolean;
}

/** The taxes of all columns, current ones first. */
export function sourcesOf(
  columns: readonly ClassColumn[],
  classTaxes: readonly PlannedTax[],
  context: PlanContext,
): Source[] {
  const current = columns.flatMap((column): Source[] => {
    const planned = classTaxes.find(({ wanted }) => wanted.key === column.key);
    return planned === undefined ? [] : [{ column, ref: planned.ref, former: false }];
  });
  const inUse = new Set(classTaxes.map(({ ref }) => ref.id));
  const former = columns.flatMap((column) =>
    formerTaxes(column.key, inUse, context).map((tax): Source => ({
      column,
      ref: formerRef(tax, context),
      former: true,
    })),
  );
  return [...current, ...former];
}

/** Whether products carry a tax or will: new ones get the company's default sale tax, and none if that is archived. */
export function isOnProducts(taxId: number, { input }: PlanContext): boolean {
  const { company, products } = input.odoo;
  return company.defaultSaleTaxId === taxId || products.byTax.has(taxId);
}

/** Taxes that we made for a column earlier, that no other backend uses and that products carry or will. */
function formerTaxes(column: string, inUse: ReadonlySet<number | null>, context: PlanContext): OdooTax[] {
  const { companyId, input } = context;
  return input.odoo.taxes
    .filter((tax) => tax.active && classColumnOf(companyId, tax.externalId) === column)
    .filter(({ id }) => !inUse.has(id) && !context.isBoundByOthers(TAX_MODEL, id))
    .filter(({ id }) => isOnProducts(id, context))
    .sort((one, other) => one.id - other.id);
}

function formerRef(tax: OdooTax, { companyId }: PlanContext): TaxRef {
  const text = taxText(taxKeyOf(companyId, tax.externalId), tax.id);
  return { name: `#${tax.id}`, id: tax.id, state: 'there', text };
}
