import type { ApiToken, User } from '../../database/account-port.ts';
import { line, moment, safe, table, widthOf, type OutputStream } from './terminal.ts';

export function showUsers(out: OutputStream, users: readonly User[]): void {
  if (users.length === 0) {
    line(
      out,
      'No user yet. "woo-odoo users add LOGIN --role admin" makes one; so does the link that "serve" prints.',
    );
    return;
  }
  const rows = users.map(({ login, role, createdAt, disabledAt }) => [
    safe(login),
    role,
    moment(createdAt),
    disabledAt === null ? '' : `since ${moment(disabledAt)}`,
  ]);
  line(out, table(['login', 'role', 'added (UTC)', 'disabled'], rows, widthOf(out)));
}

export function showTokens(out: OutputStream, tokens: readonly ApiToken[]): void {
  if (tokens.length === 0) {
    line(out, 'No token yet. "woo-odoo tokens add NAME" makes one.');
    return;
  }
  const rows = tokens.map(({ name, scope, createdBy, lastUsedAt, revokedAt }) => [
    safe(name),
    scope,
    safe(createdBy),
    lastUsedAt === null ? 'never' : moment(lastUsedAt),
    revokedAt === null ? '' : `since ${moment(revokedAt)}`,
  ]);
  line(out, table(['name', 'scope', 'made by', 'last used (UTC)', 'revoked'], rows, widthOf(out)));
}
