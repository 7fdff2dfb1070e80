import { z } from 'zod';
import type { CreatedModel, CreatedUse } from '../../../core/created-records.ts';
import { counted } from '../../../core/counted.ts';
import { ConnectorError } from '../../../core/errors.ts';
import type { OdooSession } from '../../ports.ts';

/** By record: what uses it, for people. */
export interface FoundUses {
  readonly used: ReadonlyMap<number, string>;
  /** What could not be looked at, as the connector's user may not read it. */
  readonly unreadable: readonly string[];
}

const ids = z.union([
  z.literal(false).transform((): number[] => []),
  z.tuple([z.int(), z.string()]).transform(([id]) => [id]),
  z.array(z.int()),
]);
const row = z.object({ id: z.int().positive() }).catchall(ids);

/**
 * Finds what uses records that are to be archived.
 *
 * @param going records that are taken back as well, as `model id`: what they use does not count
 */
export async function findUses(
  odoo: OdooSession,
  { model, uses = [] }: Pick<CreatedModel, 'model' | 'uses'>,
  recordIds: readonly number[],
  going: ReadonlySet<string>,
): Promise<FoundUses> {
  const found = new Map<number, Map<string, Set<number>>>();
  const unreadable: string[] = [];
  for (const use of recordIds.length === 0 ? [] : uses) {
    const rows = await readUse(odoo, use, model, recordIds);
    if (rows === 'unreadable') unreadable.push(use.noun);
    else
      for (const user of rows) {
        const [owner = user.id] = use.owner === undefined ? [] : (user[use.owner.field] ?? []);
        if (going.has(`${use.model} ${user.id}`)) continue;
        if (going.has(`${use.owner?.model ?? use.model} ${owner}`)) continue;
        for (const id of user[use.field] ?? []) {
          const users = found.get(id) ?? new Map<string, Set<number>>();
          found.set(id, users.set(use.noun, (users.get(use.noun) ?? new Set()).add(owner)));
        }
      }
  }
  const used = new Map(
    [...found].map(([id, users]) => [
      id,
      [...users].map(([noun, owners]) => counted(owners.size, noun)).join(', '),
    ]),
  );
  return { used, unreadable };
}

async function readUse(odoo: OdooSession, use: CreatedUse, target: string, recordIds: readonly number[]) {
  const fields = await odoo.fields(use.model);
  if (fields?.get(use.field)?.relation !== target) return [];
  try {
    return await odoo.searchRead(use.model, {
      domain: [[use.field, 'in', recordIds], ...(use.where ?? [])],
      fields: [use.field, ...(use.owner === undefined ? [] : [use.owner.field])],
      row,
    });
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'odoo.access_error') return 'unreadable';
    throw error;
  }
}

/** What a many2many field of some records contains. */
export async function readIdsIn(
  odoo: OdooSession,
  model: string,
  field: string,
  recordIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await odoo.searchRead(model, { domain: [['id', 'in', recordIds]], fields: [field], row });
  return new Map(rows.map((each) => [each.id, each[field] ?? []]));
}
