import type { Kysely } from 'kysely';
import type { DomainName } from '../../core/operation.ts';
import type { Tables } from './schema.ts';

/** How many objects of each type the last complete read contained. */
export async function readCounts(
  db: Kysely<Tables>,
  backendId: string,
  domain: DomainName,
): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('readCount')
    .select(['type', 'count'])
    .where('backendId', '=', backendId)
    .where('domain', '=', domain)
    .execute();
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
}

/** Remembers the counts of a complete read; types that are not named keep theirs. */
export async function saveCounts(
  db: Kysely<Tables>,
  backendId: string,
  domain: DomainName,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const rows = Object.entries(counts).map(([type, count]) => ({ backendId, domain, type, count }));
  if (rows.length === 0) return;
  await db
    .insertInto('readCount')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['backendId', 'domain', 'type'])
        .doUpdateSet((row) => ({ count: row.ref('excluded.count') })),
    )
    .execute();
}
