import { z } from 'zod';
import { OdooError } from './rpc/errors.ts';
import type { OdooDomain, OdooField, SearchRead } from './port.ts';
import type { Redact } from './rpc/redact.ts';
import type { Session } from './rpc/session.ts';

/** A database id. */
export const recordId = z.int().positive();

const anyRows = z.array(z.looseObject({ id: recordId }));
const externalIdMap = z.record(z.string().regex(/^[1-9]\d*$/), z.union([z.string(), z.literal(false)]));
const fieldMap = z.record(
  z.string(),
  z.object({ type: z.string(), required: z.boolean().optional(), relation: z.string().optional() }),
);

/** What Odoo answers to reading a record that a search would leave out. */
const LEFT_OUT = new Set(['odoo.access_error', 'odoo.missing_record']);

/** As many ids in one call as a chunk of rows has. */
const IDS_PER_CALL = 5_000;

/**
 * Reads all rows that match, in ascending id. The next chunk begins after the last id seen instead of at an offset,
 * so that records added or removed meanwhile neither repeat rows nor hide any.
 */
export async function searchRead<Row extends { readonly id: number }>(
  session: Session,
  model: string,
  query: SearchRead<Row>,
  chunkSize: number,
  redact: Redact,
): Promise<Row[]> {
  const rows: Row[] = [];
  let last = 0;
  const known = query.archivedLinks === true ? idsIn(query.domain, chunkSize) : null;
  const read = known === null ? null : await readKnown(session, model, known, query.fields);
  if (read !== null) return read.map((row) => fitRow(model, query.row, row, redact));
  for (;;) {
    const domain = [...(last === 0 ? [] : [['id', '>', last]]), ...(query.domain ?? [])];
    const found = { domain, limit: chunkSize, order: 'id' };
    const chunk =
      query.archivedLinks === true
        ? await readFound(session, model, found, query.fields)
        : await session.repeat(
            { model, method: 'search_read', args: { ...found, fields: query.fields } },
            anyRows,
          );
    for (const row of chunk) {
      if (row.id <= last) throw unfitRow(model, row.id, 'id', 'it does not come in ascending order');
      last = row.id;
      rows.push(fitRow(model, query.row, row, redact));
    }
    if (chunk.length < chunkSize) return rows;
  }
}

/** `search` and `read` keep to the context, which `search_read` forgets before it reads. */
async function readFound(
  session: Session,
  model: string,
  found: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): Promise<z.infer<typeof anyRows>> {
  const ids = await session.repeat({ model, method: 'search', args: found }, z.array(recordId));
  if (ids.length === 0) return [];
  return session.repeat({ model, method: 'read', ids, args: { fields: columns } }, anyRows);
}

/** The ids of a query that asks for these records and nothing else, ascending; null of every other one. */
function idsIn(domain: OdooDomain | undefined, atMost: number): number[] | null {
  const [clause, ...others] = domain ?? [];
  if (!Array.isArray(clause) || others.length > 0) return null;
  const [field, operator, value] = clause;
  const ids = z.array(recordId).safeParse(value);
  if (field !== 'id' || operator !== 'in' || !ids.success) return null;
  const unique = [...new Set(ids.data)].sort((a, b) => a - b);
  return unique.length === 0 || unique.length > atMost ? null : unique;
}

/** Records by id, in one call. Null where the user may not read one of them: a search leaves that one out instead. */
async function readKnown(
  session: Session,
  model: string,
  ids: readonly number[],
  columns: readonly string[],
): Promise<z.infer<typeof anyRows> | null> {
  try {
    const rows = await session.repeat({ model, method: 'read', ids, args: { fields: columns } }, anyRows);
    return rows.toSorted((a, b) => a.id - b.id);
  } catch (error) {
    if (error instanceof OdooError && LEFT_OUT.has(error.code)) return null;
    throw error;
  }
}

function fitRow<Row>(
  model: string,
  schema: z.ZodType<Row>,
  row: { readonly id: number },
  redact: Redact,
): Row {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unfitRow(model, row.id, issue?.path.join('.') ?? '', redact(issue?.message ?? 'it does not fit'));
}

function unfitRow(model: string, id: number, field: string, reason: string): OdooError {
  return new OdooError({
    code: 'odoo.bad_row',
    message: `The record ${id} of ${model} cannot be read: field ${field}: ${reason}`,
    hint: 'Correct the record in Odoo; an app that changes this model may be the cause.',
  });
}

/** Reads external ids with `get_external_id`, which any user may call and which creates none. */
export async function externalIds(
  session: Session,
  model: string,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const unique = [...new Set(ids)];
  const found = new Map<number, string>();
  for (let from = 0; from < unique.length; from += IDS_PER_CALL) {
    const part = unique.slice(from, from + IDS_PER_CALL);
    const answer = await session.repeat({ model, method: 'get_external_id', ids: part }, externalIdMap);
    for (const id of part) {
      const externalId = answer[String(id)];
      if (typeof externalId === 'string' && externalId !== '') found.set(id, externalId);
    }
  }
  return found;
}

/** Counts what matches, archived records too: one call. */
export async function count(session: Session, model: string, domain: OdooDomain): Promise<number> {
  return session.repeat({ model, method: 'search_count', args: { domain } }, z.int().nonnegative());
}

/** Reads one row: of many with the same fault, one is enough. */
export async function first<Row extends { readonly id: number }>(
  session: Session,
  model: string,
  query: SearchRead<Row>,
  redact: Redact,
): Promise<Row | undefined> {
  const args = { domain: query.domain ?? [], fields: query.fields, limit: 1, order: 'id' };
  const [row] = await session.repeat({ model, method: 'search_read', args }, anyRows);
  return row && fitRow(model, query.row, row, redact);
}

/**
 * Reads the fields of a model; null when the model is not installed. A missing model is a plain `UserError` by
 * JSON-RPC, which `fields_get` itself never raises, and `NotFound` by JSON-2, where `fields_get` always exists.
 */
export async function fields(session: Session, model: string): Promise<Map<string, OdooField> | null> {
  try {
    const args = { attributes: ['type', 'required', 'relation'] };
    const answer = await session.repeat({ model, method: 'fields_get', args }, fieldMap);
    return new Map(
      Object.entries(answer).map(([name, { type, required = false, relation = null }]) => [
        name,
        { type, required, relation },
      ]),
    );
  } catch (error) {
    if (error instanceof OdooError && MISSING_MODEL.has(error.fault ?? '')) return null;
    throw error;
  }
}

const MISSING_MODEL: ReadonlySet<string> = new Set([
  'odoo.exceptions.UserError',
  'werkzeug.exceptions.NotFound',
]);
