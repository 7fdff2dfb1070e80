import { ConnectorError } from '../../core/errors.ts';
import type { BackendLocks } from './backend-locks.ts';
import type { BackendLock } from '../port.ts';
import type { Postgres } from '../drivers/postgres.ts';
import { statementFailure } from '../drivers/postgres-errors.ts';

/** Advisory locks are numbers of a whole database; these classes are ours: "woo" and a number. */
const BACKEND_CLASS = 0x776f6f01;
const LEAD_CLASS = 0x776f6f03;

/**
 * A machine that loses its power or its network gives no notice, and by default the server asks after it only hours
 * later. Asked after 10 seconds of silence, three times, it is given up within half a minute.
 */
const ASK_AFTER_THE_DEAD =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

/**
 * Locks that count between processes: one advisory lock per backend, kept by a connection of its own. The server frees
 * it the moment that connection ends, however the process ended, so nothing has to run out and no clock counts.
 */
export function postgresLocks(database: Postgres): BackendLocks {
  const open = new Set<BackendLock>();

  async function tryLock(lockClass: number, number: number): Promise<BackendLock | null> {
    const client = await database.connect();
    let alive = true;
    // A broken connection ends the lock too; `check` finds out.
    client.on('error', () => (alive = false));
    client.on('end', () => (alive = false));
    let taken: boolean;
    try {
      const answer = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
        lockClass,
        number,
      ]);
      taken = answer.rows[0]?.taken === true;
      // Not every system that a server runs on takes it; there its own settings count.
      if (taken) await client.query(ASK_AFTER_THE_DEAD).catch(() => undefined);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw statementFailure(error, database.place);
    }
    if (!taken) {
      await client.end();
      return null;
    }
    const lock: BackendLock = {
      async check() {
        try {
          if (alive) await client.query('select 1');
        } catch {
          alive = false;
        }
        if (!alive) throw lost(database.place);
      },
      async release() {
        if (!open.delete(lock)) return;
        // Ending a connection that is gone already is no failure.
        await client.end().catch(() => undefined);
      },
    };
    open.add(lock);
    return lock;
  }

  /** The application name of who has a lock; undefined where nobody has. */
  async function findHolder(lockClass: number, number: number): Promise<string | undefined> {
    // objsubid 2 marks locks with two numbers (pg_locks in the PostgreSQL manual).
    const { rows } = await database.execute(
      `select coalesce(activity.application_name, '') as name
      from pg_locks as lock left join pg_stat_activity as activity using (pid)
      where lock.locktype = 'advisory' and lock.granted and lock.objsubid = 2
        and lock.database = (select oid from pg_database where datname = current_database())
        and lock.classid = $1::bigint::oid and lock.objid = $2::bigint::oid`,
      [lockClass, number >>> 0],
    );
    return (rows as { name: string }[])[0]?.name;
  }

  const holderOf = (backendId: string) => findHolder(BACKEND_CLASS, lockNumber(backendId));

  return {
    tryTake: (backendId) => tryLock(BACKEND_CLASS, lockNumber(backendId)),
    isTaken: async (backendId) => (await holderOf(backendId)) !== undefined,
    tryLead: () => tryLock(LEAD_CLASS, 0),
    isLed: async () => (await findHolder(LEAD_CLASS, 0)) !== undefined,
    async holder(backendId) {
      const name = (await holderOf(backendId)) ?? '';
      return name.startsWith('woo-odoo ') ? name.slice('woo-odoo '.length) : null;
    },
    async close() {
      await Promise.all([...open].map((lock) => lock.release()));
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
    message: `The connection to PostgreSQL at ${place} that kept this backend (or the lead) to this process was lost, so it let go: another may have begun.`,
    hint: 'Run it again: what was applied stands, and the next run finishes the rest.',
    retryable: true,
  });
}
