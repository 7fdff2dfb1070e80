import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.ts';
import type { Holds } from './hold.ts';
import type { BackendHold } from './port.ts';
import { hasEnded, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import type { Database } from './schema.ts';
import { parseStored } from './stored-values.ts';

const LEAD = 'lead';

const identitySchema: z.ZodType<ProcessIdentity> = z.object({
  pid: z.int().positive(),
  host: z.string(),
  pidSpace: z.string(),
  startTime: z.string().nullable(),
  bootId: z.string().nullable(),
});

/**
 * Locks between the processes that use one SQLite database: a row per lock with the identity of the process that has
 * it. A row whose process has certainly ended is taken over; its age says nothing, since a run may take hours.
 */
export function sqliteLocks(db: Kysely<Database>): Holds {
  const open = new Set<BackendHold>();

  async function tryLock(name: string): Promise<BackendHold | null> {
    const token = randomUUID();
    // The transaction is the only writer of all processes, so nobody takes the row between the look and the write.
    const taken = await db.transaction().execute(async (transaction) => {
      const holder = await readHolder(transaction, name);
      if (holder !== null && !hasEnded(holder)) return false;
      const row = { holder: JSON.stringify(ownIdentity()), token };
      await transaction
        .insertInto('processLock')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
      return true;
    });
    if (!taken) return null;
    const mine = () => db.selectFrom('processLock').select('name').where('token', '=', token);
    const hold: BackendHold = {
      async check() {
        if (!open.has(hold) || (await mine().executeTakeFirst()) === undefined) throw lost();
      },
      async release() {
        if (!open.delete(hold)) return;
        await db.deleteFrom('processLock').where('token', '=', token).execute();
      },
    };
    open.add(hold);
    return hold;
  }

  return {
    tryTake: (backendId) => tryLock(backendId),
    tryLead: () => tryLock(LEAD),
    async holder(backendId) {
      const holder = await readHolder(db, backendId);
      return holder === null ? null : `process ${holder.pid} on ${holder.host}`;
    },
    async close() {
      await Promise.all([...open].map((hold) => hold.release()));
    },
  };
}

async function readHolder(db: Kysely<Database>, name: string): Promise<ProcessIdentity | null> {
  const row = await db.selectFrom('processLock').select('holder').where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : parseStored(identitySchema, row.holder, `lock ${name}`);
}

function lost(): ConnectorError {
  return new ConnectorError({
    code: 'backend.hold_lost',
    message: 'This process no longer has the lock of this backend (or the lead): another may have begun.',
    hint: 'Run it again: what was applied stands, and the next run finishes the rest.',
    retryable: true,
  });
}
