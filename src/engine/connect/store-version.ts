import { ConnectorError } from '../../core/errors.ts';
import type { StoreIdentity } from '../../woocommerce/port.ts';

/** The oldest WooCommerce that is supported: the oldest one whose answers were measured on a real server (October 2022). */
export const MIN_WOOCOMMERCE = '7.0';

/** Why a store's WooCommerce is too old (`store.too_old`); null where it is not, or where the key may not read its version. */
export function versionProblem({ name, url, version }: StoreIdentity): ConnectorError | null {
  if (version === null || isSupported(version)) return null;
  return new ConnectorError({
    code: 'store.too_old',
    message: `The store ${name} at ${url} has WooCommerce ${version}; the connector needs ${MIN_WOOCOMMERCE} or later.`,
    hint: 'Update WooCommerce in WordPress (Dashboard, Updates), after a backup.',
  });
}

/** Passes on a store that is new enough. @throws ConnectorError `store.too_old` */
export function requireSupported(identity: StoreIdentity): StoreIdentity {
  const problem = versionProblem(identity);
  if (problem !== null) throw problem;
  return identity;
}

/** Whether a version, as the store writes it (`11.0.1`, `7.0.0-rc.1`), is not below the oldest supported one. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number.parseFloat);
  const [least = 0, leastMinor = 0] = MIN_WOOCOMMERCE.split('.').map(Number);
  return major > least || (major === least && minor >= leastMinor);
}
