import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { ConnectorError } from '../../core/errors.ts';
import type { Tables } from '../tables/schema.ts';
import { KEY_BYTES, secretBox } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';

const CHECK_PLACE = { backendId: 'this data folder', field: 'key check' };
const CHECK_TEXT = 'the key fits';

/**
 * Finds the secret key and proves that it fits what is stored: the key given, else the key file of the folder. A new
 * key file is made only while no credentials are stored, so that a lost key is never papered over with a new one.
 * Processes that share the database come one after the other.
 * @throws ConnectorError `secret_key.wrong`, `secret_key.missing`, `secret_key.exposed` (the key file may be read by
 *   others), `secret_key.invalid` (the key file does not hold a key).
 */
export async function openSecretBox(
  db: Kysely<Tables>,
  dataDir: string,
  given: Uint8Array | undefined,
): Promise<SecretBox> {
  const keyFile = path.join(dataDir, 'secret.key');
  return (await openFittingBox(db, given ?? readKeyFile(keyFile))) ?? chooseKey(db, dataDir, keyFile, given);
}

/** The usual case, which writes nothing: there is a key, and it fits. */
async function openFittingBox(db: Kysely<Tables>, key: Uint8Array | null): Promise<SecretBox | null> {
  const check = await db.selectFrom('secretKeyCheck').select('sealed').executeTakeFirst();
  if (key === null || check === undefined) return null;
  const box = secretBox(key);
  return fits(box, check.sealed) ? box : null;
}

async function chooseKey(
  db: Kysely<Tables>,
  dataDir: string,
  keyFile: string,
  given: Uint8Array | undefined,
): Promise<SecretBox> {
  return db.transaction().execute(async (transaction) => {
    // Whoever stores credentials takes a share of this table's rows first, see `requireKey`. On SQLite there is one
    // writer at a time anyway.
    if (!isSqlite(db)) await sql`lock table secret_key_check in exclusive mode`.execute(transaction);
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
 * a shared one, another process may have brought its own while nothing was encrypted.
 * @throws ConnectorError `secret_key.wrong`.
 */
export async function requireKey(db: Kysely<Tables>, box: SecretBox): Promise<void> {
  const query = db.selectFrom('secretKeyCheck').select('sealed');
  const check = await (isSqlite(db) ? query : query.forShare()).executeTakeFirst();
  if (check !== undefined && !fits(box, check.sealed)) throw wrong(true);
}

function fits(box: SecretBox, sealed: string): boolean {
  try {
    return box.open(sealed, CHECK_PLACE) === CHECK_TEXT;
  } catch {
    return false;
  }
}

function readKeyFile(keyFile: string): Uint8Array | null {
  let descriptor: number;
  try {
    descriptor = openSync(keyFile, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConnectorError({
      code: 'secret_key.unreadable',
      message: `The key file ${keyFile} cannot be read: ${(error as Error).message}.`,
      hint: 'It must belong to the user who runs this program.',
      cause: error,
    });
  }
  try {
    refuseWithoutModes(keyFile);
    const { mode } = fstatSync(descriptor);
    if ((mode & 0o077) !== 0)
      throw new ConnectorError({
        code: 'secret_key.exposed',
        message: `The key file ${keyFile} may be read or changed by other users (mode ${(mode & 0o777).toString(8)}).`,
        hint: `Run: chmod 600 ${keyFile}. If others had access, make new keys in the store and in Odoo.`,
      });
    const text = readFileSync(descriptor, 'utf8').trim();
    const key = Buffer.from(text, 'base64');
    if (key.length !== KEY_BYTES || key.toString('base64') !== text)
      throw new ConnectorError({
        code: 'secret_key.invalid',
        message: `The key file ${keyFile} does not contain ${KEY_BYTES} bytes as base64.`,
        hint: 'Restore it from a backup.',
      });
    return key;
  } finally {
    closeSync(descriptor);
  }
}

/** Complete or not there at all: a key file cut short by a crash would lock the credentials away for good. */
function makeKeyFile(keyFile: string): Uint8Array {
  refuseWithoutModes(keyFile);
  const key = randomBytes(KEY_BYTES);
  const draft = `${keyFile}.${randomUUID()}.new`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${key.toString('base64')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, keyFile);
  } finally {
    rmSync(draft);
  }
  syncFolder(path.dirname(keyFile));
  return key;
}

/** A new name is safe from a power cut only once its folder is written too. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Windows shows the same file mode whoever may read the file, so nothing can be promised about a key file there. */
function refuseWithoutModes(keyFile: string): void {
  if (process.platform !== 'win32') return;
  throw new ConnectorError({
    code: 'secret_key.unprotected',
    message: `On Windows the key file ${keyFile} cannot be kept from other users.`,
    hint: 'Give the key in WOO_ODOO_SECRET_KEY: 32 random bytes as base64.',
  });
}

function missing(dataDir: string): never {
  throw new ConnectorError({
    code: 'secret_key.missing',
    message: "The connector's database contains encrypted credentials, but the secret key is missing.",
    hint: `Set WOO_ODOO_SECRET_KEY, or put secret.key back into ${dataDir} (from a backup, mode 600).`,
  });
}

function wrong(fromFile: boolean): ConnectorError {
  const source = fromFile ? 'in secret.key' : 'given in WOO_ODOO_SECRET_KEY';
  return new ConnectorError({
    code: 'secret_key.wrong',
    message: `The secret key ${source} does not fit the credentials in the connector's database.`,
    hint: fromFile
      ? 'Restore the secret.key this database was made with, or set WOO_ODOO_SECRET_KEY.'
      : 'Give the key this database was made with; unset the variable if that is the secret.key in the data folder.',
  });
}
