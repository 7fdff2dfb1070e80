import { markOf, nativeExternalId } from '../../core/external-id.ts';

export const CARRIER_MODEL = 'delivery.carrier';
export const PRICE_RULE_MODEL = 'delivery.price.rule';
export const ZIP_PREFIX_MODEL = 'delivery.zip.prefix';
export const PRODUCT_MODEL = 'product.product';

/** The subject types of this domain. A carrier is retired where its method has another one, or none that may have its price. */
export const ZIP_PREFIX_TYPE = 'zip_prefix';
export const PRODUCT_TYPE = 'delivery_product';
export const METHOD_TYPE = 'shipping_method';
export const RETIRED_TYPE = 'retired_carrier';
/** A second carrier of a method, for some of its places alone. Its key: the method's, a colon, a country: `7:GB`. */
export const PART_TYPE = 'shipping_method_part';

/** The key of a part of a method. */
export const partKey = (key: string, country: string) => `${key}:${country}`;

/** A key, read. */
export interface MethodKey {
  /** The key of the method. */
  readonly method: string;
  /** The country after which a part of the method is called. */
  readonly country?: string;
}

/** Reads the key of a method or of a part of one. */
export function readMethodKey(key: string): MethodKey {
  const at = key.indexOf(':');
  return at < 0 ? { method: key } : { method: key.slice(0, at), country: key.slice(at + 1) };
}

/** Whether a carrier has the name of a part of a method: the method's, and its countries after it. */
export function isPartName(name: string, methodName: string): boolean {
  return name.startsWith(`${methodName} (`);
}

/**
 * The external id of the carrier made for a method: `__woo_sync__.b85008f02_carrier_7`. Carriers are never shared: two
 * stores give the same method different prices.
 */
export function carrierExternalId(backendId: string, key: string): string {
  return nativeExternalId(`${backendPart(backendId)}_carrier`, key);
}

/** The method's kind in the external id of its carrier. */
export const CARRIER_KIND = 'carrier';

/** The external id of its delivery product. */
export function productExternalId(backendId: string, key: string): string {
  return nativeExternalId(`${backendPart(backendId)}_product`, key);
}

/** The external id of one of its price rules, numbered from 1. */
export function ruleExternalId(backendId: string, key: string, slot: number): string {
  return nativeExternalId(`${backendPart(backendId)}_carrier_rule`, key, String(slot));
}

/** The external id of a zip prefix made by us. They are unique in an Odoo, so all backends share them. */
export function prefixExternalId(pattern: string): string {
  return nativeExternalId('zip_prefix', pattern);
}

const backendPart = (backendId: string) => `b${markOf(backendId)}`;
