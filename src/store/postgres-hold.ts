import { ConnectorError } from '../core/errors.ts';
import type { Holds } from './hold.ts';
import type { BackendHold } from './port.ts';
import type { Postgres } from './postgres.ts';
import { statementFailure } from './postgres-errors.ts';

/** Advisory locks are numbers of a whole database; this class is ours: "woo" and a number. */
const BACKEND_CLASS = 0x776f6f01;

/**
 * Holds that count between processes: one advisory lock per backend, kept by a connection of its own. The server gives
 * it free the moment that connection ends, however the process ended, so nothing has to run out and no clock counts.
 */
export function postgresHolds(database: Postgres): Holds {
  const open = new Set<BackendHold>();

  async function tryTake(backendId: string): Promise<BackendHold | null> {
    const client = await database.connect();
    let alive = true;
    // A broken connection ends the lock too; `check` finds out.
    client.on('error', () => (alive = false));
    client.on('end', () => (alive = false));
    let taken: boolean;
    try {
      const answer = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
        BACKEND_CLASS,
        lockNumber(backendId),
      ]);
      taken = answer.rows[0]?.taken === true;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw statementFailure(error, database.place);
    }
    if (!taken) {
      await client.end();
      return null;
    }
    const hold: BackendHold = {
      async check() {
        try {
          if (alive) await client.query('select 1');
        } catch {
          alive = false;
        }
        if (!alive) throw lost(database.place);
      },
      async release() {
        if (!open.delete(hold)) return;
        // Ending a connection that is gone already is no failure.
        await client.end().catch(() => undefined);
      },
    };
    open.add(hold);
    return hold;
  }

  return {
    tryTake,
    async holder(backendId) {
      const client = await database.connect();
      try {
        // objsubid 2 marks locks with two numbers (pg_locks in the PostgreSQL manual).
        const answer = await client.query<{ name: string | null }>(
          `select activity.application_name as name
          from pg_locks as lock join pg_stat_activity as activity using (pid)
          where lock.locktype = 'advisory' and lock.granted and lock.objsubid = 2
            and lock.database = (select oid from pg_database where datname = current_database())
            and lock.classid = $1::bigint::oid and lock.objid = $2::bigint::oid`,
          [BACKEND_CLASS, lockNumber(backendId) >>> 0],
        );
        const name = answer.rows[0]?.name ?? '';
        return name.startsWith('woo-odoo ') ? name.slice('woo-odoo '.length) : null;
      } finally {
        await client.end();
      }
    },
    async close() {
      await Promise.all([...open].map((hold) => hold.release()));
    },
  };
}

/** The first eight hexadecimal digits of the id, which no two backends of a database share, as a signed number. */
function lockNumber(backendId: string): number {
  return Number.parseInt(backendId.slice(0, 8), 16) | 0;
}

function lost(place: string): ConnectorError {
  return new ConnectorError({
    code: 'backend.hold_lost',
    message: `The connection to PostgreSQL at ${place} that kept this backend to the run was lost, so the run was ended: another may have begun.`,
    hint: 'Run it again: what was applied stands, and the next run finishes the rest.',
    retryable: true,
  });
}
