import type { OdooDomain } from '../../odoo/port.ts';

export const PRODUCT_MODEL = 'product.template';

/** Those of no company, of the company, and of the companies that it is a branch of. */
const ofCompany = (companyId: number): OdooDomain => [
  '|',
  ['company_id', '=', false],
  ['company_id', 'parent_of', companyId],
];

/** What can be sold by a company: its own products, those of companies above a branch, and those of no company. */
export const SOLD_PRODUCTS = (companyId: number): OdooDomain => [
  ['sale_ok', '=', true],
  ['active', '=', true],
  ...ofCompany(companyId),
];

/** Those that carry one of these taxes; archived ones too, since they may come back. */
export const productsWith = (companyId: number, taxIds: readonly number[]): OdooDomain => [
  ['taxes_id', 'in', taxIds],
  ...ofCompany(companyId),
];
