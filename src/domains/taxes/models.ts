import { nativeExternalId } from '../../core/external-id.ts';

export const TAX_MODEL = 'account.tax';
export const TAX_GROUP_MODEL = 'account.tax.group';
export const POSITION_MODEL = 'account.fiscal.position';
/** The mapping lines of a position; 17 and 18 only. */
export const POSITION_LINE_MODEL = 'account.fiscal.position.tax';
export const ACCOUNT_MODEL = 'account.account';

/** A tax is made of four lines: what it is computed from and what is booked, with an invoice and with a refund. */
export type RepartitionPart = 'invoice_base' | 'invoice_tax' | 'refund_base' | 'refund_tax';

/**
 * The external id of a tax made by us: `__woo_sync__.tax_c1_<key>`. Taxes belong to a company, so all backends of one
 * company share them. The key says what the tax is, so that it never has to become another one.
 */
export function taxExternalId(companyId: number, key: string): string {
  return nativeExternalId('tax', company(companyId), key);
}

/** The external id of a line of such a tax. Without one `load()` would add the line again with every write. */
export function repartitionExternalId(companyId: number, key: string, part: RepartitionPart): string {
  return nativeExternalId('tax_line', company(companyId), key, part);
}

/** The external id of a fiscal position made by us: `__woo_sync__.position_c1_<key>`; shared as the taxes are. */
export function positionExternalId(companyId: number, key: string): string {
  return nativeExternalId('position', company(companyId), key);
}

/** The external id of one mapping of such a position: what it makes of the tax whose key is `source`. */
export function positionLineExternalId(companyId: number, key: string, source: string): string {
  return nativeExternalId('position_line', company(companyId), key, source);
}

const company = (id: number) => `c${id}`;
