import { ConnectorError } from '../core/errors.ts';
import { withoutTrailingSlash } from '../core/address.ts';
import type { StoreConsent, StoreConsentKeys } from '../database/account-port.ts';
import { hashCredential, newCredential } from './credentials.ts';
import type { AccountServices } from './services.ts';

/** Somebody must sign in to the store and read what the connector may do. */
const OPEN_MS = 30 * 60_000;

/** How the connector is called on the consent page of the store. */
const APP_NAME = 'Odoo WooCommerce Connector';

/** A consent, as its owner sees it. */
export type FoundConsent = Omit<StoreConsent, 'owner'>;

/** A consent that was begun, and the page of the store on which it is given. */
export interface BegunConsent extends Pick<StoreConsent, 'id' | 'storeUrl' | 'expiresAt'> {
  readonly authorizeUrl: string;
}

/** Where the connector is reached: by the store, and by the browser that comes back. */
export interface ConsentAddresses {
  readonly publicUrl: string | null;
  /** Path below which the store posts the keys; the one-time token follows. */
  readonly callbackPath: string;
  /** Path of the page to come back to. */
  readonly returnPath: string;
}

/**
 * Begins WooCommerce's own consent: a user of the store allows the connector to read, and the store posts new keys to an
 * address with a one-time token, which nobody else knows. WooCommerce posts to https addresses alone
 * (`/wc-auth/v1/authorize`, class-wc-auth.php).
 *
 * @throws ConnectorError `connect.no_public_url` where the store cannot reach the connector
 */
export async function beginConsent(
  { owner, storeUrl }: { readonly owner: string; readonly storeUrl: string },
  { callbackPath, publicUrl, returnPath }: ConsentAddresses,
  { now, tables }: AccountServices,
): Promise<BegunConsent> {
  if (publicUrl?.startsWith('https://') !== true)
    throw new ConnectorError({
      code: 'connect.no_public_url',
      message:
        'The store cannot hand its keys over: it sends them to https addresses only, and the connector has none.',
      hint: 'Make the keys by hand on the page of the store that is linked here, or set WOO_ODOO_PUBLIC_URL to an https address that the store can reach.',
    });
  const [id, token] = [newCredential(), newCredential()];
  const at = now();
  const expiresAt = new Date(at.getTime() + OPEN_MS).toISOString();
  const consent = { id, owner, storeUrl, expiresAt };
  await tables.storeConsents.removeExpired(at.toISOString());
  await tables.storeConsents.put(consent, hashCredential(token));
  const address = withoutTrailingSlash(publicUrl);
  const query = new URLSearchParams({
    app_name: APP_NAME,
    scope: 'read',
    user_id: id,
    return_url: `${address}${returnPath}?consent=${id}`,
    callback_url: `${address}${callbackPath}/${token}`,
  });
  return { id, storeUrl, expiresAt, authorizeUrl: `${storeUrl}/wc-auth/v1/authorize?${query.toString()}` };
}

/**
 * Takes the keys that a store posts. The token works once.
 * @throws ConnectorError `connect.unknown_consent`
 */
export async function receiveKeys(
  { id, keys, token }: { readonly id: string; readonly token: string; readonly keys: StoreConsentKeys },
  { now, tables }: AccountServices,
): Promise<void> {
  const taken = await tables.storeConsents.receive(hashCredential(token), id, keys, now().toISOString());
  if (!taken) throw unknownConsent();
}

/** @throws ConnectorError `connect.unknown_consent` for one that is not the owner's, was used or has expired */
export async function findConsent(
  id: string,
  owner: string,
  { now, tables }: AccountServices,
): Promise<StoreConsent> {
  const found = await tables.storeConsents.find(id, owner, now().toISOString());
  if (found === null) throw unknownConsent();
  return found;
}

/** The store and its keys, once they have come. @throws ConnectorError `connect.unknown_consent`, `connect.waiting` */
export async function consentedKeys(
  id: string,
  owner: string,
  services: AccountServices,
): Promise<StoreConsentKeys & Pick<StoreConsent, 'storeUrl'>> {
  const { storeUrl } = await findConsent(id, owner, services);
  const keys = await services.tables.storeConsents.keys(id, owner, services.now().toISOString());
  if (keys !== null) return { ...keys, storeUrl };
  throw new ConnectorError({
    code: 'connect.waiting',
    message: `The store at ${storeUrl} has not handed its keys over yet.`,
    hint: 'Allow the connector on the page of the store, or make keys by hand.',
    retryable: true,
  });
}

function unknownConsent(): ConnectorError {
  return new ConnectorError({
    code: 'connect.unknown_consent',
    message: 'This consent was used, has expired, or was begun by somebody else.',
    hint: 'Begin again from the form that connects a store.',
  });
}
