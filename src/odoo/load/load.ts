import { NOT_DONE } from '../../core/cancellation.ts';
import { OdooError } from '../rpc/errors.ts';
import { readRefusal } from './load-answer.ts';
import type { LoadAnswer, Refusal } from './load-answer.ts';
import type { LoadResult, LoadRow } from '../port.ts';

/** Sends rows as one `load()`; throws `OdooError` for an exception of the whole batch. */
export type SendBatch = (rows: readonly LoadRow[]) => Promise<LoadAnswer>;

/** Rows that go, or go again, in one call. Numbers are positions in the whole load. */
interface Group {
  readonly rows: readonly number[];
  /** The first row of the batch before, set aside because Odoo named it and nothing else. */
  readonly deferred?: { readonly row: number; readonly message: string };
  /** Odoo has blamed whatever row came first: its naming of a first row proves nothing here. */
  readonly distrust?: boolean;
}

/** `module.name`; Odoo's database refuses spaces, and a comma would be read as two ids. */
const EXTERNAL_ID = /^[A-Za-z0-9_]+\.[^\s.,]+$/u;

/** What rows of one batch can cause; anything else concerns the call, the server or the connection. */
const CAUSED_BY_ROWS: ReadonlySet<string> = new Set([
  'odoo.validation',
  'odoo.user_error',
  'odoo.missing_record',
]);
const PERHAPS_CAUSED_BY_ROWS: ReadonlySet<string> = new Set([
  'odoo.access_error',
  'odoo.wrong_call',
  'odoo.server_error',
  'odoo.request_too_large',
]);

/**
 * Loads rows in batches. `load()` is all or nothing, so from a refused batch the named rows are set aside and the
 * rest goes again at once; a refusal that names nobody halves the batch. Every call either writes rows, sets some
 * aside, or halves, so it ends: n rows take at most about 2n calls, and one more than the batches where Odoo names
 * the bad rows at once. Rows with a malformed or repeated external id are never sent.
 * `onSettled` hears how many rows are settled so far. Once `stop` returns true, the rows still to be sent are reported as not sent.
 */
export async function loadRows(
  rows: readonly LoadRow[],
  batchSize: number,
  send: SendBatch,
  onSettled: (settled: number) => void,
  stop?: AbortSignal,
): Promise<LoadResult[]> {
  const results = new Map<number, LoadResult>();
  const at = (position: number) => rows[position] as LoadRow;
  const fail = (position: number, error: string) =>
    results.set(position, { externalId: at(position).externalId, error });

  for (const [position, fault] of unfitExternalIds(rows)) fail(position, fault);
  const fit = rows.map((_, position) => position).filter((position) => !results.has(position));
  const groups: Group[] = inBatches(fit, batchSize);
  const trial = new Trial();
  let settled = 0;

  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    if (stop?.aborted === true) {
      for (const position of group.rows)
        results.set(position, { externalId: at(position).externalId, error: NOT_DONE, notSent: true });
      if (group.deferred !== undefined) fail(group.deferred.row, group.deferred.message);
      continue;
    }
    const answer = await tryBatch(group.rows.map(at), send, trial);
    if ('ids' in answer) {
      for (const [i, position] of group.rows.entries()) {
        results.set(position, { externalId: at(position).externalId, id: answer.ids[i] as number });
      }
      if (group.deferred !== undefined) fail(group.deferred.row, group.deferred.message);
    } else {
      groups.unshift(...judge(group, answer, fail));
    }
    if (results.size > settled) onSettled((settled = results.size));
  }
  return rows.map((_, position) => results.get(position) as LoadResult);
}

/** Sets rows of a refused group aside and answers in which groups the others go again. */
function judge(group: Group, refusal: Refusal, fail: (row: number, message: string) => void): Group[] {
  const { rows, deferred, distrust = false } = group;
  const [first, ...others] = rows as [number, ...number[]];
  if (others.length === 0) {
    fail(first, refusal.named.get(0) ?? refusal.message);
    // The one before it may have been blamed for this one.
    return deferred === undefined ? [] : [{ rows: [deferred.row] }];
  }
  const onlyFirst = refusal.named.size === 1 && refusal.named.has(0);
  if (onlyFirst && deferred !== undefined) return halves([deferred.row, ...rows], true);
  if (onlyFirst && !distrust) {
    return [{ rows: others, deferred: { row: first, message: refusal.named.get(0) ?? refusal.message } }];
  }
  if (deferred !== undefined) fail(deferred.row, deferred.message);
  if (onlyFirst || refusal.named.size === 0) return halves(rows, distrust);
  for (const [i, message] of refusal.named) fail(rows[i] as number, message);
  const rest = rows.filter((_, i) => !refusal.named.has(i));
  return rest.length === 0 ? [] : [{ rows: rest, distrust }];
}

function halves(rows: readonly number[], distrust: boolean): Group[] {
  const middle = Math.ceil(rows.length / 2);
  return [
    { rows: rows.slice(0, middle), distrust },
    { rows: rows.slice(middle), distrust },
  ];
}

/** What whole-batch exceptions showed so far: whether they come from rows, or from the call itself. */
class Trial {
  answered = false;
  lone = '';
}

async function tryBatch(
  rows: readonly LoadRow[],
  send: SendBatch,
  trial: Trial,
): Promise<{ ids: readonly number[] } | Refusal> {
  try {
    const { ids, messages } = await send(rows);
    trial.answered = true;
    return ids === false ? readRefusal(messages, rows.length) : { ids };
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    if (CAUSED_BY_ROWS.has(error.code)) return { named: new Map(), message: error.message };
    if (!PERHAPS_CAUSED_BY_ROWS.has(error.code)) throw error;
    // Two rows that fail alone in the same way, while no call ever got an answer: the call is wrong, not the rows.
    if (rows.length === 1) {
      if (!trial.answered && trial.lone === error.message) throw error;
      trial.lone = error.message;
    }
    return { named: new Map(), message: error.message };
  }
}

function inBatches(positions: readonly number[], size: number): Group[] {
  const count = Math.ceil(positions.length / size);
  return Array.from({ length: count }, (_, i) => ({ rows: positions.slice(i * size, (i + 1) * size) }));
}

/** Two rows under one external id would become one record without a word from Odoo. */
function* unfitExternalIds(rows: readonly LoadRow[]): Generator<[number, string]> {
  const uses = new Map<string, number>();
  for (const { externalId } of rows) uses.set(externalId, (uses.get(externalId) ?? 0) + 1);
  for (const [position, { externalId }] of rows.entries()) {
    if (!EXTERNAL_ID.test(externalId)) {
      yield [position, `The external id ${JSON.stringify(externalId)} is not of the form module.name.`];
    } else if (uses.get(externalId) !== 1) {
      yield [position, `The external id ${externalId} belongs to more than one row of this load.`];
    }
  }
}
