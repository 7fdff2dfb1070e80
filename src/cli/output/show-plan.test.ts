import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { KeepOperation, Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import { summarizePreview, summarizeRun } from '../../engine/run/summary.ts';
import { showPlan } from './show-plan.ts';
import type { OutputStream } from './terminal.ts';

const PLAN: Plan = {
  format: 2,
  backend: { id: 'b', name: 'shop' },
  odoo: { series: 19, database: 'main', company: 'My Company', app: 'ready' },
  domains: [
    {
      domain: 'geography',
      operations: [
        {
          ...{ kind: 'conflict', rule: 'name', reason: 'two states have its name' },
          subject: { type: 'state', key: 'US:XX', label: 'Somewhere' },
        },
      ],
      notes: [{ level: 'info', code: 'other', message: 'An ordinary note.' }],
    },
    {
      domain: 'taxes',
      operations: [],
      notes: [{ level: 'review', code: 'x', message: 'It costs money.', summary: 'Wrong taxes in 3 places' }],
    },
  ],
};

it('what costs money heads a plan in a few words, and is the first thing to do at its end', () => {
  const out = new PassThrough();
  showPlan(out as unknown as OutputStream, PLAN, { all: false });
  const text = String(out.read());
  expect(text.indexOf('Wrong taxes in 3 places')).toBeLessThan(text.indexOf('geography'));
  expect(text).toContain('1. It costs money.');
  expect(text.indexOf('It costs money.')).toBeGreaterThan(text.indexOf('An ordinary note.'));
  expect(text).toContain('2. 1 state: Somewhere (US:XX)\n     -> Two states have its name.');
  const run = summarizeRun(PLAN, { outcomes: [], rows: { written: 0, refused: [] }, domainErrors: [] });
  expect(run.message).toBe('Wrong taxes in 3 places; 2 to review');
  // The line of counts, the end of a preview and the end of a sync count the same things.
  expect(text).toMatch(/^ {2}2 to review\.$/mu);
  expect(summarizePreview(PLAN).message).toBe('Wrong taxes in 3 places. Planned: 2 to review');
});

it('what a user left as it is counts as unchanged everywhere', () => {
  const [geography, ...others] = PLAN.domains;
  const left = geography?.operations.map((operation) => ({ ...operation, left: true as const })) ?? [];
  const plan = {
    ...PLAN,
    domains: [{ domain: 'geography' as const, operations: left, notes: [] }, ...others],
  };
  const out = new PassThrough();
  showPlan(out as unknown as OutputStream, plan, { all: false });
  expect(String(out.read())).toMatch(/^ {2}1 to review, 1 unchanged\.$/mu);
  expect(summarizePreview(plan).message).toBe('Wrong taxes in 3 places. Planned: 1 to review');
});

it('operations that were counted are shown as listed ones are', () => {
  const keep = (type: string, key: string): KeepOperation => ({
    ...{ kind: 'keep', rule: 'made', reason: 'a tax is created for rates of its kind' },
    ...{ subject: { type, key, label: key }, record: { model: 'account.tax', id: 7 } },
  });
  const others: Operation[] = [keep('tax', 'a'), keep('tax', 'b')];
  const limitation: Operation = {
    ...{ kind: 'unsupported', rule: 'city', reason: 'cities' },
    subject: { type: 'limitation', key: 'city', label: 'Rates of cities' },
  };
  const rates = [keep('tax_rate', '1'), keep('tax_rate', '2'), keep('tax_rate', '3')];
  const shown = (operations: readonly Operation[], kept?: Plan['domains'][number]['kept']) => {
    const out = new PassThrough();
    const domain = { domain: 'taxes' as const, operations, notes: [], ...(kept && { kept }) };
    showPlan(out as unknown as OutputStream, { ...PLAN, domains: [domain] }, { all: true });
    return String(out.read());
  };
  const counts = [{ model: 'account.tax', rule: 'made' as const, count: rates.length }];
  const kept = { type: 'tax_rate', before: others.length, counts, records: [], find: () => undefined };
  expect(shown([...others, limitation], [kept])).toBe(shown([...others, ...rates, limitation]));
  expect(shown([...others, limitation], [kept])).toMatch(/tax rate +3\n/u);
});
