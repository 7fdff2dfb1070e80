import { z } from 'zod';
import { OdooError } from './errors.ts';
import type { OdooCompany, OdooConnection, OdooIdentity } from '../port.ts';
import { recordId } from '../reader.ts';
import type { Session } from './session.ts';

const name = z.string().min(1);
const userRows = z
  .array(
    z.object({
      id: recordId,
      login: z.string(),
      company_id: z.tuple([recordId, name]),
      company_ids: z.array(recordId).min(1),
    }),
  )
  .max(1);
const companyRows = z.tuple([z.object({ id: recordId, name })]);

/** The signed-in user, as far as the connector needs it. */
export interface OdooUser {
  readonly login: string;
  readonly company: OdooCompany;
  readonly companyIds: readonly number[];
}

/** Reads the user's own record. Throws `odoo.login_mismatch` when the API key is somebody else's. */
export async function readUser(
  session: Session,
  userId: number,
  connection: OdooConnection,
  protocol: OdooIdentity['protocol'],
): Promise<OdooUser> {
  const args = { fields: ['login', 'company_id', 'company_ids'] };
  const [row] = await session.repeat({ model: 'res.users', method: 'read', ids: [userId], args }, userRows);
  if (row === undefined) {
    throw new OdooError({
      code: 'odoo.access_error',
      message: `The Odoo user ${userId} cannot read its own record.`,
      hint: 'Choose an internal user; portal users cannot be used.',
    });
  }
  // JSON-2 knows the user by the key alone, so a wrong login would go unnoticed.
  if (protocol === 'json2' && ![row.login.toLowerCase(), ''].includes(connection.login.toLowerCase())) {
    throw new OdooError({
      code: 'odoo.login_mismatch',
      message: `The API key belongs to ${JSON.stringify(row.login)}, not to ${JSON.stringify(connection.login)}.`,
      hint: `Use the login ${JSON.stringify(row.login)}, or an API key of the other user.`,
    });
  }
  const [id, companyName] = row.company_id;
  return { login: row.login, company: { id, name: companyName }, companyIds: row.company_ids };
}

/** The company to work for: the user's own, or the given one. Throws `odoo.company_denied`. */
export async function readCompany(
  session: Session,
  user: OdooUser,
  companyId: number | undefined,
): Promise<OdooCompany> {
  if (companyId === undefined || companyId === user.company.id) return user.company;
  if (!user.companyIds.includes(companyId)) {
    throw new OdooError({
      code: 'odoo.company_denied',
      message: `The Odoo user ${JSON.stringify(user.login)} may not work for company ${companyId}, only for ${user.companyIds.join(', ')}.`,
      hint: 'Choose one of these companies, or allow the other one in the settings of the user.',
    });
  }
  const ask = { model: 'res.company', method: 'read', ids: [companyId], args: { fields: ['name'] } };
  const [{ name }] = await session.repeat(ask, companyRows);
  return { id: companyId, name };
}

const DATABASE_UUID = /[?&]dbuuid=([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?:&|$)/i;

/**
 * The uuid that distinguishes this database from a copy. An ordinary user may not read the parameter, but may ask for the
 * address of a credits page, which carries it (`get_credits_url` in `addons/iap`, 17 to 19; with a token given it
 * neither looks up nor creates an account). Administrators may read the parameter itself. Null where neither works.
 */
export async function readDatabaseUuid(session: Session): Promise<string | null> {
  const credits = { service_name: 'x', account_token: 'none' };
  const url = await unlessRefused(session, 'iap.account', 'get_credits_url', credits);
  const uuid = DATABASE_UUID.exec(url ?? '')?.[1];
  return uuid ?? (await unlessRefused(session, 'ir.config_parameter', 'get_param', { key: 'database.uuid' }));
}

async function unlessRefused(
  session: Session,
  model: string,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  try {
    const answer = await session.repeat(
      { model, method, args },
      z.union([z.string(), z.literal(false), z.null()]),
    );
    return typeof answer === 'string' && answer !== '' ? answer : null;
  } catch (error) {
    // Refused by Odoo itself; a lost connection is no such answer.
    if (error instanceof OdooError && error.fault !== undefined && !error.retryable) return null;
    throw error;
  }
}
