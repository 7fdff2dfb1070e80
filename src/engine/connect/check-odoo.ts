import { ConnectorError } from '../../core/errors.ts';
import { withoutTrailingSlash } from '../../core/address.ts';
import type { OdooAppAccess, OdooFound, OdooIdentity } from '../../odoo/port.ts';
import { attempt } from '../attempt.ts';
import { hasRight } from '../plan/rights.ts';
import type { EngineServices, OdooSession } from '../ports.ts';

/** What is at the address of an Odoo, as somebody typed it. */
export interface OdooAddressCheck {
  readonly found: OdooFound | null;
  /** Where a signed-in user makes an API key. */
  readonly keyPage: string | null;
  readonly problem: ConnectorError | null;
}

/** Looks what is at an address, without a sign-in. */
export async function checkOdooAddress(
  address: string,
  services: Pick<EngineServices, 'probeOdoo'>,
): Promise<OdooAddressCheck> {
  const found = await attempt(() => services.probeOdoo({ url: withoutTrailingSlash(address.trim()) }));
  if (found instanceof ConnectorError) return { found: null, keyPage: null, problem: found };
  // Later series take this to the form of it that they have.
  return { found, keyPage: `${found.url}/web#action=base.action_res_users_my`, problem: null };
}

/** Who signs in where. */
export interface OdooSignInInput {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly secret: string;
  readonly companyId?: number | undefined;
}

/** A right that the user lacks, what it is needed for, and what an administrator does. */
export interface LackingRight {
  readonly model: string;
  readonly right: string;
  readonly purpose: string;
  readonly remedy: string;
}

/** What a sign-in found out. */
export interface OdooSignInCheck {
  readonly identity: OdooIdentity;
  /** Those that the user may work for. */
  readonly companies: readonly { readonly id: number; readonly name: string }[];
  readonly lacking: readonly LackingRight[];
  readonly app: AppPresence;
}

/** Whether the WooCommerce app is there for a user, and its version. */
export interface AppPresence {
  readonly state: OdooAppAccess['state'];
  readonly version: string | null;
  /** Whether it is the version that this connector brings. */
  readonly current: boolean;
}

export function appPresence(access: OdooAppAccess): AppPresence {
  if (access.state !== 'ready') return { state: access.state, version: null, current: false };
  return { state: 'ready', version: access.app.version, current: access.app.current };
}

/**
 * Signs in and looks what the user may do. Writes nothing and stores nothing.
 * @throws ConnectorError `odoo.…` where the sign-in fails
 */
export async function checkOdooSignIn(
  { companyId, database, login, secret, url }: OdooSignInInput,
  services: EngineServices,
): Promise<OdooSignInCheck> {
  const address = withoutTrailingSlash(url.trim());
  const connection = { url: address, database, login, secret, companyId, asksForCompanies: true };
  const odoo = await services.openOdoo(connection, { onWarning: () => undefined, retries: 0 });
  const access = await odoo.app();
  return {
    identity: odoo.identity,
    companies: odoo.identity.companies ?? [odoo.identity.company],
    lacking: await lackingRights(odoo, services),
    app: appPresence(access),
  };
}

async function lackingRights(odoo: OdooSession, { domains }: EngineServices): Promise<LackingRight[]> {
  const lacking: LackingRight[] = [];
  for (const need of domains.flatMap((domain) => domain.requiredPermissions ?? [])) {
    const { model, purpose, remedy, right } = need;
    const allowed = await attempt(() => hasRight(need, odoo));
    // A module that is not installed has no rights; its domain reports that itself.
    if (allowed === true || (allowed instanceof ConnectorError && allowed.code === 'odoo.missing_model'))
      continue;
    if (allowed instanceof ConnectorError) throw allowed;
    lacking.push({ model, right, purpose, remedy: remedy(odoo.identity.series) });
  }
  return lacking;
}
