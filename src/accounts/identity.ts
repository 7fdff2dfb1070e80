import { ConnectorError } from '../core/errors.ts';
import { ROLES, type Role } from '../core/roles.ts';
import type { ApiToken, Session, User } from '../database/account-port.ts';

/** Who asks: a signed-in person, or a program with a token. */
export type Identity =
  | { readonly kind: 'user'; readonly user: User; readonly session: Session }
  | { readonly kind: 'token'; readonly token: ApiToken };

/** What a request needs: to see, to sync and decide, or to manage users and connections. */
export type Permission = 'view' | 'operate' | 'administer';

const NEEDED: Readonly<Record<Permission, Role>> = {
  view: 'viewer',
  operate: 'operator',
  administer: 'admin',
};

/** A token acts as an operator or as a viewer; users and connections are for people. */
export function roleOf(identity: Identity): Role {
  if (identity.kind === 'user') return identity.user.role;
  return identity.token.scope === 'write' ? 'operator' : 'viewer';
}

export function isAllowed(identity: Identity, permission: Permission): boolean {
  return ROLES.indexOf(roleOf(identity)) >= ROLES.indexOf(NEEDED[permission]);
}

/** @throws ConnectorError `account.not_allowed` */
export function requirePermission(identity: Identity, permission: Permission): void {
  if (isAllowed(identity, permission)) return;
  const needed = NEEDED[permission];
  throw new ConnectorError({
    code: 'account.not_allowed',
    message:
      identity.kind === 'token'
        ? `The token "${identity.token.name}" is not allowed to do this.`
        : `Your role (${identity.user.role}) does not allow this.`,
    hint:
      identity.kind === 'token'
        ? needed === 'admin'
          ? 'Only a signed-in administrator can do this.'
          : 'Use a token with the scope "write".'
        : `Ask an administrator of the connector for the role "${needed}".`,
  });
}

/** Who asks, for what is kept per person and program: names may be given again. */
export function identityKey(identity: Identity): string {
  return identity.kind === 'user' ? `user ${identity.user.id}` : `token ${identity.token.id}`;
}

/** How the audit list names somebody. */
export function actorOf(identity: Identity): string {
  return identity.kind === 'user' ? `user:${identity.user.login}` : `token:${identity.token.name}`;
}
