import { backupOnServer } from './backup.ts';
import type { DatabaseEndpoint } from '../endpoint.ts';
import { postgresLocks } from '../locks/postgres-locks.ts';
import type { Postgres } from './postgres.ts';

/** Connections of a pool end after some idle seconds; a worker asks its queue more often. */
async function otherProcesses(server: Postgres): Promise<string[]> {
  const { rows } = await server.execute(
    `select distinct application_name as name from pg_stat_activity
    where datname = current_database() and application_name like 'woo-odoo process %'
      and application_name <> current_setting('application_name') order by 1`,
  );
  return (rows as { name: string }[]).map(({ name }) => name.slice('woo-odoo '.length));
}

/** A store's place on a PostgreSQL server. */
export function postgresEndpoint(server: Postgres): DatabaseEndpoint {
  return {
    kind: 'postgresql',
    place: server.place,
    locks: postgresLocks(server),
    sql: server,
    backup: backupOnServer,
    others: () => otherProcesses(server),
  };
}
