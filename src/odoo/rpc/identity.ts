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
const companyRows = z.array(z.object({ id: recordId, name, parent_ids: z.array(recordId).default([]) }));

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

/** A company, and the companies above it where it is a branch, as far as the user may work for them. */
export interface WorkingCompany {
  readonly company: OdooCompany;
  /** What calls are made for (`allowed_company_ids`): the company first. */
  readonly allowed: readonly number[];
  /** All that the user may work for, where they were asked for. */
  readonly companies?: readonly OdooCompany[];
}

/**
 * The company to work for: the user's own, or the given one. Calls for a branch are made for the companies above it as
 * well: Odoo reads their currency and chart, and refuses currencies to whoever leaves them out (measured on 18).
 * Throws `odoo.company_denied`.
 */
export async function readCompany(
  session: Session,
  user: OdooUser,
  { asksForCompanies = false, companyId: given }: Pick<OdooConnection, 'asksForCompanies' | 'companyId'>,
): Promise<WorkingCompany> {
  const id = given ?? user.company.id;
  const isPlain = given === undefined || (id === user.company.id && user.companyIds.length === 1);
  if (isPlain && !asksForCompanies) return { company: user.company, allowed: [id] };
  if (!user.companyIds.includes(id)) {
    throw new OdooError({
      code: 'odoo.company_denied',
      message: `The Odoo user ${JSON.stringify(user.login)} may not work for company ${id}, only for ${user.companyIds.join(', ')}.`,
      hint: 'Choose one of these companies, or allow the other one in the settings of the user.',
    });
  }
  const args = { fields: ['name', 'parent_ids'] };
  const ids = asksForCompanies ? user.companyIds : [id];
  const rows = await session.repeat({ model: 'res.company', method: 'read', ids, args }, companyRows);
  const own = rows.find((row) => row.id === id);
  if (own === undefined) {
    throw new OdooError({
      code: 'odoo.company_denied',
      message: `Odoo does not show company ${id} to the user ${JSON.stringify(user.login)}, who may work for it.`,
      hint: 'See that the company still exists and that no record rule hides it from the user, or choose another company.',
    });
  }
  const { name: found, parent_ids: parents } = own;
  const above = parents.filter((each) => each !== id);
  const denied = above.find((each) => !user.companyIds.includes(each));
  if (denied !== undefined) {
    throw new OdooError({
      code: 'odoo.company_denied',
      message: `${found} is a branch, and the Odoo user ${JSON.stringify(user.login)} may not work for company ${denied} above it, whose currency and chart of accounts it uses.`,
      hint: `Allow company ${denied} in the settings of the user as well (Settings, Users).`,
    });
  }
  const allowed = [id, ...above];
  if (!asksForCompanies) return { company: { id, name: found }, allowed };
  const companies = rows.map((row) => ({ id: row.id, name: row.name }));
  const parentsNamed = above.flatMap((each) => companies.find((company) => company.id === each) ?? []);
  const isBranch = parentsNamed.length > 0;
  return { company: { id, name: found, ...(isBranch && { above: parentsNamed }) }, allowed, companies };
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
