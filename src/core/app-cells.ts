import { X_ROW } from './app-names.ts';
import { isNativeExternalId } from './external-id.ts';
import { writtenText, type AppRowsInput, type AppRowModel, type AppRow } from './app-rows.ts';
import type { Operation } from './operation.ts';

/** What a row needs to know of the records that represent subjects. */
type Records = Pick<AppRowsInput<unknown>, 'recordId' | 'written'>;

/** A row without placement. */
export function rowOf(mirror: AppRowModel, key: string, values: Readonly<Record<string, string>>): AppRow {
  return { model: mirror.model, key, values, placement: {} };
}

/** The record of a deleted one is known by a number that represents nothing any more. */
function recordId({ kind, record, subject, target }: Operation, input: Records): number | null {
  // What is kept is bound to its record, whatever else the run makes.
  if (kind === 'keep' && record !== undefined) return record.id;
  return target === 'missing' ? null : input.recordId(subject.type, subject.key);
}

/** The id of the record that represents an operation's subject, as a cell. */
export function idText(operation: Operation, input: Records): string {
  const id = recordId(operation, input);
  return id === null ? '' : String(id);
}

/** The status of a binding, as cells. */
export function bindingCells(operation: Operation | undefined, input: Records) {
  const id = operation === undefined ? null : recordId(operation, input);
  const open = operation?.kind === 'conflict' || operation?.kind === 'unsupported';
  const status = open ? operation.kind : id === null ? 'pending' : 'bound';
  // The rule by which the next run will find what this one made; else every first run would be followed by rewrites.
  const rule = operation !== undefined && isMade(operation) && id !== null ? 'external id' : operation?.rule;
  const reason = status === 'bound' ? '' : (operation?.reason ?? '');
  return { [X_ROW.status]: status, [X_ROW.rule]: rule ?? '', [X_ROW.reason]: reason };
}

/** Whether the connector created the record, and what it last wrote, as cells. */
export function madeCells(operation: Operation, input: Records) {
  const externalId = operation.record?.externalId;
  const values = externalId === undefined ? null : input.written(externalId);
  return {
    [X_ROW.created]: isMade(operation) && recordId(operation, input) !== null ? '1' : '',
    [X_ROW.written]:
      externalId === undefined || values === null ? '' : writtenText({ record: externalId, values }),
  };
}

function isMade({ record }: Operation): boolean {
  return isNativeExternalId(record?.externalId);
}
