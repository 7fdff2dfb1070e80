import type { Backend, SavedRow } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';
import { REVIEW_TYPE } from './review-facts.ts';
import type { ShownType } from './row-types.ts';

interface Chosen {
  readonly row: SavedRow;
  readonly type: ShownType;
  /** The model of the record. */
  readonly model: string;
  readonly recordId: number | null;
}

/** Shows at once that a choice waits for a sync: on the row, and on the item to review about it. */
export async function markChosen(
  backend: Backend,
  { model, recordId, row, type }: Chosen,
  { database: { savedRows }, now }: Pick<EngineServices, 'database' | 'now'>,
): Promise<SavedRow> {
  const reason =
    recordId === null
      ? 'A user took the choice of a record back: the next sync decides by its rules.'
      : 'A user chose this record.';
  const at = now().toISOString();
  const review = await savedRows.get(backend.id, REVIEW_TYPE, `${row.domain} ${row.type} ${row.key}`);
  for (const each of [row, ...(review === null ? [] : [review])]) {
    const filters = each.type === REVIEW_TYPE ? ['domain', 'type'] : type.filters;
    const { domain, type: list } = each;
    const record = recordId === null ? each.record : { model, id: recordId };
    await savedRows.save(backend.id, { domain, type: list, at }, [
      {
        ...each,
        ...{ status: 'pending', reason, remedy: 'Run SYNC METADATA.', record },
        filters: filters.map((name) => each.values[name] ?? ''),
        // The next run writes the row in any case.
        fingerprint: '',
      },
    ]);
    await forgetDigest(backend, list === REVIEW_TYPE ? `${REVIEW_TYPE} ${domain}` : list, savedRows);
  }
  return (await savedRows.get(backend.id, row.type, row.key)) ?? row;
}

/** The next run looks at every row of the type, even where it finds all as it was. */
async function forgetDigest(
  backend: Backend,
  type: string,
  savedRows: EngineServices['database']['savedRows'],
): Promise<void> {
  const set = (await savedRows.sets(backend.id)).find((each) => each.type === type);
  if (set !== undefined) await savedRows.complete(backend.id, { ...set, digest: '' });
}
