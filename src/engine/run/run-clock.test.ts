import { expect, it } from 'vitest';
import type { Progress } from './progress.ts';
import { RunClock } from './run-clock.ts';

it('measures how long each side of a domain was read, and what was written', () => {
  let now = 0;
  const clock = new RunClock(() => new Date(now));
  const seen: Progress[] = [];
  const report = clock.listenTo((progress) => void seen.push(progress));
  const at = (milliseconds: number, progress: Progress) => {
    now = milliseconds;
    report(progress);
  };
  const reading = { step: 'reading', domain: 'taxes' } as const;
  const writing = { step: 'writing', domain: 'taxes', total: 20 } as const;
  at(0, { ...reading, side: 'store', done: false });
  at(5, { ...reading, side: 'odoo', done: false });
  at(100, { ...reading, side: 'odoo', done: true });
  at(300, { ...reading, side: 'store', done: true });
  at(400, { ...writing, model: 'account.tax', done: 0 });
  at(450, { ...writing, model: 'account.tax', done: 10 });
  at(500, { ...writing, model: 'account.tax', done: 20 });
  // What follows the last batch is no writing, and the rows are another model.
  at(900, { ...writing, model: 'x_woo_tax_rate', done: 10 });
  at(910, { ...writing, model: 'x_woo_tax_rate', done: 20 });
  expect(clock.times).toEqual({ taxes: { storeMs: 300, odooMs: 95, writeMs: 110 } });
  expect(seen).toHaveLength(9);
});
