import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import { findExternalId, putExternalId } from './external-ids.ts';
import { OdooException, RuleBroken } from './faults-of-odoo.ts';
import { convertRow, extractRows, knownColumns } from './load-rows.ts';
import type { LoadMessage, RowInfo } from './load-rows.ts';
import type { ModelDefinition } from './model.ts';
import { loadWording } from './wording.ts';
import { createRecords, IMPORTING, writeRecords } from './write.ts';

/** A row ready to be written. */
interface Entry {
  readonly externalId: string | null;
  readonly databaseId: number | null;
  readonly values: JsonObject;
  readonly info: RowInfo;
}

/** From this many errors on, a batch in which more than every tenth row fails is given up. */
const MANY_ERRORS = 10;

/**
 * Odoo's `load`: creates or updates records by external id, all or nothing. First everything at once; where that
 * fails, row by row, so that every bad row is named; then, if any was, everything is undone.
 */
export function load(
  env: Environment,
  model: ModelDefinition,
  columns: readonly string[],
  data: readonly (readonly Json[])[],
): JsonObject {
  knownColumns(env, model, columns);
  const inside = env.withContext({ [IMPORTING]: textOf(env.context['module'] ?? '__import__') });
  const mark = env.database.savepoint();
  const messages: LoadMessage[] = [];
  const ids: number[] = [];
  const batch: Entry[] = [];
  const waiting = new Set<string>();
  const write = () => {
    const entries = batch.splice(0);
    waiting.clear();
    if (entries.length > 0) ids.push(...writeEntries(inside, model, entries, messages));
  };
  // A row may point at one above it: what waits is written before it is looked up.
  const flush = (externalId: string) => {
    if (waiting.has(externalId)) write();
  };
  for (const row of extractRows(inside, model, columns, data)) {
    const converted = convertRow(inside, model, row, (message) => messages.push(message), flush);
    batch.push({ ...converted, info: row.info });
    if (converted.externalId !== null) waiting.add(converted.externalId);
  }
  write();
  if (messages.some((message) => message.type === 'error')) {
    env.database.rollback(mark);
    return { ids: false, messages: messages as unknown as Json, nextrow: 0 };
  }
  return { ids, messages: messages as unknown as Json, nextrow: 0 };
}

function writeEntries(
  env: Environment,
  model: ModelDefinition,
  entries: readonly Entry[],
  messages: LoadMessage[],
): readonly number[] {
  const mark = env.database.savepoint();
  let first: LoadMessage | null = null;
  try {
    return putAll(env, model, entries);
  } catch (error) {
    env.database.rollback(mark);
    if (!(error instanceof OdooException || error instanceof RuleBroken)) throw error;
    const info = entries[0]?.info;
    if (error instanceof OdooException && error.isUserError && info !== undefined) {
      first = { ...info, type: 'error', message: error.message };
    }
  }
  const ids: number[] = [];
  const start = messages.length;
  let errors = 0;
  for (const [index, entry] of entries.entries()) {
    const rowMark = env.database.savepoint();
    try {
      ids.push(...putAll(env, model, [entry]));
    } catch (error) {
      env.database.rollback(rowMark);
      messages.push({ ...entry.info, type: 'error', ...wording(env, model, error) });
      errors += 1;
    }
    if (errors >= MANY_ERRORS && errors >= (index + 1) / 10) {
      messages.push({
        type: 'warning',
        message:
          'Found more than 10 errors and more than one error per 10 records, interrupted to avoid showing too many errors.',
      });
      break;
    }
  }
  const known = messages.slice(start).some((message) => first !== null && sameMessage(message, first));
  if (errors > 0 && first !== null && !known) messages.unshift(first);
  return ids;
}

/** Writes entries together: updates first, then creations, then the external ids. */
function putAll(env: Environment, model: ModelDefinition, entries: readonly Entry[]): number[] {
  const ids = new Map<Entry, number>();
  const fresh: Entry[] = [];
  for (const entry of entries) {
    const known = existingRecord(env, model, entry);
    if (known === null) fresh.push(entry);
    else ids.set(entry, known);
  }
  for (const [entry, id] of ids) writeRecords(env, model, [id], entry.values);
  if (fresh.length > 0) {
    const created = createRecords(
      env,
      model,
      fresh.map((entry) => entry.values),
    );
    fresh.forEach((entry, index) => ids.set(entry, created[index] ?? 0));
  }
  const named = new Set<string>();
  for (const entry of fresh) {
    if (entry.externalId === null) continue;
    // PostgreSQL refuses to place one key twice in one statement; row by row, the second finds the first.
    if (named.has(entry.externalId))
      throw new RuleBroken({ kind: 'database', message: 'cannot affect row a second time' });
    named.add(entry.externalId);
    putExternalId(env.database, entry.externalId, model.name, ids.get(entry) ?? 0);
    nameParent(env, model, entry.externalId, ids.get(entry) ?? 0);
  }
  return entries.map((entry) => ids.get(entry) ?? 0);
}

/** The record a new one brought along gets an id made of its own: the template of a product. */
function nameParent(env: Environment, model: ModelDefinition, externalId: string, id: number): void {
  if (model.inherits === undefined) return;
  const { model: parent, field } = model.inherits;
  const parentId = env.value(model.name, id, field);
  if (typeof parentId === 'number')
    putExternalId(env.database, `${externalId}_${parent.replaceAll('.', '_')}`, parent, parentId);
}

function existingRecord(env: Environment, model: ModelDefinition, entry: Entry): number | null {
  if (entry.externalId === null) return entry.databaseId;
  const known = findExternalId(env.database, entry.externalId);
  if (known === null) return null;
  if (known.model !== model.name) {
    throw new OdooException(
      'odoo.exceptions.ValidationError',
      `For external id ${entry.externalId} when trying to create/update a record of model ${model.name} ` +
        `found record of different model ${known.model} (${known.dataId})`,
    );
  }
  if (env.database.row(model.name, known.resId) !== undefined) return known.resId;
  env.database.remove('ir.model.data', known.dataId);
  return null;
}

function wording(
  env: Environment,
  model: ModelDefinition,
  error: unknown,
): { message: string; field?: string } {
  if (error instanceof RuleBroken) return loadWording(env.database.series, model, error);
  if (error instanceof OdooException && error.isUserError) return { message: error.message };
  if (error instanceof OdooException) {
    return { message: `Unknown error during import: <class '${error.exception}'>: ${error.message}` };
  }
  throw error;
}

function sameMessage(a: LoadMessage, b: LoadMessage): boolean {
  return a.record === b.record && a.message === b.message && a.field === b.field;
}
