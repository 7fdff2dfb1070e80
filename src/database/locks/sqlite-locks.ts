import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import type { BackendLocks } from './backend-locks.ts';
import { isKept, keepFile } from './kept-file.ts';
import type { BackendLock } from '../port.ts';
import { hasEnded, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import type { Tables } from '../tables/schema.ts';
import { parseStored } from '../tables/stored-values.ts';

const LEAD = 'lead';

/** The beginning of the names of all lock files of a database; a token follows. */
export const lockFilePrefix = (database: string): string => `${database}-lock-`;

const identitySchema: z.ZodType<ProcessIdentity> = z.object({
  pid: z.int().positive(),
  host: z.string(),
  pidSpace: z.string(),
  startTime: z.string().nullable(),
  bootId: z.string().nullable(),
});

/**
 * Locks between the processes that use one SQLite database: a row per lock with the identity of the process that has
 * it. A row whose process has certainly ended is taken over; its age does not matter, since a run may take hours. A file
 * shows whether the process is alive, in another container or on another machine too, see `KeptFile`.
 * @param file the database; null: it is in memory, and nobody else has it
 */
export function sqliteLocks(db: Kysely<Tables>, file: string | null): BackendLocks {
  const open = new Set<BackendLock>();
  const keptFile = (token: string) => `${lockFilePrefix(file ?? '')}${token}`;

  async function isFree(transaction: Kysely<Tables>, name: string): Promise<boolean> {
    const row = await readRow(transaction, name);
    if (row === null) return true;
    if (isAlive(row)) return false;
    if (file !== null) rmSync(keptFile(row.token), { force: true });
    return true;
  }

  function isAlive({ holder, token }: LockRow): boolean {
    if (file === null) return !hasEnded(holder);
    // The kept file decides first. It is created before the row, so a row that could not be deleted (a full disk) does
    // not block its own process, and it also counts between machines, where boot and process ids mean nothing.
    return isKept(keptFile(token)) && !hasEnded(holder);
  }

  async function tryLock(name: string): Promise<BackendLock | null> {
    const token = randomUUID();
    const kept = file === null ? undefined : keepFile(keptFile(token));
    // The transaction is the only writer of all processes, so nobody takes the row between the look and the write.
    const taking = db.transaction().execute(async (transaction) => {
      if (!(await isFree(transaction, name))) return false;
      const row = { holder: JSON.stringify(ownIdentity()), token };
      await transaction
        .insertInto('processLock')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
      return true;
    });
    let taken = false;
    try {
      taken = await taking;
    } finally {
      if (!taken) kept?.close();
    }
    if (!taken) return null;
    const mine = () => db.selectFrom('processLock').select('name').where('token', '=', token);
    const lock: BackendLock = {
      async check() {
        if (!open.has(lock) || (await mine().executeTakeFirst()) === undefined) throw lost();
      },
      async release() {
        if (!open.delete(lock)) return;
        try {
          await db.deleteFrom('processLock').where('token', '=', token).execute();
        } catch (error) {
          // Without its file the row counts for nothing: a full disk must not turn the end of a run into a failure.
          if (kept === undefined || !(error instanceof ConnectorError)) throw error;
        } finally {
          kept?.close();
        }
      },
    };
    open.add(lock);
    return lock;
  }

  async function isTaken(name: string): Promise<boolean> {
    const row = await readRow(db, name);
    return row !== null && isAlive(row);
  }

  return {
    tryTake: (backendId) => tryLock(backendId),
    isTaken,
    tryLead: () => tryLock(LEAD),
    isLed: () => isTaken(LEAD),
    async holder(backendId) {
      const row = await readRow(db, backendId);
      return row === null ? null : `process ${row.holder.pid} on ${row.holder.host}`;
    },
    async close() {
      await Promise.all([...open].map((lock) => lock.release()));
    },
  };
}

interface LockRow {
  readonly holder: ProcessIdentity;
  readonly token: string;
}

async function readRow(db: Kysely<Tables>, name: string): Promise<LockRow | null> {
  const row = await db
    .selectFrom('processLock')
    .select(['holder', 'token'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { holder: parseStored(identitySchema, row.holder, `lock ${name}`), token: row.token };
}

function lost(): ConnectorError {
  return new ConnectorError({
    code: 'backend.hold_lost',
    message: 'This process no longer has the lock of this backend (or the lead): another may have begun.',
    hint: 'Run it again: what was applied stands, and the next run finishes the rest.',
    retryable: true,
  });
}
