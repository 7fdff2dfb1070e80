import { ConnectorError } from '../core/errors.ts';
import type { ApiToken } from '../database/account-port.ts';
import { hashCredential, newCredential, TOKEN_PREFIX } from './credentials.ts';
import { audit, type AccountServices } from './services.ts';

const MAX_NAME_LENGTH = 80;
/** How often the last use of a token is written down: not with every request. */
const USED_MS = 60_000;

/** Makes a token; its text is shown once and kept only as a hash. @throws ConnectorError `token.name`, `token.exists` */
export async function createToken(
  input: { readonly name: string; readonly scope: ApiToken['scope'] },
  actor: string,
  services: AccountServices,
): Promise<{ token: ApiToken; text: string }> {
  const name = input.name.trim();
  if (name === '' || name.length > MAX_NAME_LENGTH || /\p{C}/u.test(name))
    throw new ConnectorError({
      code: 'token.name',
      message: `The name of a token has 1 to ${MAX_NAME_LENGTH} characters.`,
      hint: 'Name it after the program that will use it.',
    });
  const text = newCredential(TOKEN_PREFIX);
  const token: ApiToken = {
    id: services.newId(),
    name,
    scope: input.scope,
    createdBy: actor,
    createdAt: services.now().toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await services.tables.tokens.add(token, hashCredential(text));
  await audit(services, actor, 'token.add', `${name} (${input.scope})`);
  return { token, text };
}

/** The token of a text; null when there is none, or it was revoked. */
export async function findToken(text: string, services: AccountServices): Promise<ApiToken | null> {
  if (!text.startsWith(TOKEN_PREFIX)) return null;
  const { tokens } = services.tables;
  const token = await tokens.findByHash(hashCredential(text));
  if (token === null || token.revokedAt !== null) return null;
  const now = services.now();
  if (token.lastUsedAt === null || now.getTime() - Date.parse(token.lastUsedAt) >= USED_MS)
    await tokens.used(token.id, now.toISOString());
  return token;
}

/** By id, or by name where only one in use has it. @throws ConnectorError `token.unknown` */
export async function revokeToken(
  idOrName: string,
  actor: string,
  services: AccountServices,
): Promise<ApiToken> {
  const inUse = (await services.tables.tokens.list()).filter(({ revokedAt }) => revokedAt === null);
  const byName = inUse.filter(({ name }) => name === idOrName);
  const token = inUse.find(({ id }) => id === idOrName) ?? (byName.length === 1 ? byName[0] : undefined);
  const at = services.now().toISOString();
  if (token === undefined || !(await services.tables.tokens.revoke(token.id, at)))
    throw new ConnectorError({
      code: 'token.unknown',
      message:
        byName.length > 1
          ? `${byName.length} tokens are named "${idOrName}".`
          : `There is no token "${idOrName}" in use.`,
      hint: byName.length > 1 ? 'Give the id of the one to revoke.' : 'List them with: woo-odoo tokens list',
    });
  await audit(services, actor, 'token.revoke', token.name);
  return { ...token, revokedAt: at };
}
