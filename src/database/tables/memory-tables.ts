import type { Kysely } from 'kysely';
import { forgetBindings, readBindings, readBoundByOthers, saveBindings } from './binding-table.ts';
import { forgetRecords, readCreated } from './created-records.ts';
import { confirmRecords, intendRecords, readManagedRecords } from './managed-record-table.ts';
import type { MemoryTable } from '../port.ts';
import { readCounts, saveCounts } from './read-count-table.ts';
import type { Tables } from './schema.ts';

/** What is remembered between runs, over its three tables; see `MemoryTable`. */
export function memoryTables(db: Kysely<Tables>): MemoryTable {
  return {
    async read(backendId, odooKey, domain) {
      return {
        bindings: await readBindings(db, backendId, domain),
        managed: await readManagedRecords(db, backendId, odooKey, domain),
        lastCounts: await readCounts(db, backendId, domain),
        boundByOthers: await readBoundByOthers(db, backendId, odooKey, domain),
      };
    },
    saveBindings: (backendId, domain, changes) =>
      db.transaction().execute((transaction) => saveBindings(transaction, backendId, domain, changes)),
    intend: (odooKey, domain, records) =>
      db.transaction().execute((transaction) => intendRecords(transaction, odooKey, domain, records)),
    confirm: (odooKey, records) =>
      db.transaction().execute((transaction) => confirmRecords(transaction, odooKey, records)),
    created: (backendId, odooKey) => readCreated(db, backendId, odooKey),
    forgetRecords: (odooKey, externalIds) =>
      db.transaction().execute((transaction) => forgetRecords(transaction, odooKey, externalIds)),
    forget: (backendId) => forgetBindings(db, backendId),
    saveCounts: (backendId, domain, counts) => saveCounts(db, backendId, domain, counts),
  };
}
