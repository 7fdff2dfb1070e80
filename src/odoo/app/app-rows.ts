import { z } from 'zod';
import { NOT_DONE } from '../../core/cancellation.ts';
import type { Warning, WarningSink } from '../../core/log.ts';
import { OdooError } from '../rpc/errors.ts';
import type {
  AppCell,
  AppRows,
  AppRowsFound,
  AppRowsQuery,
  AppRowsResult,
  AppRowsWrite,
  OdooWriter,
} from '../port.ts';
import { recordId } from '../reader.ts';
import { answerOf, runOnBackend, type AppActions, type Finish } from './backend-actions.ts';
import { halfCalls, packRows, type PackedRows } from './pack-rows.ts';

/** Rows read in one call, of all models together. */
const ROWS_PER_READ = 5_000;

const written = z.array(
  z.object({
    ids: z.array(z.union([recordId, z.literal(false)])),
    errors: z.array(z.tuple([z.int().nonnegative(), z.string()])),
  }),
);
type Written = z.output<typeof written>;

const rowsAnswer = z.discriminatedUnion('tag', [
  answerOf('woo_rows', { parts: written }),
  answerOf('woo_lost', {}),
]);
const finishAnswer = z.discriminatedUnion('tag', [
  answerOf('woo_finished', {
    run_id: z.union([recordId, z.literal(false)]),
    parts: written.default([]),
    /** Why old runs could not be removed; an app of an earlier version removes none. */
    prune_error: z.union([z.string(), z.literal(false)]).default(false),
  }),
  answerOf('woo_lost', {}),
]);

/** A row that was read: its id, then the cells. Looked at without a schema per cell, of which there are a million. */
const row = z.custom<[number, ...AppCell[]]>(
  (value) => Array.isArray(value) && recordId.safeParse(value[0]).success && value.every(isCell),
  'is no row',
);
const CELL_TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);
const isCell = (value: unknown) => CELL_TYPES.has(typeof value);
const readPart = z.union([
  z.object({ missing: z.string() }),
  z.object({ rows: z.array(row), more: z.boolean(), bound: z.array(recordId) }),
]);

/** Reads all rows of a backend in several models; see `OdooApp.readRows`. */
export async function readRows<Row>(
  odoo: OdooWriter,
  actions: AppActions,
  rowId: number,
  queries: readonly AppRowsQuery<Row>[],
): Promise<AppRowsFound<Row>[]> {
  const found = queries.map(() => ({ rows: [] as Row[], bound: new Set<number>(), missing: '' }));
  let open = queries.map((query, index) => ({ query, index, after: 0 }));
  while (open.length > 0) {
    const parts = open.map(({ query: { model, fields, shared }, after }) => ({
      ...{ model, fields, after },
      ...(after === 0 && shared !== undefined && { shared }),
    }));
    const woo_read = { limit: ROWS_PER_READ, parts };
    const shape = answerOf('woo_read', { parts: z.array(readPart).length(parts.length) });
    const { params } = await runOnBackend(odoo, actions.action_read, rowId, { woo_read }, shape);
    const next: typeof open = [];
    for (const [place, answer] of params.parts.entries()) {
      const { index, query, after } = open[place] as (typeof open)[number];
      const into = found[index] as (typeof found)[number];
      if ('missing' in answer) {
        into.missing = answer.missing;
        continue;
      }
      for (const id of answer.bound) into.bound.add(id);
      for (const [id, ...values] of answer.rows) into.rows.push(query.row(id, values));
      if (answer.more) next.push({ index, query, after: answer.rows.at(-1)?.[0] ?? after });
    }
    open = next;
  }
  return found.map(({ missing, ...rest }) => (missing === '' ? rest : { missing }));
}

/** Writes rows in as many calls as they need; see `OdooApp.writeRows`. */
export async function writeRows(
  odoo: OdooWriter,
  actions: AppActions,
  { rowId, parts, ...lease }: AppRowsWrite,
  onWritten: (rows: number) => void,
  stop?: AbortSignal,
): Promise<readonly AppRowsResult[] | null> {
  const results = new Results(parts);
  for (const call of packRows(parts)) {
    if (stop?.aborted === true) {
      results.leave(call);
      continue;
    }
    if (!(await sendRows(odoo, actions, rowId, lease, call, results))) return null;
    onWritten(results.settled);
  }
  return results.list();
}

/** Ends the claim; what does not fit into that call is written before it. */
export async function finishWithRows(
  odoo: OdooWriter,
  actions: AppActions,
  rowId: number,
  { parts, leaseSeconds, ...finish }: Finish & { parts: readonly AppRows[]; leaseSeconds: number },
  { keep, warn }: AppHistory,
): Promise<readonly AppRowsResult[] | null> {
  const results = new Results(parts);
  const calls = packRows(parts);
  const last = calls.pop() ?? [];
  const { token, run, servedNumber, ...rest } = finish;
  for (const call of calls) {
    const lease = { token, leaseSeconds, progress: 'reporting the run', run };
    if (!(await sendRows(odoo, actions, rowId, lease, call, results))) return null;
  }
  const send = async (rows: readonly PackedRows[]) => {
    const woo_finish = { ...rest, token, run, served_number: servedNumber, parts: rows.map(onWire), keep };
    const answer = await runOnBackend(odoo, actions.action_finish, rowId, { woo_finish }, finishAnswer);
    if (answer.tag === 'woo_finished' && answer.params.prune_error)
      warn(notPruned(answer.params.prune_error));
    return answer;
  };
  try {
    const answer = await send(last);
    if (answer.tag === 'woo_lost') return null;
    results.take(last, answer.params.parts);
  } catch (error) {
    if (!isTooLarge(error) || last.length === 0) throw error;
    const lease = { token, leaseSeconds, progress: 'reporting the run', run };
    if (!(await sendRows(odoo, actions, rowId, lease, last, results))) return null;
    if ((await send([])).tag === 'woo_lost') return null;
  }
  return results.list();
}

/** How long the app keeps runs: those of the last days, and the newest ones, whatever their age. */
export interface KeepRuns {
  readonly days: number;
  readonly count: number;
}

/** The runs that the app keeps, and who hears that older ones could not be removed. */
export interface AppHistory {
  readonly keep: KeepRuns;
  readonly warn: WarningSink;
}

function notPruned(cause: string): Warning {
  return {
    code: 'app.runs_not_removed',
    message: `Old runs in the Odoo app could not be removed; the next sync tries again. Odoo: ${cause}`,
  };
}

interface Lease {
  readonly token: string;
  readonly leaseSeconds: number;
  readonly progress: string;
  readonly run?: Finish['run'];
}

/** One call; in halves where it was too large on the way. False when the lease was lost. */
async function sendRows(
  odoo: OdooWriter,
  actions: AppActions,
  rowId: number,
  lease: Lease,
  call: readonly PackedRows[],
  results: Results,
): Promise<boolean> {
  const { token, leaseSeconds, progress, run = null } = lease;
  const woo_rows = { token, lease_seconds: leaseSeconds, progress, run, parts: call.map(onWire) };
  try {
    const answer = await runOnBackend(odoo, actions.action_rows, rowId, { woo_rows }, rowsAnswer);
    if (answer.tag === 'woo_lost') return false;
    results.take(call, answer.params.parts);
    return true;
  } catch (error) {
    const halves = isTooLarge(error) ? halfCalls(call) : null;
    if (halves === null) throw error;
    for (const half of halves)
      if (!(await sendRows(odoo, actions, rowId, lease, half, results))) return false;
    return true;
  }
}

const onWire = ({ rows }: PackedRows): AppRows => rows;

function isTooLarge(error: unknown): boolean {
  return error instanceof OdooError && error.code === 'odoo.request_too_large';
}

/** What became of the rows, put together from the answers of several calls. */
class Results {
  readonly #all: { written: number; refused: Map<number, string>; notSent: Set<number> }[];
  settled = 0;

  constructor(parts: readonly AppRows[]) {
    this.#all = parts.map(() => ({ written: 0, refused: new Map(), notSent: new Set() }));
  }

  /** A repetition of an end whose first answer was lost has no answers: what was refused then is no longer known. */
  take(call: readonly PackedRows[], answers: Written): void {
    for (const [place, { part, from, rows }] of call.entries()) {
      const into = this.#all[part];
      if (into === undefined) continue;
      const size = 'gone' in rows ? rows.gone.length : rows.rows.length;
      const errors = answers[place]?.errors ?? [];
      for (const [index, message] of errors) into.refused.set(from + index, message);
      into.written += size - errors.length;
      this.settled += size;
    }
  }

  /** What was not sent any more. */
  leave(call: readonly PackedRows[]): void {
    for (const { part, from, rows } of call) {
      const left: readonly unknown[] = 'gone' in rows ? rows.gone : rows.rows;
      for (const index of left.keys()) {
        this.#all[part]?.refused.set(from + index, NOT_DONE);
        this.#all[part]?.notSent.add(from + index);
      }
    }
  }

  list(): readonly AppRowsResult[] {
    return this.#all;
  }
}
