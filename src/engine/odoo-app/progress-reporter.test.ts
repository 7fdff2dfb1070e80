import { expect, it } from 'vitest';
import { sampleBackend } from '../../database/testing/samples.ts';
import type { AppLease } from './lease.ts';
import type { OdooSession } from '../ports.ts';
import { ProgressReporter } from './progress-reporter.ts';

it('shows where a long run is, between its writes, and no short one', async () => {
  const calls: string[] = [];
  let seconds = 0;
  let accepted = true;
  const lease = {
    app: {
      renew: ({ progress }: { progress: string }) => {
        calls.push(`row: ${progress}`);
        return Promise.resolve(accepted);
      },
    },
  } as unknown as AppLease;
  const session = {
    load: () => {
      calls.push('load');
      return Promise.resolve([]);
    },
    searchRead: () => {
      calls.push('read');
      return Promise.resolve([]);
    },
  } as unknown as OdooSession;
  const reporter = new ProgressReporter(lease, sampleBackend(), () => new Date(seconds * 1000));
  const odoo = reporter.reportingOn(session);
  const heard: string[] = [];
  const sink = reporter.listenTo(({ step }) => heard.push(step));

  sink({ step: 'reading', side: 'store', domain: 'taxes', done: false });
  // While it only reads, it is shown before a read; of several at once one shows it.
  seconds = 16;
  await Promise.all([odoo.searchRead('x', {} as never), odoo.searchRead('x', {} as never)]);
  expect(calls.splice(0).sort()).toEqual(['read', 'read', 'row: reading taxes']);
  await odoo.load('x', [], []);
  seconds = 36;
  sink({ step: 'writing', domain: 'taxes', model: 'account.tax', done: 500, total: 2_000 });
  sink({ step: 'warning', message: 'the store was slow' });
  await odoo.load('x', [], []);
  seconds = 60;
  // A read between writes may stand beside one.
  await odoo.searchRead('x', {} as never);
  expect(calls.pop()).toBe('read');
  seconds = 50;
  await odoo.load('x', [], []);
  expect(calls).toEqual(['load', 'row: writing taxes: 500 of 2000 in account.tax', 'load', 'load']);
  expect(heard).toEqual(['reading', 'writing', 'warning']);

  seconds = 70;
  accepted = false;
  calls.splice(0);
  const load = () => odoo.load('x', [], []);
  await expect(load()).rejects.toMatchObject({ code: 'app.claim_lost' });
  // What comes right after it is not written either.
  await expect(load()).rejects.toMatchObject({ code: 'app.claim_lost' });
  expect(calls.filter((call) => call === 'load')).toEqual([]);
});
