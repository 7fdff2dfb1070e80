import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendSecrets } from '../../database/port.ts';
import type { StoreIdentity } from '../../woocommerce/port.ts';
import { attempt } from '../attempt.ts';
import { checksOf, type Check } from './doctor.ts';
import { checkClock } from './clock.ts';
import { MIN_WOOCOMMERCE, versionProblem } from '../connect/store-version.ts';
import type { EngineServices, SessionOptions } from '../ports.ts';

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
    checkVersion(backend.name, identity),
    ...checkCache(backend.name, identity),
  ];
}

function checkCache(backend: string, { cached }: StoreIdentity): Check[] {
  if (cached === undefined) return [];
  const { address, cache, evidence, remedy } = cached;
  return [
    checksOf(backend).problem(
      'page cache',
      `${cache} answers in place of the store (${address}: ${evidence}); the data may be old, and no removal is planned from it`,
      remedy,
    ),
  ];
}

function checkVersion(backend: string, identity: StoreIdentity): Check {
  const { failure, ok, warning } = checksOf(backend);
  if (identity.version === null)
    return warning(
      'WooCommerce',
      'this key may not read the version',
      `Use a key of a user who may see the system status (administrator, shop manager), or check that it is ${MIN_WOOCOMMERCE} or later.`,
    );
  const problem = versionProblem(identity);
  return problem === null ? ok('WooCommerce', identity.version) : failure('WooCommerce', problem);
}
