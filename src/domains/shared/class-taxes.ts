import { nativeExternalId, readPart } from '../../core/external-id.ts';

/** The slug under which rates name the class that products carry as an empty text. */
export const STANDARD = 'standard';

/** What shipping of a class is taxed by, where that differs from its goods. */
const SHIPPING = 'ship:';
export const shippingColumn = (taxClass: string): string => `${SHIPPING}${taxClass}`;

/** The column of the goods of the same class; a column of goods itself is its own. */
export const goodsColumn = (key: string): string =>
  key.startsWith(SHIPPING) ? key.slice(SHIPPING.length) : key;

/**
 * The external id of a tax made by us: `__woo_sync__.tax_c1_<key>`. Taxes belong to a company, so all backends of one
 * company share them. The key shows what the tax is, so that it never has to become another one.
 */
export function taxExternalId(companyId: number, key: string): string {
  return nativeExternalId('tax', company(companyId), key);
}

/**
 * The key of a tax that products of a class carry: `class-standard-19-incl`. It contains all that the tax is; a new
 * percentage is another tax, because documents may use the old one.
 */
export function classTaxKey(column: string, percent: string, included: boolean): string {
  return `${CLASS_PREFIX}${column}-${percent}-${inclusion(included)}`;
}

const CLASS_PREFIX = 'class-';

/** How keys of taxes show whether prices contain them. */
export const inclusion = (included: boolean): string => (included ? 'incl' : 'excl');

/** How external ids show whose a record is. */
export const company = (id: number): string => `c${id}`;

/** The key of a tax made by us for a company; undefined with every other external id. */
export function taxKeyOf(companyId: number, externalId: string | undefined): string | undefined {
  return keyOf(taxExternalId(companyId, 'x'), externalId);
}

/** The column of a tax of the connector that products carry, whatever its percentage; undefined with every other tax. */
export function classColumnOf(companyId: number, externalId: string | undefined): string | undefined {
  return /^class-(.+)-[\d.]+-(?:incl|excl)$/u.exec(taxKeyOf(companyId, externalId) ?? '')?.[1];
}

/**
 * The key within an external id; undefined with one of another kind.
 *
 * @param sample an external id of the same kind whose key is one letter
 */
export function keyOf(sample: string, externalId: string | undefined): string | undefined {
  const prefix = sample.slice(0, -1);
  return externalId?.startsWith(prefix) ? readPart(externalId.slice(prefix.length)) : undefined;
}
