import { ConnectorError } from '../core/errors.ts';
import type { Role } from '../core/roles.ts';
import type { User } from '../database/account-port.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { audit, type AccountServices } from './services.ts';

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
  const login = checkLogin(input.login);
  checkPassword(input.password, login);
  const user: User = {
    id: services.newId(),
    login,
    role: input.role,
    language: null,
    createdAt: services.now().toISOString(),
    disabledAt: null,
  };
  await services.tables.users.add(user, await hashPassword(input.password));
  await audit(services, actor, 'user.add', `${login} as ${input.role}`);
  return user;
}

/** Gives a user another role. Sessions stay: the role is read with every request. */
export async function changeRole(
  login: string,
  role: Role,
  actor: string,
  services: AccountServices,
): Promise<User> {
  const { user } = await requireUser(login, services);
  await services.tables.users.change(user.id, { role });
  await audit(services, actor, 'user.role', `${user.login}: ${user.role} to ${role}`);
  return { ...user, role };
}

/** Ends or restores a user's right to sign in; ending it ends the user's sessions, too. */
export async function setDisabled(
  login: string,
  disabled: boolean,
  actor: string,
  services: AccountServices,
): Promise<User> {
  const { user } = await requireUser(login, services);
  const disabledAt = disabled ? services.now().toISOString() : null;
  await services.tables.users.change(user.id, { disabledAt });
  if (disabled) await services.tables.sessions.removeOf(user.id);
  await audit(services, actor, disabled ? 'user.disable' : 'user.enable', user.login);
  return { ...user, disabledAt };
}

/** Sets a password that the user has forgotten; ends all of the user's sessions. */
export async function setPassword(
  login: string,
  password: string,
  actor: string,
  services: AccountServices,
): Promise<void> {
  const { user } = await requireUser(login, services);
  checkPassword(password, user.login);
  await services.tables.users.change(user.id, { passwordHash: await hashPassword(password) });
  await services.tables.sessions.removeOf(user.id);
  await audit(services, actor, 'user.password', user.login);
}

/**
 * Changes a signed-in user's own password; ends the user's other sessions.
 * @throws ConnectorError `account.wrong_password`
 */
export async function changeOwnPassword(
  user: User,
  passwords: { readonly current: string; readonly next: string },
  keptSession: string,
  services: AccountServices,
): Promise<void> {
  const { passwordHash } = await requireUser(user.login, services);
  if (!(await verifyPassword(passwords.current, passwordHash)))
    throw new ConnectorError({
      code: 'account.wrong_password',
      message: 'The current password is not correct.',
    });
  checkPassword(passwords.next, user.login);
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
