import type { Kysely } from 'kysely';
import { ConnectorError } from '../../core/errors.ts';
import type { BackendSecrets } from '../port.ts';
import type { Tables } from './schema.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { requireKey } from '../secrets/secret-key.ts';

/** Decrypts the credentials of a backend. @throws ConnectorError `secret_key.wrong`, `backend.unknown`. */
export async function readSecrets(
  db: Kysely<Tables>,
  box: SecretBox,
  backendId: string,
): Promise<BackendSecrets> {
  const rows = await db
    .selectFrom('backendSecret')
    .select(['field', 'sealed'])
    .where('backendId', '=', backendId)
    .execute();
  const open = (field: keyof BackendSecrets): string => {
    const row = rows.find((candidate) => candidate.field === field);
    if (row === undefined)
      throw new ConnectorError({
        code: 'backend.unknown',
        message: `There are no credentials for the backend ${backendId}.`,
        hint: 'To see which there are: woo-odoo backend list',
      });
    return box.open(row.sealed, { backendId, field });
  };
  return {
    consumerKey: open('consumerKey'),
    consumerSecret: open('consumerSecret'),
    odooSecret: open('odooSecret'),
  };
}

/** Encrypts and stores the credentials of a backend, in place of former ones. Call it within a transaction. */
export async function writeSecrets(
  db: Kysely<Tables>,
  box: SecretBox,
  backendId: string,
  secrets: BackendSecrets,
): Promise<void> {
  await requireKey(db, box);
  const fields = ['consumerKey', 'consumerSecret', 'odooSecret'] as const satisfies (keyof BackendSecrets)[];
  await db
    .insertInto('backendSecret')
    .values(
      fields.map((field) => ({ backendId, field, sealed: box.seal(secrets[field], { backendId, field }) })),
    )
    .onConflict((conflict) =>
      conflict.columns(['backendId', 'field']).doUpdateSet((row) => ({ sealed: row.ref('excluded.sealed') })),
    )
    .execute();
}
