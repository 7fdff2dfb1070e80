import type { ApiToken, User } from '../../database/account-port.ts';
import { table } from './table.ts';
import { printNext, line, moment, safe, widthOf, type OutputStream } from './terminal.ts';

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
  printNext(out, 'woo-odoo users role LOGIN ROLE (changes what a user may do)');
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
  printNext(out, 'woo-odoo tokens revoke NAME (ends one)');
}
