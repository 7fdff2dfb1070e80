import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Binding } from '../../core/memory.ts';
import type { DomainName } from '../../core/operation.ts';
import { compareText } from '../../core/plan.ts';
import { sharedTexts } from '../../core/shared-texts.ts';
import { inChunks, lastOfEach } from './chunks.ts';
import { givenRows, type GivenColumns } from './given-rows.ts';
import type { BindingChange } from '../port.ts';
import { ODOO_KEY } from './odoo-key.ts';
import type { Tables } from './schema.ts';
import { storableText } from './stored-values.ts';

/** A backend's bindings of one domain, by type and key; closed ones too. */
export async function readBindings(
  db: Kysely<Tables>,
  backendId: string,
  domain: DomainName,
): Promise<Binding[]> {
  const rows = await db
    .selectFrom('binding')
    .select(['type', 'key', 'model', 'odooId', 'rule', 'archivedAt'])
    .where('backendId', '=', backendId)
    .where('domain', '=', domain)
    .execute();
  const share = sharedTexts();
  return rows
    .map(({ type, key, model, odooId, rule, archivedAt }) => ({
      ...{ type: share(type), key, model: share(model), odooId, rule: share(rule), archivedAt },
    }))
    .sort((a, b) => compareText(a.type, b.type) || compareText(a.key, b.key));
}

/** The records that other backends in use bind in the same Odoo database, each once. */
export async function readBoundByOthers(
  db: Kysely<Tables>,
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
    .where(ODOO_KEY, '=', odooKey)
    .orderBy('binding.model')
    .orderBy('binding.odooId')
    .execute();
}

const CHANGE: GivenColumns<BindingChange> = {
  type: { type: 'text', of: ({ type }) => storableText(type) },
  key: { type: 'text', of: ({ key }) => storableText(key) },
  model: { type: 'text', of: ({ model }) => model },
  odoo_id: { type: 'integer', of: ({ odooId }) => odooId },
  rule: { type: 'text', of: ({ rule }) => storableText(rule) },
  archived_at: { type: 'text', of: ({ archivedAt }) => archivedAt },
};

/** Makes, moves and closes bindings; of two changes to one the last counts. Call it within a transaction. */
export async function saveBindings(
  db: Kysely<Tables>,
  backendId: string,
  domain: DomainName,
  changes: readonly BindingChange[],
): Promise<void> {
  for (const chunk of inChunks(changes)) {
    const rows = lastOfEach(chunk, ({ type, key }) => [storableText(type), storableText(key)]);
    await sql`
      insert into binding (backend_id, domain, type, key, model, odoo_id, rule, archived_at)
      select cast(${backendId} as text), cast(${domain} as text), given.* from ${givenRows(db, rows, CHANGE)}
      where true
      on conflict (backend_id, domain, type, key) do update
      set model = excluded.model, odoo_id = excluded.odoo_id,
        rule = excluded.rule, archived_at = excluded.archived_at`.execute(db);
  }
}

/** Forgets every binding of a backend: the records they name are not in its Odoo database any more. */
export async function forgetBindings(db: Kysely<Tables>, backendId: string): Promise<void> {
  await db.deleteFrom('binding').where('backendId', '=', backendId).execute();
}
