import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isSameSecret } from '../../accounts/credentials.ts';
import type { Identity, Permission } from '../../accounts/identity.ts';
import { requirePermission } from '../../accounts/identity.ts';
import type { AccountServices } from '../../accounts/services.ts';
import { findSession, MAX_SESSION_MS, type SignedIn } from '../../accounts/sign-in.ts';
import { findToken } from '../../accounts/tokens.ts';
import { ConnectorError } from '../../core/errors.ts';
import { API_PATH } from '../api/path.ts';
import type { ServerSettings } from '../settings.ts';
import { isSecure } from './client.ts';
import { isWriting } from './methods.ts';

/** What handlers find in their context. */
export interface Signed {
  readonly Variables: { identity: Identity | null };
}

/** The header that a page sends back with every request that writes. */
export const CSRF_HEADER = 'X-CSRF-Token';
export const SESSION_COOKIE = 'woo_odoo_session';

/** What makes a session by itself: a cookie that is there already neither helps nor hinders. */
const BEGINNING = new Set(['POST /session', 'POST /setup']);

/**
 * Finds out who asks: a program by its bearer token, a user by the cookie of the page. What writes by cookie needs
 * the session's CSRF token too. A wrong token is refused, whatever is asked.
 */
export function identify(accounts: AccountServices): MiddlewareHandler<Signed> {
  return async (context, next) => {
    context.set('identity', await identityOf(context, accounts));
    await next();
  };
}

/** The session of the browser's cookie. */
export function sessionOf(context: Context, accounts: AccountServices): ReturnType<typeof findSession> {
  const credential = getCookie(context, SESSION_COOKIE);
  return credential === undefined ? Promise.resolve(null) : findSession(credential, accounts);
}

/** Who asks now; null where nobody is signed in. @throws ConnectorError `account.signed_out`, `account.csrf` */
export async function identityOf(context: Context, accounts: AccountServices): Promise<Identity | null> {
  const header = context.req.header('authorization');
  if (header !== undefined) {
    const [, text] = /^Bearer +(\S{1,200})$/iu.exec(header) ?? [];
    const token = text === undefined ? null : await findToken(text, accounts);
    if (token === null)
      throw new ConnectorError({
        code: 'account.signed_out',
        message: 'This token is not known, or was revoked.',
        hint: 'Make a new one: woo-odoo tokens add NAME',
      });
    return { kind: 'token', token };
  }
  if (BEGINNING.has(`${context.req.method} ${context.req.path.slice(API_PATH.length)}`)) return null;
  const found = await sessionOf(context, accounts);
  if (found === null) return null;
  if (isWriting(context.req.method)) checkCsrf(context, found.session.csrfToken);
  return { kind: 'user', ...found };
}

function checkCsrf(context: Context, expected: string): void {
  if (isSameSecret(context.req.header(CSRF_HEADER) ?? '', expected)) return;
  throw new ConnectorError({
    code: 'account.csrf',
    message: `This request lacks the token of your session (${CSRF_HEADER}).`,
    hint: 'Reload the page.',
  });
}

/** Who asks, if they may. @throws ConnectorError `account.signed_out`, `account.not_allowed` */
export function requireIdentity(context: Context<Signed>, permission: Permission): Identity {
  const identity = context.get('identity');
  if (identity === null)
    throw new ConnectorError({
      code: 'account.signed_out',
      message: 'You are not signed in.',
      hint: 'Sign in on the page, or send a token: Authorization: Bearer woodoo_…',
    });
  requirePermission(identity, permission);
  return identity;
}

/** Gives the browser its session. No script can read the cookie, and no other site can make a browser send it. */
export function setSessionCookie(context: Context, { credential }: SignedIn, settings: ServerSettings): void {
  setCookie(context, SESSION_COOKIE, credential, {
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(context, settings),
    path: '/',
    maxAge: MAX_SESSION_MS / 1000,
  });
}

export function removeSessionCookie(context: Context): void {
  deleteCookie(context, SESSION_COOKIE, { path: '/' });
}
