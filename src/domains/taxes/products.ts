import type { OdooDomain } from '../../odoo/port.ts';

export const PRODUCT_MODEL = 'product.template';

/** What can be sold by a company: its own products and those of no company. */
export const SOLD_PRODUCTS = (companyId: number): OdooDomain => [
  ['sale_ok', '=', true],
  ['active', '=', true],
  ['company_id', 'in', [false, companyId]],
];

/** Those that carry one of these taxes; archived ones too, since they may come back. */
export const productsWith = (companyId: number, taxIds: readonly number[]): OdooDomain => [
  ['taxes_id', 'in', taxIds],
  ['company_id', 'in', [false, companyId]],
];
