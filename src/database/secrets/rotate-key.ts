import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { ConnectorError } from '../../core/errors.ts';
import type { BackendLocks } from '../locks/backend-locks.ts';
import type { DatabaseEndpoint } from '../endpoint.ts';
import type { KeyRotation } from '../port.ts';
import type { Tables } from '../tables/schema.ts';
import { writeNewKey } from './key-file.ts';
import { encryptAgain } from './encrypt-again.ts';
import { KEY_BYTES, secretBox, type SecretBox } from './secret-box.ts';
import { finishRotation, isKeyOf, KEY_FILE, requireKey, withKeyLocked, writeKeyCheck } from './secret-key.ts';

/** The database whose key is rotated. */
export interface KeyedDatabase {
  readonly db: Kysely<Tables>;
  /** Of the present key. */
  readonly box: SecretBox;
  readonly endpoint: DatabaseEndpoint;
}

/**
 * Encrypts everything with another key, see `Database.rotateKey`. The new key is in a file beside the present one before
 * the transaction commits, and takes its place afterwards as `openSecretBox` does it in the next process that opens the data
 * folder, should this one be killed in between. So at any moment one of the two files has the key of the database.
 */
export async function rotateKey(keyed: KeyedDatabase, given: Uint8Array | undefined): Promise<KeyRotation> {
  const { db, box, endpoint } = keyed;
  const isFile = endpoint.key !== undefined && !endpoint.key.isGiven;
  if (!isFile && given === undefined) throw newKeyMissing();
  const newKey = given ?? randomBytes(KEY_BYTES);
  const newBox = secretBox(newKey);
  const keyFile = path.join(endpoint.key?.dataDir ?? '', KEY_FILE);
  return withoutOthers(keyed, async () => {
    const done = await withKeyLocked(db, async (transaction) => {
      await requireKey(transaction, box);
      if (await isKeyOf(transaction, newBox)) throw newKeyIsSame();
      if (isFile) writeNewKey(keyFile, newKey);
      const result = await encryptAgain(transaction, box, newBox);
      await writeKeyCheck(transaction, newBox);
      return result;
    });
    if (isFile) await withKeyLocked(db, (transaction) => finishRotation(transaction, keyFile));
    return { ...done, keyIn: isFile ? 'file' : 'environment', kind: endpoint.kind };
  });
}

/** With the lead, so that no service begins and no other rotation runs; refuses beside a service, a worker or a run. */
async function withoutOthers<Result>(
  { db, endpoint: { locks, others } }: KeyedDatabase,
  work: () => Promise<Result>,
): Promise<Result> {
  const lead = await locks.tryLead();
  if (lead === null) throw inUse('A service (woo-odoo serve)');
  try {
    const backends = await db.selectFrom('backend').select(['id', 'name']).execute();
    for (const { id, name } of backends)
      if (await locks.isTaken(id)) throw inUse(`A run of the backend ${name}`);
    const [other] = await others();
    if (other !== undefined) throw inUse(`Another program of the connector (${other})`);
    return await work();
  } finally {
    await lead.release();
  }
}

/** Before a lost key is replaced: a service has the key that fits, and everything but what is entered again would be lost to it. */
export async function refuseBesideService(locks: BackendLocks): Promise<void> {
  if (!(await locks.isLed())) return;
  throw new ConnectorError({
    code: 'secret_key.in_use',
    message:
      'A service (woo-odoo serve) is at work with the key that fits the credentials. Nothing was changed.',
    hint: 'Use the same key: copy secret.key from its data folder, or set WOO_ODOO_SECRET_KEY as it is set there. If the key is lost there too, stop the service and repeat the command.',
  });
}

function inUse(who: string): ConnectorError {
  return new ConnectorError({
    code: 'secret_key.in_use',
    message: `${who} is at work with the present secret key. Nothing was changed.`,
    hint: 'Stop all services and workers, wait for runs to end, and repeat the command. Then start them again.',
    retryable: true,
  });
}

function newKeyIsSame(): ConnectorError {
  return new ConnectorError({
    code: 'secret_key.new_same',
    message: 'The new secret key is the present one. Nothing was changed.',
    hint: 'Set WOO_ODOO_NEW_SECRET_KEY to 32 other random bytes as base64, for example from: openssl rand -base64 32',
  });
}

function newKeyMissing(): ConnectorError {
  return new ConnectorError({
    code: 'secret_key.new_missing',
    message: 'The secret key is given in WOO_ODOO_SECRET_KEY, but there is no new one. Nothing was changed.',
    hint: 'Set WOO_ODOO_NEW_SECRET_KEY to 32 random bytes as base64, for example from: openssl rand -base64 32',
  });
}
