import path from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { ConnectorError } from '../../core/errors.ts';
import { IF_LOST, makeKeyFile, promoteNewKey, readKeyFile, readNewKey } from './key-file.ts';
import type { Tables } from '../tables/schema.ts';
import { secretBox } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';

const CHECK_PLACE = { backendId: 'this data folder', field: 'key check' };
const CHECK_TEXT = 'the key fits';

/**
 * Finds the secret key and proves that it fits what is stored: the key given, else the key file of the folder. A new
 * key file is made only while no credentials are stored, so that a lost key is never papered over with a new one.
 * Processes that share the database come one after the other. With `mayReplace` the key need not fit, and a lost key file
 * is made anew: nothing is changed in the database until credentials are stored, see `requireKey`.
 * @param mayReplace asked before a key that does not fit is taken; throws where others still work with the former one
 * @throws ConnectorError `secret_key.wrong`, `secret_key.missing`, `secret_key.exposed` (the key file may be read by
 *   others), `secret_key.invalid` (the key file does not contain a key).
 */
export async function openSecretBox(
  db: Kysely<Tables>,
  dataDir: string,
  given: Uint8Array | undefined,
  mayReplace?: () => Promise<void>,
): Promise<SecretBox> {
  const keyFile = path.join(dataDir, KEY_FILE);
  if (mayReplace !== undefined) {
    const present = (await openFittingBox(db, given ?? readKeyFile(keyFile))) ?? (await rotatedBox());
    if (present !== null) return present;
    await mayReplace();
    const key = given ?? readKeyFile(keyFile) ?? makeKeyFile(keyFile);
    return { ...secretBox(key), replacesKey: true };
  }
  return (await openFittingBox(db, given ?? readKeyFile(keyFile))) ?? chooseKey(db, dataDir, keyFile, given);

  async function rotatedBox(): Promise<SecretBox | null> {
    if (given !== undefined) return null;
    return withKeyLocked(db, (transaction) => finishRotation(transaction, keyFile));
  }
}

/**
 * Exchanges the files after a rotation has committed, where the new file has the key of the database: null where it has not,
 * or where another process did it. Call it while the key is locked, so that the file is not that of another rotation by now.
 */
export async function finishRotation(db: Kysely<Tables>, keyFile: string): Promise<SecretBox | null> {
  const box = await openFittingBox(db, readNewKey(keyFile));
  if (box !== null) promoteNewKey(keyFile);
  return box;
}

/** Name of the key file in a data folder. */
export const KEY_FILE = 'secret.key';

/** The usual case, which writes nothing: there is a key, and it fits. */
async function openFittingBox(db: Kysely<Tables>, key: Uint8Array | null): Promise<SecretBox | null> {
  if (key === null) return null;
  const box = secretBox(key);
  return (await isKeyOf(db, box)) ? box : null;
}

/** Whether a box has the key of the database; false where there is none yet. */
export async function isKeyOf(db: Kysely<Tables>, box: SecretBox): Promise<boolean> {
  const check = await db.selectFrom('secretKeyCheck').select('sealed').executeTakeFirst();
  return check !== undefined && fits(box, check.sealed);
}

/** A transaction in which nobody else changes the key of the database, or stores anything under it. */
export async function withKeyLocked<Result>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    // Whoever stores credentials takes a share of this table's rows first, see `requireKey`. On SQLite there is one
    // writer at a time anyway.
    if (!isSqlite(db)) {
      await sql`lock table secret_key_check in exclusive mode`.execute(transaction);
      // The former key file goes after the commit, so the commit must be on the disk by then, whatever the server is set to.
      await sql`select set_config('synchronous_commit', 'on', true)
        where current_setting('synchronous_commit') = 'off'`.execute(transaction);
    }
    return work(transaction);
  });
}

async function chooseKey(
  db: Kysely<Tables>,
  dataDir: string,
  keyFile: string,
  given: Uint8Array | undefined,
): Promise<SecretBox> {
  return withKeyLocked(db, async (transaction) => {
    const rotated = given === undefined ? await finishRotation(transaction, keyFile) : null;
    if (rotated !== null) return rotated;
    const sealedOne = await transaction
      .selectFrom('backendSecret')
      .select('backendId')
      .limit(1)
      .executeTakeFirst();
    const inUse = sealedOne !== undefined;
    const key = given ?? readKeyFile(keyFile) ?? (inUse ? missing(dataDir) : makeKeyFile(keyFile));
    const box = secretBox(key);
    const check = await transaction.selectFrom('secretKeyCheck').select('sealed').executeTakeFirst();
    if (check !== undefined && fits(box, check.sealed)) return box;
    if (inUse) throw wrong(given === undefined);
    // Nothing is encrypted with the former key, so this one may take its place.
    const sealed = box.seal(CHECK_TEXT, CHECK_PLACE);
    await transaction
      .insertInto('secretKeyCheck')
      .values({ id: 1, sealed })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed }))
      .execute();
    return box;
  });
}

/**
 * Makes sure, within the transaction that stores credentials, that this process still has the key of the database: on
 * a shared one, another process may have brought its own while nothing was encrypted. A box that replaces the key makes
 * its own the key of the database here, in the transaction of the credentials that were tested with it.
 * @throws ConnectorError `secret_key.wrong`.
 */
export async function requireKey(db: Kysely<Tables>, box: SecretBox): Promise<void> {
  const query = db.selectFrom('secretKeyCheck').select('sealed');
  // Who is going to write the row takes it alone: two with a share each would wait for each other.
  const locked = box.replacesKey === true ? query.forUpdate() : query.forShare();
  const check = await (isSqlite(db) ? query : locked).executeTakeFirst();
  if (check === undefined || fits(box, check.sealed)) return;
  if (box.replacesKey !== true) throw wrong(true);
  await writeKeyCheck(db, box);
}

/** Makes the key of a box that of the database. Call it within a transaction. */
export async function writeKeyCheck(db: Kysely<Tables>, box: SecretBox): Promise<void> {
  await db
    .updateTable('secretKeyCheck')
    .set({ sealed: box.seal(CHECK_TEXT, CHECK_PLACE) })
    .execute();
}

function fits(box: SecretBox, sealed: string): boolean {
  try {
    return box.open(sealed, CHECK_PLACE) === CHECK_TEXT;
  } catch {
    return false;
  }
}

function missing(dataDir: string): never {
  throw new ConnectorError({
    code: 'secret_key.missing',
    message: "The connector's database contains encrypted credentials, but the secret key is missing.",
    hint: `Set WOO_ODOO_SECRET_KEY, or put secret.key back into ${dataDir} (from a backup, mode 600). ${IF_LOST}`,
  });
}

function wrong(fromFile: boolean): ConnectorError {
  const source = fromFile ? 'in secret.key' : 'given in WOO_ODOO_SECRET_KEY';
  return new ConnectorError({
    code: 'secret_key.wrong',
    message: `The secret key ${source} does not fit the credentials in the connector's database.`,
    hint: fromFile
      ? `Restore the secret.key this database was made with, or set WOO_ODOO_SECRET_KEY. ${IF_LOST}`
      : `Give the key of this database, after a rotation the new one; unset the variable if that is the secret.key in the data folder. ${IF_LOST}`,
  });
}
