import { backupOnServer } from './backup.ts';
import type { DatabaseEndpoint } from '../endpoint.ts';
import { postgresLocks } from '../locks/postgres-locks.ts';
import type { Postgres } from './postgres.ts';

/** A store's place on a PostgreSQL server. */
export function postgresEndpoint(server: Postgres): DatabaseEndpoint {
  return {
    kind: 'postgresql',
    place: server.place,
    locks: postgresLocks(server),
    sql: server,
    backup: backupOnServer,
  };
}
