import { openDatabase } from '../../../src/database/open.ts';
import type { Run } from '../../../src/database/port.ts';
import type { SandboxOdoo } from '../../../sandbox/index.ts';
import { rowsOf } from '../../testing/app-in-odoo.ts';

/** Whether every press of a button was answered, and by one run. */
export interface Answered {
  readonly pressed: number;
  readonly answered: number;
  /** Runs by request that did something; a press during a run is answered together with others. */
  readonly runs: number;
  readonly problems: readonly string[];
}

/** Looks when the service has stopped. */
export async function judgeAnswers(folder: string, odoo: SandboxOdoo): Promise<Answered> {
  const database = await openDatabase(folder);
  const rows = rowsOf(odoo, 'x_woo_backend');
  const sum = (field: string) => rows.reduce((total, row) => total + Number(row[field]), 0);
  const problems: string[] = [];
  let runs = 0;
  for (const row of rows) {
    const backendId = String(row['x_uuid']);
    const all = await database.runs.list({ backendId, limit: 1_000 });
    const own = all.filter(({ requestNumber }) => requestNumber !== null && requestNumber > 0);
    runs += own.filter(({ origin }) => origin === 'odoo').length;
    problems.push(...problemsOf(String(row['x_name']), all, Number(row['x_request_number'])));
  }
  await database.close();
  return { pressed: sum('x_request_number'), answered: sum('x_served_number'), runs, problems };
}

function problemsOf(name: string, runs: readonly Run[], pressed: number): string[] {
  const problems: string[] = [];
  const ordered = runs.toSorted((a, b) => a.id - b.id);
  for (const [index, run] of ordered.slice(1).entries())
    if ((ordered[index]?.endedAt ?? '9') > run.startedAt)
      problems.push(`${name}: run ${run.id} began before the last ended`);
  const answered = ordered.filter(({ origin, status }) => origin === 'odoo' && status !== 'failed');
  const numbers = answered.flatMap(({ requestNumber }) => requestNumber ?? []);
  for (const [number, count] of Map.groupBy(numbers, (each) => each))
    if (count.length > 1) problems.push(`${name}: ${count.length} runs answered request ${number}`);
  if (ordered.some(({ status }) => status === 'running')) problems.push(`${name}: a run is still open`);
  if (pressed > 0 && ordered.length === 0) problems.push(`${name}: was pressed and never ran`);
  return problems;
}
