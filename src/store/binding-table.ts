import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Binding } from '../core/memory.ts';
import type { DomainName } from '../core/operation.ts';
import { compareText } from '../core/plan.ts';
import { inChunks, lastOfEach } from './chunks.ts';
import type { BindingChange } from './port.ts';
import type { Database } from './schema.ts';
import { storableText } from './stored-values.ts';

/** A backend's bindings of one domain, by type and key; closed ones too. */
export async function readBindings(
  db: Kysely<Database>,
  backendId: string,
  domain: DomainName,
): Promise<Binding[]> {
  const rows = await db
    .selectFrom('binding')
    .select(['type', 'key', 'model', 'odooId', 'rule', 'archivedAt'])
    .where('backendId', '=', backendId)
    .where('domain', '=', domain)
    .execute();
  return rows.sort((a, b) => compareText(a.type, b.type) || compareText(a.key, b.key));
}

/** The records that other backends in use bind in the same Odoo database, each once. */
export async function readBoundByOthers(
  db: Kysely<Database>,
  backendId: string,
  odooKey: string,
  domain: DomainName,
): Promise<Pick<Binding, 'model' | 'odooId'>[]> {
  return db
    .selectFrom('binding')
    .innerJoin('backend', 'backend.id', 'binding.backendId')
    .select(['binding.model', 'binding.odooId'])
    .distinct()
    .where('binding.domain', '=', domain)
    .where('binding.archivedAt', 'is', null)
    .where('backend.id', '!=', backendId)
    .where('backend.removedAt', 'is', null)
    .where(
      // As `odooKey` of the engine names a database: by uuid, else by address and name.
      sql<string>`coalesce(backend.odoo_database_uuid, backend.odoo_url || '|' || backend.odoo_database)`,
      '=',
      odooKey,
    )
    .orderBy('binding.model')
    .orderBy('binding.odooId')
    .execute();
}

/** Makes, moves and closes bindings; of two changes to one the last counts. Call it within a transaction. */
export async function saveBindings(
  db: Kysely<Database>,
  backendId: string,
  domain: DomainName,
  changes: readonly BindingChange[],
): Promise<void> {
  const rows = changes.map(({ type, key, model, odooId, rule, archivedAt }) => ({
    backendId,
    domain,
    type: storableText(type),
    key: storableText(key),
    model,
    odooId,
    rule: storableText(rule),
    archivedAt,
  }));
  for (const chunk of inChunks(lastOfEach(rows, ({ type, key }) => [type, key])))
    await db
      .insertInto('binding')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['backendId', 'domain', 'type', 'key']).doUpdateSet((row) => ({
          model: row.ref('excluded.model'),
          odooId: row.ref('excluded.odooId'),
          rule: row.ref('excluded.rule'),
          archivedAt: row.ref('excluded.archivedAt'),
        })),
      )
      .execute();
}

/** Forgets every binding of a backend: the records they name are not in its Odoo database any more. */
export async function forgetBindings(db: Kysely<Database>, backendId: string): Promise<void> {
  await db.deleteFrom('binding').where('backendId', '=', backendId).execute();
}
