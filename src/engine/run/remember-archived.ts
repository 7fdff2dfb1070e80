import { z } from 'zod';
import type { Memory } from '../../core/memory.ts';
import type { DomainName } from '../../core/operation.ts';
import { odooKey } from '../sessions.ts';
import type { RunContext } from './run-context.ts';

const row = z.object({ id: z.int().positive() });

/**
 * Remembers as written what an earlier run was about to archive and did, where it never learned so: once a record is out of
 * use, no plan needs to be about it again. Without this, one that a user takes into use later would not be known as archived by
 * the connector. Asks Odoo only where there is such a record, twice for each model.
 *
 * @param memory what was remembered when the run was planned
 */
export async function rememberArchived(
  { backend, services: { database }, sessions: { odoo } }: RunContext,
  domain: DomainName,
  memory: Pick<Memory, 'managed'>,
): Promise<void> {
  // What others own may be in the middle of their own write.
  const open = memory.managed.flatMap(({ externalId, intended, model, odooId, owner }) =>
    owner === backend.id && odooId !== null && intended?.['active'] === ''
      ? [{ externalId, model, odooId, owner, intended }]
      : [],
  );
  const key = odooKey(backend);
  for (const [model, records] of Map.groupBy(open, (record) => record.model)) {
    // Where the Odoo app that brings it was uninstalled meanwhile, its records are gone.
    if ((await odoo.fields(model)) === null) continue;
    const archived = await odoo.searchRead(model, {
      domain: [
        ['id', 'in', records.map(({ odooId }) => odooId)],
        ['active', '=', false],
      ],
      fields: ['id'],
      row,
    });
    const ids = new Set(archived.map(({ id }) => id));
    const done = records.filter(({ odooId }) => ids.has(odooId));
    if (done.length === 0) continue;
    // Also announced, since the owner may have been removed: it is this backend's from now on.
    await database.memory.intend(key, domain, done);
    await database.memory.confirm(
      key,
      done.map(({ externalId, intended, odooId }) => ({ externalId, odooId, written: intended })),
    );
  }
}
