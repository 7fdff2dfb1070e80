import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendSecrets } from '../../database/port.ts';
import type { StoreIdentity } from '../../woocommerce/port.ts';
import { attempt } from '../attempt.ts';
import { checksOf, type Check } from './doctor.ts';
import { checkClock } from './clock.ts';
import type { EngineServices, SessionOptions } from '../ports.ts';

/** The oldest WooCommerce whose answers were measured. */
const MIN_WOOCOMMERCE = 7;

/** Asks the store of a backend who it is and whether the keys may do what a sync does. */
export async function checkStore(
  backend: Backend,
  { consumerKey, consumerSecret }: BackendSecrets,
  services: EngineServices,
  options: SessionOptions,
): Promise<Check[]> {
  const place = { url: backend.storeUrl, caFile: backend.storeCaFile ?? undefined };
  const [identity, ahead] = await Promise.all([
    attempt(() => services.detectStore({ ...place, keys: { consumerKey, consumerSecret } }, options)),
    attempt(() => services.storeClock(place)),
  ]);
  const { failure } = checksOf(backend.name);
  const checks =
    identity instanceof ConnectorError ? [failure('store', identity)] : judgeStore(backend, identity);
  return [...checks, ...checkClock(backend.name, 'store', ahead, backend.storeSignIn)];
}

function judgeStore(backend: Backend, identity: StoreIdentity): Check[] {
  const { ok, warning } = checksOf(backend.name);
  const store = ok(
    'store',
    `${identity.name} at ${identity.url} answers, and the keys may manage WooCommerce`,
  );
  return [
    store,
    ...(identity.signIn === backend.storeSignIn
      ? []
      : [
          warning(
            'sign-in',
            `${backend.storeSignIn} is saved, but ${identity.signIn} works now`,
            `Save the one that works: woo-odoo backend edit "${backend.name}" --store-url ${identity.url}`,
          ),
        ]),
    checkVersion(backend.name, identity.version),
  ];
}

function checkVersion(backend: string, version: string | null): Check {
  const { ok, warning } = checksOf(backend);
  if (version === null)
    return warning(
      'WooCommerce',
      'this key may not read the version',
      'Use a key of a user who may see the system status (administrator, shop manager), or check the version by hand.',
    );
  const major = Number(version.split('.')[0]);
  if (major >= MIN_WOOCOMMERCE) return ok('WooCommerce', version);
  return warning(
    'WooCommerce',
    `${version} is older than ${MIN_WOOCOMMERCE}.0, the oldest tested version`,
    'Upgrade WooCommerce; until then, review every plan before applying it.',
  );
}
