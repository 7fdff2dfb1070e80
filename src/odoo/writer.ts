import { z } from 'zod';
import { OdooError } from './rpc/errors.ts';
import { wrongShape } from './rpc/http-errors.ts';
import { loadRows } from './load/load.ts';
import type { SendBatch } from './load/load.ts';
import { loadAnswer } from './load/load-answer.ts';
import { loadTable } from './load/load-table.ts';
import type { LoadResult, LoadRow, OdooCall } from './port.ts';
import { fields, recordId } from './reader.ts';
import type { Redact } from './rpc/redact.ts';
import type { Ask, Session } from './rpc/session.ts';

/** What a load needs beside the session. */
export interface LoadSettings {
  readonly batchSize: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly redact: Redact;
  readonly address: string;
  /** Once it returns true, no further batch is sent. */
  readonly stop?: AbortSignal | undefined;
}

/** How long Odoo gets to finish a call whose answer was lost, before a refusal of its repetition is believed. */
const SETTLE_MS = 2_000;

/** Loads rows by external id; see `loadRows` for what happens to bad ones. Throws when a row lacks a column. */
export async function load(
  session: Session,
  model: string,
  columns: readonly string[],
  rows: readonly LoadRow[],
  settings: LoadSettings,
  onSettled: (settled: number) => void,
): Promise<LoadResult[]> {
  checkColumns(model, columns, rows);
  const { batchSize, redact, sleep } = settings;
  const send: SendBatch = async (batch) => {
    const { fields, data, recordOfRow } = loadTable(columns, batch);
    const ask: Ask = { model, method: 'load', args: { fields, data }, byPosition: true };
    const lost: OdooError[] = [];
    let answer = await session.repeat(ask, loadAnswer, (error) => {
      if (error.applied === 'unknown') lost.push(error);
    });
    if (lost.length > 0 && answer.ids === false) {
      // The first one may still have been at work: rows it was creating are refused as duplicates until it ends.
      await sleep(SETTLE_MS);
      answer = await session.repeat(ask, loadAnswer);
    }
    if (answer.ids !== false && answer.ids.length !== batch.length) {
      const counts = `${answer.ids.length} ids for ${batch.length} rows`;
      throw wrongShape(settings.address, `load on ${model} gave ${counts}.`);
    }
    return {
      ...answer,
      messages: answer.messages.map(({ rows, ...each }) => ({
        ...each,
        message: redact(each.message),
        // Beyond the table: left as it is, so that it names nobody.
        ...(rows && {
          rows: { from: recordOfRow[rows.from] ?? rows.from, to: recordOfRow[rows.to] ?? rows.to },
        }),
      })),
    };
  };
  const sendOrExplain: SendBatch = async (batch) => {
    try {
      return await send(batch);
    } catch (error) {
      throw (await isModelMissing(session, model, error)) ? missingModel(model) : error;
    }
  };
  return loadRows(rows, batchSize, sendOrExplain, onSettled, settings.stop);
}

/** By JSON-RPC a missing model is a plain `UserError`, which rows may cause as well: only asking shows. */
async function isModelMissing(session: Session, model: string, error: unknown): Promise<boolean> {
  const plain = error instanceof OdooError && error.fault === 'odoo.exceptions.UserError';
  return plain && (await fields(session, model)) === null;
}

function missingModel(model: string): OdooError {
  return new OdooError({
    code: 'odoo.missing_model',
    message: `This Odoo has no model ${model}.`,
    hint: 'Install the Odoo app that brings it.',
  });
}

function checkColumns(model: string, columns: readonly string[], rows: readonly LoadRow[]): void {
  if (columns.includes('id')) throw misuse(`load on ${model}: the column id is the external id of the row.`);
  for (const row of rows) {
    const { lines = [] } = row;
    if (new Set(lines.map((line) => line.externalId)).size !== lines.length)
      throw misuse(`load on ${model}: two lines of the row ${row.externalId} have one external id.`);
    const keys = Object.keys(row.values);
    if (keys.length !== columns.length || !columns.every((column) => Object.hasOwn(row.values, column))) {
      throw misuse(`load on ${model}: the row ${row.externalId} has not exactly the columns of the load.`);
    }
  }
}

/** Creates records; never repeated. */
export async function create(
  session: Session,
  model: string,
  values: readonly Readonly<Record<string, unknown>>[],
): Promise<number[]> {
  if (values.length === 0) return [];
  const answer = z.array(recordId).length(values.length);
  return session.once({ model, method: 'create', args: { vals_list: values }, byPosition: true }, answer);
}

/** Writes the same values on records; never repeated. */
export async function write(
  session: Session,
  model: string,
  ids: readonly number[],
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  checkIds(model, 'write', ids);
  await session.once(
    { model, method: 'write', ids, args: { vals: values }, byPosition: true },
    // Apps that extend a model's write sometimes return nothing from it.
    z.union([z.literal(true), z.null()]),
  );
}

/** Calls a public method; never repeated unless it only reads. */
export async function call<Answer>(
  session: Session,
  model: string,
  method: string,
  request: OdooCall<Answer>,
): Promise<Answer> {
  // Odoo refuses private methods too; what is not sent cannot depend on that.
  if (!/^[a-z][a-z0-9_]*$/i.test(method)) throw misuse(`${method} on ${model} is not a public method.`);
  if (!/^[a-z][a-z0-9_.]*$/i.test(model))
    throw misuse(`${JSON.stringify(model)} is not the name of a model.`);
  // Without ids Odoo answers `true` to an unlink, by JSON-2 even with status 200.
  if (method === 'unlink') checkIds(model, method, request.ids ?? []);
  const { ids, args = {}, answer, context, read = false } = request;
  if ('ids' in args || 'context' in args)
    throw misuse(`${method} on ${model}: ids and context are no arguments.`);
  const ask: Ask = {
    model,
    method,
    args,
    ...(ids !== undefined && { ids }),
    ...(context !== undefined && { context }),
  };
  return read ? session.repeat(ask, answer) : session.once(ask, answer);
}

function checkIds(model: string, method: string, ids: readonly number[]): void {
  if (ids.length === 0) throw misuse(`${method} on ${model} needs the ids of records.`);
  if (!ids.every((id) => Number.isInteger(id) && id > 0)) {
    throw misuse(`${method} on ${model}: the ids of records are positive whole numbers.`);
  }
}

function misuse(message: string): OdooError {
  return new OdooError({
    code: 'odoo.misuse',
    message,
    hint: 'This is a fault of the connector; nothing was sent to Odoo.',
  });
}
