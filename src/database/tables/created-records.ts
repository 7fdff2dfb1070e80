import type { Kysely } from 'kysely';
import type { DomainName } from '../../core/operation.ts';
import { DOMAIN_NAMES } from '../../core/operation.ts';
import { inChunks } from './chunks.ts';
import type { CreatedMemory } from '../port.ts';
import { readBindings, readBoundByOthers } from './binding-table.ts';
import { readManagedRecords } from './managed-record-table.ts';
import type { Tables } from './schema.ts';

/** See `MemoryTable.created`. */
export async function readCreated(
  db: Kysely<Tables>,
  backendId: string,
  odooKey: string,
): Promise<CreatedMemory> {
  const managed: CreatedMemory['managed'][number][] = [];
  const bindings: CreatedMemory['bindings'][number][] = [];
  const boundByOthers: CreatedMemory['boundByOthers'][number][] = [];
  for (const domain of DOMAIN_NAMES) {
    const tagged = <Row>(rows: readonly Row[]) => rows.map((row): InDomain<Row> => ({ ...row, domain }));
    // Those of removed backends are read as its own.
    const all = await readManagedRecords(db, backendId, odooKey, domain);
    managed.push(...tagged(all.filter(({ owner }) => owner === backendId)));
    const open = (await readBindings(db, backendId, domain)).filter(({ archivedAt }) => archivedAt === null);
    bindings.push(...tagged(open));
    boundByOthers.push(...(await readBoundByOthers(db, backendId, odooKey, domain)));
  }
  return { managed, bindings, boundByOthers };
}

type InDomain<Row> = Row & { readonly domain: DomainName };

/** See `MemoryTable.forgetRecords`. Call it within a transaction. */
export async function forgetRecords(
  db: Kysely<Tables>,
  odooKey: string,
  externalIds: readonly string[],
): Promise<void> {
  for (const chunk of inChunks(externalIds))
    await db
      .deleteFrom('managedRecord')
      .where('odooKey', '=', odooKey)
      .where('externalId', 'in', chunk)
      .execute();
}
