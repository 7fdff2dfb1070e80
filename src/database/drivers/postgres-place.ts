import { backupOnServer } from './backup.ts';
import type { StorePlace } from '../open.ts';
import { postgresHolds } from '../locks/postgres-locks.ts';
import type { Postgres } from './postgres.ts';

/** A store's place on a PostgreSQL server. */
export function postgresPlace(server: Postgres): StorePlace {
  return {
    kind: 'postgresql',
    place: server.place,
    holds: postgresHolds(server),
    sql: server,
    backup: backupOnServer,
  };
}
