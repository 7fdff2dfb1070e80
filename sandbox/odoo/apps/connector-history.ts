import { isJsonObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { OdooException, RuleBroken } from '../faults-of-odoo.ts';
import { unlinkRecords } from '../write.ts';
import { RUN, text, whole } from './action-frame.ts';
import { stampOf } from './connector-state.ts';

const OPERATION = 'x_woo_operation';
const MAX_RUNS = 200;
const MAX_OPERATIONS = 5_000;
const DAY = 86_400_000;

interface History {
  readonly backend: number;
  /** The run that ends now. */
  readonly run: number | null;
  /** As the call names it: days and count. */
  readonly keep: Json | undefined;
}

/** Removes old runs with their operations as the finish of the connector's app does; an app whose code does not ask removes none. */
export function pruneRuns(env: Environment, code: string, history: History): JsonObject {
  if (!code.includes("finish.get('keep')")) return {};
  const keep = isJsonObject(history.keep) ? history.keep : {};
  const [days, count] = [whole(keep['days']), whole(keep['count'])];
  if (history.run === null || days < 1 || count < 1) return { prune_error: false };
  const old = oldRuns(env, history, days, count);
  const { gone, lines } = fitting(env, old);
  try {
    // Checked first, so that nothing is half removed.
    if (gone.length > 0) env.check(env.model(RUN), 'u');
    if (lines.length > 0) unlinkRecords(env, env.model(OPERATION), lines);
    if (gone.length > 0) unlinkRecords(env, env.model(RUN), gone);
    return { prune_error: false };
  } catch (error) {
    if (error instanceof OdooException || error instanceof RuleBroken) return { prune_error: error.message };
    throw error;
  }
}

function oldRuns(env: Environment, { backend, run }: History, days: number, count: number): number[] {
  const rows = env
    .search(env.model(RUN), [['x_backend_id', '=', backend]])
    .map((id) => ({ id, row: env.database.row(RUN, id) ?? {} }))
    .sort((a, b) => whole(b.row['x_number']) - whole(a.row['x_number']) || b.id - a.id);
  const before = stampOf(new Date(Date.now() - days * DAY));
  const isOld = (started: string) => started !== '' && started < before;
  return rows
    .slice(count)
    .filter(({ id, row }) => id !== run && isOld(text(row['x_started'])))
    .reverse()
    .slice(0, MAX_RUNS)
    .map(({ id }) => id);
}

function fitting(env: Environment, old: readonly number[]): { gone: number[]; lines: number[] } {
  const gone: number[] = [];
  const lines: number[] = [];
  for (const id of old) {
    const own = env.search(env.model(OPERATION), [['x_run_id', '=', id]]);
    if (gone.length > 0 && lines.length + own.length > MAX_OPERATIONS) break;
    gone.push(id);
    lines.push(...own);
  }
  return { gone, lines };
}
