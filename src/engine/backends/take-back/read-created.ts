import { z } from 'zod';
import type { CreatedModel } from '../../../core/created-records.ts';
import type { FieldValues } from '../../../core/memory.ts';
import { canonicalText } from '../../../core/text.ts';
import type { CreatedMemory } from '../../../database/port.ts';
import { fieldText, fieldValue } from '../../run/read-back.ts';
import type { OdooSession } from '../../ports.ts';
import type { ArchivedRecord, FoundRecord } from './plan-types.ts';

export type Remembered = CreatedMemory['managed'][number];

/** A record as it is in Odoo. */
export interface ReadRecord extends ArchivedRecord {
  readonly active: boolean;
  /** Its fields that are remembered, in the texts in which written values are. */
  readonly values: FieldValues;
  /** What a user changed since the connector wrote it; undefined: nothing that can be seen. */
  readonly changed: string | undefined;
}

/** `OdooBot`, as whom Odoo itself writes. */
const SYSTEM_USER = 1;

const row = z.object({ id: z.int().positive() }).catchall(fieldValue);
type Row = z.infer<typeof row>;

/**
 * Reads remembered records of one model. Those that were deleted, or whose number means another record by now, are left out.
 * A user changed one where a value differs from what was written, or where somebody else wrote last.
 *
 * @param about the model; absent for records of others, of which only the values are read
 */
export async function readRecords(
  odoo: OdooSession,
  model: string,
  remembered: readonly Remembered[],
  subjectOf: (record: Remembered) => FoundRecord['subject'],
  about?: CreatedModel,
): Promise<ReadRecord[]> {
  const byId = new Map(remembered.flatMap((each) => (each.odooId === null ? [] : [[each.odooId, each]])));
  const known = byId.size === 0 ? null : await odoo.fields(model);
  if (known === null) return [];
  const managed = remembered.flatMap(({ intended, written }) => Object.keys({ ...written, ...intended }));
  const names = ['active', 'name', 'create_uid', 'write_uid', ...managed, about?.whole?.field ?? ''];
  const fields = [...new Set(names)].filter((field) => known.has(field));
  const ids = [...byId.keys()];
  const rows = await odoo.searchRead(model, { domain: [['id', 'in', ids]], fields, row });
  const externalIds = await odoo.externalIds(
    model,
    rows.map(({ id }) => id),
  );
  const touched = await linesOfOthers(odoo, rows, about);
  const wholes = await readWholes(odoo, rows, about);
  return rows.flatMap((found): ReadRecord[] => {
    const record = byId.get(found.id);
    if (record === undefined || externalIds.get(found.id) !== record.externalId) return [];
    const { domain, externalId } = record;
    const subject = subjectOf(record);
    const name = fieldText(found['name']) || subject.label;
    const whole = wholes.get(found.id);
    const changed = changedFields(found, record, fields) ?? otherWriter(found, odoo.identity.userId);
    return [
      {
        ...{ domain, model, id: found.id, externalId, name },
        subject: { ...subject, label: name },
        written: record.written ?? record.intended ?? {},
        active: found['active'] !== false,
        values: Object.fromEntries(fields.map((field) => [field, fieldText(found[field])])),
        ...(whole && { whole }),
        changed: changed ?? (touched.has(found.id) ? 'lines' : undefined),
      },
    ];
  });
}

/** By record: what it is the only part of, where that is in use. */
async function readWholes(
  odoo: OdooSession,
  rows: readonly Row[],
  about: CreatedModel | undefined,
): Promise<ReadonlyMap<number, { readonly model: string; readonly id: number }>> {
  if (about?.whole === undefined || rows.length === 0) return new Map();
  const { field, model } = about.whole;
  const wholeOf = new Map(rows.map((found) => [found.id, Number(found[field] ?? 0)]));
  const inUse = await odoo.searchRead(model, {
    domain: [
      ['id', 'in', [...wholeOf.values()]],
      ['active', '=', true],
    ],
    fields: ['id'],
    row,
  });
  const parts = await odoo.searchRead(about.model, {
    domain: [[field, 'in', inUse.map(({ id }) => id)]],
    fields: [field],
    row,
  });
  const partsOf = Map.groupBy(parts, (part) => Number(part[field] ?? 0));
  const alone = new Set(inUse.filter(({ id }) => partsOf.get(id)?.length === 1).map(({ id }) => id));
  return new Map([...wholeOf].filter(([, id]) => alone.has(id)).map(([part, id]) => [part, { model, id }]));
}

/** Records with a line that somebody else added or wrote. */
async function linesOfOthers(
  odoo: OdooSession,
  rows: readonly Row[],
  about: CreatedModel | undefined,
): Promise<ReadonlySet<number>> {
  if (about?.lines === undefined || rows.length === 0) return new Set();
  const { field, model } = about.lines;
  const lines = await odoo.searchRead(model, {
    domain: [[field, 'in', rows.map(({ id }) => id)]],
    fields: [field, 'create_uid', 'write_uid'],
    row,
  });
  const names = await odoo.externalIds(
    model,
    lines.map(({ id }) => id),
  );
  return new Set(
    lines
      .filter((line) => !names.has(line.id) || otherWriter(line, odoo.identity.userId) !== undefined)
      .map((line) => Number(line[field])),
  );
}

/** Whether it is in use does not count: what is archived has nothing left to take back. */
function changedFields(found: Row, { intended, written }: Remembered, fields: readonly string[]) {
  const isSame = (field: string, values: Remembered['written']) =>
    values?.[field] !== undefined && canonicalText(values[field]) === canonicalText(fieldText(found[field]));
  const changed = Object.keys({ ...written, ...intended }).filter(
    (field) =>
      field !== 'active' && fields.includes(field) && !isSame(field, written) && !isSame(field, intended),
  );
  return changed.length === 0 ? undefined : changed.join(', ');
}

/** Somebody other than who created it, the connector's user of today, and Odoo itself. */
function otherWriter({ create_uid: creator, write_uid: writer }: Row, ownId: number): string | undefined {
  if (typeof writer !== 'number' || [creator, ownId, SYSTEM_USER].includes(writer)) return undefined;
  return 'the record';
}
