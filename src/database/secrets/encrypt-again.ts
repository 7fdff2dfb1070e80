import type { Kysely } from 'kysely';
import { ConnectorError } from '../../core/errors.ts';
import type { KeyRotation } from '../port.ts';
import type { Tables } from '../tables/schema.ts';
import type { SecretBox } from './secret-box.ts';

/** Encrypts a value of one place again; null where the former key does not decrypt it either. */
type Again = (sealed: string, backendId: string, field: string) => string | null;

/**
 * Encrypts all columns with encrypted values again, but the check of the key. What the former key does not decrypt stays as
 * it is: no key is known for it. Call it within a transaction in which the key is locked.
 */
export async function encryptAgain(
  db: Kysely<Tables>,
  former: SecretBox,
  next: SecretBox,
): Promise<Pick<KeyRotation, 'encrypted' | 'unreadable'>> {
  let encrypted = 0;
  const again: Again = (sealed, backendId, field) => {
    const plain = opened(former, sealed, { backendId, field });
    if (plain === null) return null;
    encrypted += 1;
    return next.seal(plain, { backendId, field });
  };
  const unreadable = await encryptSecrets(db, again);
  await encryptConsents(db, again);
  return { encrypted, unreadable };
}

async function encryptSecrets(db: Kysely<Tables>, again: Again): Promise<string[]> {
  const unreadable = new Set<string>();
  const rows = await db
    .selectFrom('backendSecret')
    .innerJoin('backend', 'backend.id', 'backendSecret.backendId')
    .select(['backendSecret.backendId', 'backendSecret.field', 'backendSecret.sealed', 'backend.name'])
    .orderBy('backend.name')
    .execute();
  for (const { backendId, field, sealed, name } of rows) {
    const value = again(sealed, backendId, field);
    if (value === null) unreadable.add(name);
    else
      await db
        .updateTable('backendSecret')
        .set({ sealed: value })
        .where('backendId', '=', backendId)
        .where('field', '=', field)
        .execute();
  }
  return [...unreadable];
}

/** Keys that a store has handed out and nobody has fetched yet: they live for minutes. */
async function encryptConsents(db: Kysely<Tables>, again: Again): Promise<void> {
  const rows = await db.selectFrom('storeConsent').select(['id', 'sealedKey', 'sealedSecret']).execute();
  for (const { id, sealedKey, sealedSecret } of rows) {
    const values = {
      ...(sealedKey !== null && { sealedKey: again(sealedKey, id, 'consumerKey') ?? sealedKey }),
      ...(sealedSecret !== null && {
        sealedSecret: again(sealedSecret, id, 'consumerSecret') ?? sealedSecret,
      }),
    };
    if (Object.keys(values).length > 0)
      await db.updateTable('storeConsent').set(values).where('id', '=', id).execute();
  }
}

function opened(box: SecretBox, sealed: string, place: Parameters<SecretBox['open']>[1]): string | null {
  try {
    return box.open(sealed, place);
  } catch (error) {
    if (error instanceof ConnectorError) return null;
    throw error;
  }
}
