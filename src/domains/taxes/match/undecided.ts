import type { TaxRef } from '../desired/tax-ref.ts';

/** Why something waits for a tax that is a conflict of this plan, and where a user finds that conflict. */
export function waitsFor({ label, name }: Pick<TaxRef, 'label' | 'name'>): string {
  const list = name.startsWith('tax_class ') ? 'Tax Classes' : 'Taxes';
  return `it waits for the tax "${label}": resolve that conflict first (WooCommerce app, Metadata, ${list}, or the lines of "woo-odoo plan")`;
}
