import type { DomainName, RecordWrite } from '../../core/operation.ts';
import type { LoadResult, LoadRow } from '../../odoo/port.ts';
import { odooKey } from '../sessions.ts';
import { bindingOf } from './bindings.ts';
import { readBack } from './read-back.ts';
import { loadNumbered } from './load-numbered.ts';
import { restoreWholes } from './restore-wholes.ts';
import type { RecordIndex } from './record-index.ts';
import type { RunContext } from './run-context.ts';
import type { WriteGroup, WriteOperation } from './write-groups.ts';

/** What Odoo answered to one record: its id, or why it was refused. */
export interface WriteResult {
  readonly operation: WriteOperation;
  readonly id?: number;
  readonly error?: string;
  /** Set where it was not sent any more, because the run is to stop. */
  readonly notSent?: true | undefined;
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
  const loaded = await loadNumbered(operations, rows, (some) =>
    odoo.load(model, columns, some, (done) => onProgress({ step: 'writing', domain, model, done, total })),
  );
  const results = operations.map((operation, index) => ({ operation, ...resultOf(loaded[index]) }));
  const created = services.domains.find(({ name }) => name === domain)?.created;
  const whole = created?.models.find((each) => each.model === model)?.whole;
  await restoreWholes(odoo, { model, ...(whole && { whole }) }, results);
  const written = await readBack(odoo, model, results);
  await memory.confirm(key, written);
  await memory.saveBindings(
    backend.id,
    domain,
    results.flatMap(({ operation, id }) =>
      id === undefined || operation.unbound ? [] : [bindingOf(operation, model, id, services.now())],
    ),
  );
  return results;
}

function resultOf(result: LoadResult | undefined): Omit<WriteResult, 'operation'> {
  if (result === undefined) return { error: 'Odoo returned no result for this row' };
  return 'error' in result ? { error: result.error, notSent: result.notSent } : { id: result.id };
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
