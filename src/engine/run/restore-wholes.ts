import { z } from 'zod';
import type { CreatedModel } from '../../core/created-records.ts';
import type { Operation } from '../../core/operation.ts';
import type { OdooSession } from '../ports.ts';
import { fieldValue } from './read-back.ts';

const row = z.object({ id: z.int().positive() }).catchall(fieldValue);

/**
 * Takes what records are the only part of into use again, once they are: the template of a product that was archived with it
 * when its backend was removed. Asks only where a write took a record into use.
 */
export async function restoreWholes(
  odoo: OdooSession,
  { model, whole }: Pick<CreatedModel, 'model' | 'whole'>,
  results: readonly { readonly id?: number; readonly operation: Pick<Operation, 'changes'> }[],
): Promise<void> {
  const ids = results.flatMap(({ id, operation: { changes = [] } }) =>
    id !== undefined && changes.some(({ field, to }) => field === 'active' && to === '1') ? [id] : [],
  );
  if (whole === undefined || ids.length === 0) return;
  const parts = await odoo.searchRead(model, { domain: [['id', 'in', ids]], fields: [whole.field], row });
  const archived = await odoo.searchRead(whole.model, {
    domain: [
      ['id', 'in', [...new Set(parts.map((part) => Number(part[whole.field] ?? 0)))]],
      ['active', '=', false],
    ],
    fields: ['id'],
    row,
  });
  if (archived.length > 0)
    await odoo.write(
      whole.model,
      archived.map(({ id }) => id),
      { active: true },
    );
}
