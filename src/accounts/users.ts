import { ConnectorError } from '../core/errors.ts';
import type { Role } from '../core/roles.ts';
import type { User } from '../database/account-port.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { audit, type AccountServices } from './services.ts';
import type { SignInThrottle } from './throttle.ts';

/** Length is what protects a password (NIST SP 800-63B); no other rule is asked of it. */
export const MIN_PASSWORD_LENGTH = 12;
/** Longer ones would let anybody keep the server busy with hashing. */
export const MAX_PASSWORD_LENGTH = 256;
export const MAX_LOGIN_LENGTH = 100;

export interface NewUser {
  readonly login: string;
  readonly password: string;
  readonly role: Role;
}

/** @throws ConnectorError `user.login`, `user.password`, `user.exists` */
export async function addUser(input: NewUser, actor: string, services: AccountServices): Promise<User> {
  return addPrepared(await prepareUser(input, services), actor, services);
}

/** A user that is checked and not yet recorded. */
export interface PreparedUser {
  readonly user: User;
  readonly passwordHash: string;
}

/** Checks all that can be wrong with a new user but that the login is taken. */
export async function prepareUser(
  { login: typed, password, role }: NewUser,
  services: AccountServices,
): Promise<PreparedUser> {
  const login = checkLogin(typed);
  checkPassword(password, login);
  const createdAt = services.now().toISOString();
  const user: User = { id: services.newId(), login, role, createdAt, disabledAt: null };
  return { user, passwordHash: await hashPassword(password) };
}

export async function addPrepared(
  { user, passwordHash }: PreparedUser,
  actor: string,
  services: AccountServices,
): Promise<User> {
  await services.tables.users.add(user, passwordHash);
  await audit(services, actor, 'user.add', `${user.login} as ${user.role}`);
  return user;
}

/** What may be changed of a user; what is left out stays. */
export interface UserEdit {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  readonly password?: string | undefined;
}

/**
 * Changes a user: all of it, or nothing where a part is refused. A new password and the end of the right to sign in end
 * all sessions of the user; who may not administer any more keeps no token that was made as an administrator.
 *
 * @throws ConnectorError `user.unknown`, `user.password`, `user.last_admin`
 */
export async function changeUser(
  login: string,
  { role, disabled, password }: UserEdit,
  actor: string,
  services: AccountServices,
): Promise<User> {
  const { tables, now } = services;
  const { user } = await requireUser(login, services);
  if (password !== undefined) checkPassword(password, user.login);
  const at = now().toISOString();
  const disabledAt = disabled === undefined ? user.disabledAt : disabled ? (user.disabledAt ?? at) : null;
  const changed: User = { ...user, role: role ?? user.role, disabledAt };
  await tables.users.change(user.id, {
    ...{ role: changed.role, disabledAt },
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
  });
  if (password !== undefined || disabledAt !== null) await tables.sessions.removeOf(user.id);
  if (changed.role !== user.role)
    await audit(services, actor, 'user.role', `${user.login}: ${user.role} to ${changed.role}`);
  if (password !== undefined) await audit(services, actor, 'user.password', user.login);
  if (disabledAt !== user.disabledAt)
    await audit(services, actor, disabledAt === null ? 'user.enable' : 'user.disable', user.login);
  if (changed.role !== 'admin' || disabledAt !== null)
    for (const name of await tables.tokens.revokeOf(`user:${user.login}`, at))
      await audit(services, actor, 'token.revoke', `${name}, made by ${user.login}`);
  return changed;
}

/**
 * Changes a signed-in user's own password; ends the user's other sessions.
 * @param address of the client, for the throttle
 * @throws ConnectorError `account.wrong_password`, `account.throttled`, `user.password`
 */
export async function changeOwnPassword(
  { user, keptSession, address }: { user: User; keptSession: string; address: string },
  passwords: { readonly current: string; readonly next: string },
  throttle: SignInThrottle,
  services: AccountServices,
): Promise<void> {
  checkPassword(passwords.next, user.login);
  const { passwordHash } = await requireUser(user.login, services);
  await throttle.attempt(address, user.login);
  if (!isTooLong(passwords.current) && (await verifyPassword(passwords.current, passwordHash)))
    await throttle.succeeded(address, user.login);
  else
    throw new ConnectorError({
      code: 'account.wrong_password',
      message: 'The current password is not correct.',
      hint: 'Type the password with which you signed in. An administrator can set a new one.',
    });
  await services.tables.users.change(user.id, { passwordHash: await hashPassword(passwords.next) });
  await services.tables.sessions.removeOf(user.id, keptSession);
  await audit(services, `user:${user.login}`, 'user.password', user.login);
}

async function requireUser(login: string, { tables }: AccountServices) {
  const found = await tables.users.findByLogin(login.trim());
  if (found !== null) return found;
  throw new ConnectorError({
    code: 'user.unknown',
    message: `There is no user "${login}".`,
    hint: 'List the users with: woo-odoo users list',
  });
}

/** Longer than any password that was accepted: it needs no hash to be wrong. */
export function isTooLong(password: string): boolean {
  return Array.from(password).length > MAX_PASSWORD_LENGTH;
}

function checkLogin(text: string): string {
  const login = text.trim().normalize('NFC');
  if (login !== '' && login.length <= MAX_LOGIN_LENGTH && /^[\p{L}\p{N}._@+-]+$/u.test(login)) return login;
  throw new ConnectorError({
    code: 'user.login',
    message: 'A login is made of letters, digits and the characters . _ @ + -',
    hint: `Use an e-mail address or a short name, at most ${MAX_LOGIN_LENGTH} characters long.`,
  });
}

/** @throws ConnectorError `user.password` */
export function checkPassword(password: string, login: string): void {
  // In code points: an emoji is one of them, or several.
  const length = Array.from(password).length;
  const problem =
    length < MIN_PASSWORD_LENGTH
      ? `A password needs at least ${MIN_PASSWORD_LENGTH} characters.`
      : length > MAX_PASSWORD_LENGTH
        ? `A password may have at most ${MAX_PASSWORD_LENGTH} characters.`
        : password.toLowerCase().includes(login.toLowerCase()) && login.length > 3
          ? 'A password must not contain the login.'
          : new Set(password).size < 4
            ? 'A password of so few different characters is too easy to guess.'
            : undefined;
  if (problem === undefined) return;
  throw new ConnectorError({
    code: 'user.password',
    message: problem,
    hint: 'Several words in a row are easy to remember and hard to guess.',
  });
}
