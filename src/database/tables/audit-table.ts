import type { Kysely } from 'kysely';
import type { AuditTable } from '../account-port.ts';
import type { Tables } from './schema.ts';
import { storableText } from './stored-values.ts';

/** What people and programs did, see `AuditTable`. */
export function auditTable(db: Kysely<Tables>): AuditTable {
  return {
    async add(entry) {
      await db
        .insertInto('auditEntry')
        .values({ ...entry, detail: storableText(entry.detail) })
        .execute();
    },
    async list({ before, limit }) {
      let query = db.selectFrom('auditEntry').selectAll().orderBy('id', 'desc').limit(limit);
      if (before !== undefined) query = query.where('id', '<', before);
      return query.execute();
    },
  };
}
