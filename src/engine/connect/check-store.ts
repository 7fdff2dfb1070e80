import { ConnectorError } from '../../core/errors.ts';
import { attempt } from '../attempt.ts';
import type { EngineServices } from '../ports.ts';

/** What is at the address of a store, as somebody typed it. */
export interface StoreAddressCheck {
  /** The address of the store itself, which may be a part of what was typed; null where there is none. */
  readonly url: string | null;
  readonly name: string | null;
  readonly https: boolean;
  /** Null where it is not known. */
  readonly permalinks: 'pretty' | 'plain' | null;
  readonly hasWooCommerce: boolean | null;
  /** Where an administrator of the store makes keys by hand. */
  readonly keyPage: string | null;
  readonly problem: ConnectorError | null;
}

/** Looks what is at an address, without keys: redirects are not followed, and nothing of the answer but its name is shown. */
export async function checkStoreAddress(
  address: string,
  services: Pick<EngineServices, 'probeStore'>,
): Promise<StoreAddressCheck> {
  const found = await attempt(() => services.probeStore({ url: address }));
  const https = !/^\s*http:\/\//iu.test(address);
  if (found instanceof ConnectorError) {
    const { code } = found;
    return {
      ...{ url: null, name: null, https, keyPage: null, problem: found },
      permalinks: code === 'store.plain_permalinks' ? 'plain' : null,
      hasWooCommerce: code === 'store.no_woocommerce' ? false : null,
    };
  }
  const { name, url } = found;
  return {
    ...{
      url,
      name,
      https: url.startsWith('https:'),
      permalinks: 'pretty',
      hasWooCommerce: true,
      problem: null,
    },
    keyPage: `${url}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys&create-key=1`,
  };
}
