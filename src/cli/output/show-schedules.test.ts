import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Run } from '../../database/port.ts';
import type { BackendStatus } from '../../engine/backends/status.ts';
import { showStatus } from './show-schedules.ts';
import type { OutputStream } from './terminal.ts';

const status = (name: string, limitations: number): BackendStatus => ({
  ...{ backend: { id: name, name }, lastRun: null, schedules: [], odoo: null, state: 'in_sync' },
  ...{ changes: 0, review: 0, limitations, proofs: [] },
});

it('names the backend to sync where there are several', () => {
  const shown = (...all: BackendStatus[]) => {
    const out = new PassThrough();
    showStatus(out as unknown as OutputStream, all);
    return String(out.read()).trimEnd().split('\n').at(-1);
  };
  const run = { id: 4, kind: 'sync', status: 'done', startedAt: '2026-11-29T08:00:00.000Z' } as Run;
  const synced = (name: string): BackendStatus => ({
    ...status(name, 0),
    ...{ lastRun: run, odoo: { state: 'ok', since: run.startedAt } as BackendStatus['odoo'] },
  });
  expect(shown(status('shop', 0))).toContain('woo-odoo sync');
  expect(shown(synced('shop'), status('Shop DE', 0))).toContain('woo-odoo sync "Shop DE"');
  expect(shown(synced('shop'), synced('Shop DE'))).toContain('woo-odoo check shop');
  expect(shown(synced('shop'))).toMatch(/woo-odoo check$/u);
});

it('names the command that lists the limitations of a backend, which is one of several', () => {
  const out = new PassThrough();
  showStatus(out as unknown as OutputStream, [status('shop', 1), status('Shop DE', 2), status('none', 0)]);
  const text = String(out.read());
  expect(text).toContain(
    'shop: 1 limitation of Odoo, as in the last run (woo-odoo plan shop --all lists it)',
  );
  expect(text).toContain('(woo-odoo plan "Shop DE" --all lists them)');
  expect(text).not.toContain('plan none');
});
