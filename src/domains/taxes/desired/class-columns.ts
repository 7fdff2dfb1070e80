import { shippingColumn } from '../../shared/class-taxes.ts';
import type { StoreTaxClass, StoreTaxRate } from '../../../woocommerce/port.ts';
import { effectivePercent, odooPercent } from '../woocommerce-rules/effective.ts';
import type { RateTable } from '../woocommerce-rules/rate-table.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import type { Column } from '../places/types.ts';

/** A tax that products or carriers carry: one per tax class, and one per shipping class that is taxed differently. */
export interface ClassColumn extends Column {
  /** The name of the class, for people. */
  readonly className: string;
  /** Whether the price contains it. Shipping costs never do, even where prices do. */
  readonly included: boolean;
  /** The total of all taxes at the store's own address, as Odoo keeps it. */
  readonly percent: string;
  /** The total has more than the four decimals that Odoo keeps. */
  readonly rounded: boolean;
}

/**
 * The columns of a store. Shipping of a class needs a tax of its own where it differs from that of its goods: where
 * prices include tax, or some rate of the class is not charged on shipping; only for the class that the setting
 * `woocommerce_shipping_tax_class` names, for every class where it is `inherit`.
 */
export function classColumns(
  classes: readonly StoreTaxClass[],
  rates: readonly StoreTaxRate[],
  policy: StoreTaxPolicy,
  table: RateTable,
): ClassColumn[] {
  const exempt = new Set(rates.filter(({ shipping }) => !shipping).map(({ taxClass }) => taxClass));
  return classes.flatMap(({ slug, name }) => {
    const goods = columnOf({ key: slug, taxClass: slug, shipping: false }, name, policy, table);
    const charged = policy.shippingClass === 'inherit' || policy.shippingClass === slug;
    const differs = policy.pricesIncludeTax || exempt.has(slug);
    if (!charged || !differs) return [goods];
    const column = { key: shippingColumn(slug), taxClass: slug, shipping: true };
    return [goods, columnOf(column, name, policy, table)];
  });
}

function columnOf(column: Column, className: string, policy: StoreTaxPolicy, table: RateTable): ClassColumn {
  const selected = column.shipping
    ? table.selectForShipping(policy.base, column.taxClass)
    : table.select(policy.base, column.taxClass);
  const exact = effectivePercent(selected);
  const percent = odooPercent(exact);
  const included = policy.pricesIncludeTax && !column.shipping;
  return { ...column, className, included, percent, rounded: percent !== exact };
}

/** The name of a column, for people: `Shipping Reduced rate`. */
export function columnName({ className, shipping }: ClassColumn): string {
  return shipping ? `Shipping ${className}` : className;
}
