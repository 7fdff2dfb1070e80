import type { ApiKey } from './state.ts';

/** The keys every sandbox store knows. They are sandbox material: fixed, public, and worth nothing anywhere else. */
export const STORE_KEYS = {
  /** Reads and writes. */
  full: key('fullaccess', 'read_write', true),
  /** Reads only: what the connector needs. */
  readOnly: key('readonly', 'read', true),
  /** Writes only: refused where it reads. */
  writeOnly: key('writeonly', 'write', true),
  /** Belongs to a customer, who lacks `manage_woocommerce`. */
  customer: key('customer', 'read_write', false),
} as const satisfies Record<string, ApiKey>;

/** As long as real keys: a prefix and 40 characters. */
function key(name: string, permission: ApiKey['permission'], manager: boolean): ApiKey {
  return {
    consumerKey: `ck_${`sandbox${name}`.padEnd(40, '0')}`,
    consumerSecret: `cs_${`sandbox${name}`.padEnd(40, '0')}`,
    permission,
    manager,
  };
}
