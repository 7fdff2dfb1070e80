import { ConnectorError } from '../core/errors.ts';
import type { Session, User } from '../database/account-port.ts';
import { hashCredential, newCredential } from './credentials.ts';
import { verifyNothing, verifyPassword } from './passwords.ts';
import { audit, type AccountServices } from './services.ts';
import type { SignInThrottle } from './throttle.ts';
import { isTooLong } from './users.ts';

const HOUR = 60 * 60_000;
/** A session that nobody uses ends after this time. */
export const IDLE_MS = 12 * HOUR;
/** A session ends after this time in any case. */
export const MAX_SESSION_MS = 7 * 24 * HOUR;
/** How often the last use of a session is written down: not with every request. */
const SEEN_MS = 60_000;

/** A session that has begun: what goes into the cookie is known only here. */
export interface SignedIn {
  readonly user: User;
  readonly session: Session;
  readonly credential: string;
}

/**
 * Signs a user in. An unknown login, a disabled user and a wrong password get the same answer after the same time.
 * @param address of the client, for the throttle
 * @throws ConnectorError `account.sign_in`, `account.throttled`
 */
export async function signIn(
  input: { readonly login: string; readonly password: string },
  address: string,
  throttle: SignInThrottle,
  services: AccountServices,
): Promise<SignedIn> {
  const { login, password } = input;
  await throttle.attempt(address, login);
  const found = await services.tables.users.findByLogin(login);
  const isRight = await isPasswordOf(found, password);
  if (found === null || !isRight || found.user.disabledAt !== null) {
    // In every case, or the time of the answer would show who there is; without the login, which may be a password.
    const actor = found === null ? 'unknown' : `user:${found.user.login}`;
    await audit(services, actor, 'sign_in.refused', `from ${address}`);
    throw refused();
  }
  await throttle.succeeded(address, login);
  await audit(services, `user:${found.user.login}`, 'sign_in', `from ${address}`);
  return begin(found.user, services);
}

async function isPasswordOf(found: { passwordHash: string } | null, password: string): Promise<boolean> {
  if (isTooLong(password)) return false;
  return found === null ? verifyNothing(password) : verifyPassword(password, found.passwordHash);
}

/** Begins a session for a user who has proven to be the one. */
export async function begin(user: User, services: AccountServices): Promise<SignedIn> {
  const now = services.now();
  const credential = newCredential();
  const session: Session = {
    hash: hashCredential(credential),
    userId: user.id,
    csrfToken: newCredential(),
    createdAt: now.toISOString(),
    seenAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + IDLE_MS).toISOString(),
  };
  await services.tables.sessions.removeExpired(now.toISOString());
  await services.tables.storeConsents.removeExpired(now.toISOString());
  await services.tables.sessions.add(session);
  return { user, session, credential };
}

/** The session of a cookie, with its user; null when it ended, or the user may not sign in any more. */
export async function findSession(
  credential: string,
  services: AccountServices,
): Promise<{ user: User; session: Session } | null> {
  const { sessions, users } = services.tables;
  const session = await sessions.find(hashCredential(credential));
  const now = services.now();
  if (session === null || session.expiresAt <= now.toISOString()) return null;
  const user = await users.find(session.userId);
  if (user === null || user.disabledAt !== null) return null;
  if (now.getTime() - Date.parse(session.seenAt) < SEEN_MS) return { user, session };
  const end = Math.min(now.getTime() + IDLE_MS, Date.parse(session.createdAt) + MAX_SESSION_MS);
  await sessions.seen(session.hash, now.toISOString(), new Date(end).toISOString());
  return { user, session };
}

export async function signOut(
  { user, session }: { user: User; session: Session },
  services: AccountServices,
): Promise<void> {
  await services.tables.sessions.remove(session.hash);
  await audit(services, `user:${user.login}`, 'sign_out', '');
}

function refused(): ConnectorError {
  return new ConnectorError({
    code: 'account.sign_in',
    message: 'Login or password is not correct.',
    hint: 'An administrator can set a new password: woo-odoo users password LOGIN',
  });
}
