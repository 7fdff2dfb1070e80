import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { UnsupportedOperation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import { summarizePreview, summarizeRun } from '../../engine/run/summary.ts';
import { showPlan } from './show-plan.ts';
import { showReport } from './show-report.ts';
import type { OutputStream } from './terminal.ts';

const CITIES: UnsupportedOperation = {
  ...{
    kind: 'unsupported',
    rule: 'city',
    reason: `five rates: ${'fiscal positions know no cities '.repeat(5)}end`,
  },
  subject: { type: 'limitation', key: 'city', label: 'Rates of cities' },
};

const plan = (...operations: readonly UnsupportedOperation[]): Plan => ({
  ...{ format: 2, backend: { id: 'b', name: 'shop' } },
  odoo: { series: 19, database: 'main', company: 'My Company', app: 'ready' },
  domains: [{ domain: 'taxes', operations, notes: [] }],
});

function printed(show: (out: OutputStream) => void): string {
  const out = new PassThrough();
  show(out as unknown as OutputStream);
  return String(out.read());
}

const planText = (about: Plan, all = false) => printed((out) => showPlan(out, about, { all }));
const reportText = (about: Plan) => {
  const run = { runId: 4, kind: 'sync', status: 'nothing', message: '-', outcomes: [] } as const;
  const report = { ...run, plan: about, storeRequests: 1, odooCalls: 2 };
  return printed((out) => showReport(out, report, { all: false, goOn: 'woo-odoo sync' }));
};
const facts = { outcomes: [], rows: { written: 0, refused: [] }, domainErrors: [] };

it('a new limitation is named in the plan, and as a whole in the report of the run', () => {
  const about = plan(CITIES);
  expect(planText(about)).toMatch(
    /Not supported by Odoo \(1\)\n {2}\? Rates of cities: five rates: [^\n]*…\n/u,
  );
  expect(planText(about)).toContain('1 not supported by Odoo');
  expect(reportText(about)).toMatch(/Not supported by Odoo \(1\)\n {2}\? Rates of cities: [^\n]*end\n/u);
  expect(summarizeRun(about, facts).message).toBe('Nothing to do; 1 not supported by Odoo');
  expect(summarizePreview(about).message).toBe('Planned: 1 unsupported');
});

it('a known one is a number in the plan, whole with --all, and absent from reports and messages', () => {
  const about = plan({ ...CITIES, known: true });
  const text = planText(about);
  expect(text).toContain('  Not supported by Odoo, as in the last run: 1 limitation.\n');
  expect(text).not.toContain('Rates of cities');
  expect(text).not.toContain('not supported by Odoo');
  expect(text).toMatch(/unchanged\n +taxes +1\n/u);
  expect(planText(about, true)).toMatch(/as in the last run \(1\)\n {2}\? Rates of cities: [^\n]*end\n/u);
  expect(reportText(about)).not.toMatch(/supported/u);
  expect(summarizeRun(about, facts)).toEqual({
    status: 'nothing',
    message: 'Nothing to do: both sides agree',
  });
  expect(summarizePreview(about)).toEqual({ status: 'nothing', message: 'Nothing to do: both sides agree' });
});

it('of very many new ones a report names the first', () => {
  const many = Array.from({ length: 1_500 }, (_, index) => ({
    ...CITIES,
    subject: { ...CITIES.subject, key: String(index) },
  }));
  expect(reportText(plan(...many))).toMatch(/\(1,500\)[^]*… and 1,488 more \(--all lists them\)/u);
});
