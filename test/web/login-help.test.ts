import { expect, it } from 'vitest';
import { groupName } from '../../src/core/odoo-groups.ts';
import { connect } from '../../web/src/texts/en/connect.ts';

/** The page cannot import them: what it asks for must be what doctor names where a right is missing. */
it.each([18, 19])('the page names the groups that doctor asks for on Odoo %i', (series) => {
  const shown = connect.odooLoginHelp;
  const app = series === 18 ? 'Administrator of Invoicing' : '19: of Accounting';
  expect(shown).toContain(app);
  expect(groupName('accounting_administrator', series)).toBe(
    series === 18 ? 'Invoicing: Administrator' : 'Accounting: Administrator',
  );
  expect(shown).toContain('Administrator of Sales or Inventory');
  expect(groupName('sales_or_inventory_administrator', series)).toBe(
    'Sales: Administrator (or Inventory: Administrator)',
  );
  expect(shown).toContain(groupName('contact_creation', 18));
  expect(shown).toContain(groupName('product_creation', 19));
});
