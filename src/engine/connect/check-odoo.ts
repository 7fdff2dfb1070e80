import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import type { OdooFound, OdooIdentity } from '../../odoo/port.ts';
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
  const found = await attempt(() => services.probeOdoo({ url: address.trim().replace(/\/+$/u, '') }));
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
  /** Whether the WooCommerce app is there for this user, and its version. */
  readonly app: {
    readonly state: 'ready' | 'absent' | 'denied';
    readonly version: string | null;
    readonly current: boolean;
  };
}

/**
 * Signs in and looks what the user may do. Writes nothing and stores nothing.
 * @throws ConnectorError `odoo.…` where the sign-in fails
 */
export async function checkOdooSignIn(
  { companyId, database, login, secret, url }: OdooSignInInput,
  services: EngineServices,
): Promise<OdooSignInCheck> {
  const address = url.trim().replace(/\/+$/u, '');
  const connection = { url: address, database, login, secret, companyId };
  const odoo = await services.openOdoo(connection, { onWarning: () => undefined, retries: 0 });
  const access = await odoo.app();
  return {
    identity: odoo.identity,
    companies: await companiesOf(odoo),
    lacking: await lackingRights(odoo, services),
    app:
      access.state === 'ready'
        ? { state: 'ready', version: access.app.version, current: access.app.current }
        : { state: access.state, version: null, current: false },
  };
}

async function companiesOf(odoo: OdooSession): Promise<OdooSignInCheck['companies']> {
  const own = z.object({ id: z.int(), company_ids: z.array(z.int()) });
  const domain = [['id', '=', odoo.identity.userId]] as const;
  const [user] = await odoo.searchRead('res.users', { domain, fields: ['company_ids'], row: own });
  return odoo.searchRead('res.company', {
    domain: [['id', 'in', user?.company_ids ?? [odoo.identity.company.id]]],
    fields: ['name'],
    row: z.object({ id: z.int(), name: z.string() }),
  });
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
