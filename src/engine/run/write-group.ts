import type { DomainName, RecordWrite } from '../../core/operation.ts';
import type { LoadResult, LoadRow } from '../../odoo/port.ts';
import { odooKey } from '../sessions.ts';
import { bindingOf } from './bindings.ts';
import { readBack } from './read-back.ts';
import type { RecordIndex } from './record-index.ts';
import type { RunContext } from './run-context.ts';
import type { WriteGroup, WriteOperation } from './write-groups.ts';

/** What Odoo answered to one record: its id, or why it was refused. */
export interface WriteResult {
  readonly operation: WriteOperation;
  readonly id?: number;
  readonly error?: string;
}

/**
 * Writes the records of one group, in this order: remember the intent, `load()` in batches (external ids make it safe to
 * repeat), read back, remember what was written, then the bindings.
 */
export async function writeGroup(
  { backend, journal, onProgress, services, sessions: { odoo } }: RunContext,
  domain: DomainName,
  { columns, model, operations }: WriteGroup,
): Promise<WriteResult[]> {
  const key = odooKey(backend);
  const { memory } = services.database;
  await memory.intend(
    key,
    domain,
    operations.map(({ record, write }) => ({
      externalId: record.externalId,
      model,
      owner: write.owner ?? backend.id,
      intended: { ...write.fields, ...write.derived },
    })),
  );
  const total = operations.length;
  onProgress({ step: 'writing', domain, model, done: 0, total });
  const rows = operations.map(({ record, write }) => rowOf(record.externalId, write, journal.records));
  const loaded = await odoo.load(model, columns, rows, (done) =>
    onProgress({ step: 'writing', domain, model, done, total }),
  );
  const results = operations.map((operation, index) => ({ operation, ...resultOf(loaded[index]) }));
  const written = await readBack(odoo, model, results);
  await memory.confirm(key, written);
  await memory.saveBindings(
    backend.id,
    domain,
    results.flatMap(({ operation, id }) =>
      id === undefined ? [] : [bindingOf(operation, model, id, services.now())],
    ),
  );
  return results;
}

function resultOf(result: LoadResult | undefined): { id?: number; error?: string } {
  if (result === undefined) return { error: 'Odoo returned no result for this row' };
  return 'error' in result ? { error: result.error } : { id: result.id };
}

/** A record as `load()` takes it: with the ids of the records it links to, as far as they are known. */
export function rowOf(
  externalId: string,
  { fields, references, links = {}, lines }: RecordWrite,
  records: RecordIndex,
): LoadRow {
  return {
    externalId,
    values: { ...fields, ...references, ...records.columnsOf(links).columns },
    ...(lines && {
      lines: lines.map((line) => ({
        field: line.field,
        externalId: line.externalId,
        values: { ...line.values, ...records.columnsOf(line.links ?? {}).columns },
      })),
    }),
  };
}
