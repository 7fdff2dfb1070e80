import { ConnectorError } from '../core/errors.ts';
import { hashCredential, newCredential } from './credentials.ts';
import { audit, type AccountServices } from './services.ts';
import { begin, type SignedIn } from './sign-in.ts';
import { addPrepared, prepareUser } from './users.ts';

/** Long enough to be found in a log, too short to be found by somebody else later. */
const LINK_MS = 24 * 60 * 60_000;

/**
 * The secret of a link that makes the first user, or null when there is a user. Each call ends the link before: the
 * newest start of the service prints the one that works.
 */
export async function newSetupLink(services: AccountServices): Promise<string | null> {
  const { tables, now } = services;
  if (!(await needsSetup(services))) return null;
  const credential = newCredential();
  await tables.setupLinks.replace(
    hashCredential(credential),
    new Date(now().getTime() + LINK_MS).toISOString(),
  );
  return credential;
}

/** Whether somebody must use a setup link before anyone can sign in. */
export async function needsSetup({ tables }: AccountServices): Promise<boolean> {
  return (await tables.users.list()).length === 0;
}

/**
 * Makes the first user, an administrator, and signs in. The link ends with it.
 * @throws ConnectorError `account.setup_link`, `user.login`, `user.password`
 */
export async function useSetupLink(
  credential: string,
  input: { readonly login: string; readonly password: string },
  services: AccountServices,
): Promise<SignedIn> {
  const { tables, now } = services;
  // Before the link is used up: whoever mistyped may try once more.
  const prepared = await prepareUser({ ...input, role: 'admin' }, services);
  const isOpen = await needsSetup(services);
  if (!isOpen || !(await tables.setupLinks.use(hashCredential(credential), now().toISOString())))
    throw new ConnectorError({
      code: 'account.setup_link',
      message: 'This link has been used or has expired.',
      hint: 'Start the service again, which prints a new one while there is no user, or run: woo-odoo users add LOGIN --role admin',
    });
  const user = await addPrepared(prepared, 'setup link', services);
  await audit(services, `user:${user.login}`, 'sign_in', 'by the setup link');
  return begin(user, services);
}
