import { refuseReadablePassword } from '../../core/address.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import type { OdooAppContext } from '../odoo-app-context.ts';
import { safe } from '../output/terminal.ts';

export interface AdministratorFlags {
  readonly adminLogin?: string;
  /** Sends the password over plain http, too. */
  readonly insecureOdoo?: boolean;
}

/**
 * Who signs in to an Odoo as an administrator, for one command: from the flag and the environment, else by asking on
 * a terminal. The secret is no flag: process lists show those. Throws `cli.missing` where nobody can be asked, and
 * `odoo.insecure` before it asks where the secret would be readable on the way.
 */
export async function askForAdministrator(
  flags: AdministratorFlags,
  { administrator, terminal }: Pick<CliContext & OdooAppContext, 'administrator' | 'terminal'>,
  { database, url }: { readonly database: string; readonly url: string },
): Promise<{ readonly login: string; readonly secret: string }> {
  if (flags.insecureOdoo !== true) refuseReadablePassword(url);
  const given = await administrator();
  const login = flags.adminLogin ?? given.login;
  const { secret } = given;
  if (login && secret) return { login, secret };
  if (!(terminal.input.isTTY && terminal.err.isTTY)) {
    throw new ConnectorError({
      code: 'cli.missing',
      message: `This command needs an administrator of the Odoo database ${database}: ${login ? '' : 'login and '}API key or password.`,
      hint: 'Set WOO_ODOO_ADMIN_LOGIN and WOO_ODOO_ADMIN_SECRET, or run the command in a terminal to be prompted. They are not stored.',
    });
  }
  const { input, password } = await import('@inquirer/prompts');
  const streams = { input: terminal.input, output: terminal.err };
  const validate = (text: string) => text.trim() !== '' || 'Please enter a value.';
  return {
    login:
      login ||
      (
        await input(
          { message: `Login of an Odoo administrator (database ${safe(database)})`, validate },
          streams,
        )
      ).trim(),
    secret:
      secret ||
      (await password(
        { message: 'API key or password of the administrator (not stored)', mask: true, validate },
        streams,
      )),
  };
}

/** How the flag of the login is described wherever an administrator is needed. */
export const ADMIN_LOGIN_FLAG = [
  '--admin-login <login>',
  'login of an Odoo administrator (or set WOO_ODOO_ADMIN_LOGIN; prompted for if missing)',
] as const;

export const INSECURE_FLAG = [
  '--insecure-odoo',
  "send the administrator's password to an Odoo without https, in a network that you trust",
] as const;
