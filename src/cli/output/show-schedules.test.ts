import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { BackendStatus } from '../../engine/backends/status.ts';
import { showStatus } from './show-schedules.ts';
import type { OutputStream } from './terminal.ts';

const status = (name: string, limitations: number): BackendStatus => ({
  ...{ backend: { id: name, name }, lastRun: null, schedules: [], odoo: null, state: 'in_sync' },
  ...{ changes: 0, review: 0, limitations, proofs: [] },
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
