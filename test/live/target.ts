import type { OdooUser } from './odoo-user.ts';

/** The name of the contact tag by which an administrator marks a database as one for tests. */
export const TEST_DATABASE_MARK = 'WOO-ODOO TEST DATABASE';
export const MARK_MODEL = 'res.partner.category';

/** The pair of servers that the live suite works on. */
export interface LiveTarget {
  readonly store: {
    readonly url: string;
    readonly consumerKey: string;
    readonly consumerSecret: string;
    readonly caFile: string | undefined;
  };
  readonly odoo: {
    readonly url: string;
    readonly database: string;
    readonly login: string;
    readonly secret: string;
    readonly caFile: string | undefined;
  };
  /** For what concerns the app; without one its scenarios do not run. */
  readonly admin: { readonly login: string; readonly secret: string } | null;
}

const REQUIRED = [
  'WOO_LIVE_STORE_URL',
  'WOO_LIVE_CONSUMER_KEY',
  'WOO_LIVE_CONSUMER_SECRET',
  'WOO_LIVE_ODOO_URL',
  'WOO_LIVE_ODOO_DATABASE',
  'WOO_LIVE_ODOO_LOGIN',
  'WOO_LIVE_ODOO_SECRET',
] as const;

/** Reads the pair from the environment. Throws an Error that names every variable that is missing. */
export function readTarget(env: Readonly<Record<string, string | undefined>>): LiveTarget {
  const missing: string[] = REQUIRED.filter((name) => !env[name]);
  const adminLogin = env['WOO_LIVE_ADMIN_LOGIN'] ?? '';
  const adminSecret = env['WOO_LIVE_ADMIN_SECRET'] ?? '';
  // Half an administrator is a slip of the pen; going on without one would hide it.
  if (adminLogin !== '' && adminSecret === '') missing.push('WOO_LIVE_ADMIN_SECRET');
  if (adminSecret !== '' && adminLogin === '') missing.push('WOO_LIVE_ADMIN_LOGIN');
  if (missing.length > 0) throw new Error(`set ${missing.join(', ')}`);
  const value = (name: (typeof REQUIRED)[number]) => env[name] ?? '';
  return {
    store: {
      url: value('WOO_LIVE_STORE_URL'),
      consumerKey: value('WOO_LIVE_CONSUMER_KEY'),
      consumerSecret: value('WOO_LIVE_CONSUMER_SECRET'),
      caFile: env['WOO_LIVE_STORE_CA'] || undefined,
    },
    odoo: {
      url: value('WOO_LIVE_ODOO_URL').replace(/\/+$/u, ''),
      database: value('WOO_LIVE_ODOO_DATABASE'),
      login: value('WOO_LIVE_ODOO_LOGIN'),
      secret: value('WOO_LIVE_ODOO_SECRET'),
      caFile: env['WOO_LIVE_ODOO_CA'] || undefined,
    },
    admin: adminLogin === '' ? null : { login: adminLogin, secret: adminSecret },
  };
}

/**
 * Throws unless the database carries the mark: a record that somebody made on purpose, that any employee can read, and
 * that no production database has by chance. To be asked before anything is written.
 */
export async function demandMark(connector: OdooUser): Promise<void> {
  const found = await connector.searchRead(MARK_MODEL, [['name', '=', TEST_DATABASE_MARK]], ['name']);
  if (found.length > 0) return;
  throw new Error(
    `the database "${connector.database}" is not marked as one for tests, so nothing was written. ` +
      `If it may be written to and tidied by tests, make a contact tag named "${TEST_DATABASE_MARK}" in it ` +
      '(Contacts, Configuration, Contact Tags).',
  );
}
