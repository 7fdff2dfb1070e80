/**
 * The groups of Odoo that give the connector's user its rights, by the names that people see on the form of a user
 * (read in the sources of 17, 18 and 19). Names and headings differ between the series.
 */
export type OdooGroup =
  | 'contact_creation'
  | 'accounting_administrator'
  | 'accounting_user'
  | 'sales_or_inventory_administrator'
  | 'product_creation';

type Names = readonly [on17: string, on18: string, from19: string];

const NAMES: Readonly<Record<OdooGroup, Names>> = {
  contact_creation: ['Contact Creation', 'Contact Creation', 'Contact: Creation'],
  accounting_administrator: [
    'Invoicing: Billing Administrator',
    'Invoicing: Administrator',
    'Accounting: Administrator',
  ],
  accounting_user: ['Invoicing: Billing', 'Invoicing: Invoicing', 'Accounting: Invoicing'],
  sales_or_inventory_administrator: [
    'Sales: Administrator (or Inventory: Administrator)',
    'Sales: Administrator (or Inventory: Administrator)',
    'Sales: Administrator (or Inventory: Administrator)',
  ],
  // Before 19 the administrators of Sales, Inventory and Invoicing may create products.
  product_creation: [
    'Sales: Administrator (or Inventory: Administrator)',
    'Sales: Administrator (or Inventory: Administrator)',
    'Products: Create',
  ],
};

/** The name of a group on a series of Odoo, as the form of a user shows it. */
export function groupName(group: OdooGroup, series: number): string {
  const [on17, on18, from19] = NAMES[group];
  return series >= 19 ? from19 : series === 18 ? on18 : on17;
}

/** What an administrator of Odoo does about a missing right. */
export function giveGroup(group: OdooGroup, series: number): string {
  return `In Odoo (Settings > Users) give the connector's user the group ${groupName(group, series)}, or choose another user.`;
}
