import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { progressLine } from './progress-line.ts';
import { progressTree } from './progress-tree.ts';
import type { OutputStream } from './terminal.ts';

afterEach(() => vi.useRealTimers());

const counts = { create: 3, link: 0, update: 0, archive: 0, keep: 2, conflict: 0, unsupported: 0 };
const reading = (done: boolean, side: 'store' | 'odoo' = 'store') =>
  ({ step: 'reading', side, domain: 'taxes', done }) as const;
const writing = (model: string, done: number, total: number) =>
  ({ step: 'writing', domain: 'taxes', model, done, total }) as const;

describe('without a terminal', () => {
  const run = () => {
    const err = new PassThrough();
    const progress = progressLine(err as unknown as OutputStream, { quiet: false });
    return { progress, text: () => String(err.read() ?? '') };
  };

  it('a line is printed for each result, and one for all rows of the app', () => {
    const { progress, text } = run();
    progress.sink({ step: 'connecting' });
    progress.sink(reading(false));
    progress.sink(reading(true));
    progress.sink({ step: 'planned', domain: 'taxes', counts });
    progress.sink(writing('account.tax', 0, 3));
    progress.sink(writing('account.tax', 3, 3));
    progress.sink(writing('x_woo_tax', 3, 3));
    progress.sink(writing('x_woo_tax_rate', 9, 9));
    progress.stop();
    expect(text()).toBe(
      [
        'connecting to the store and Odoo',
        'planned taxes: 3 to create, 2 unchanged',
        'wrote 3 taxes',
        'wrote 12 rows of the WooCommerce app',
        '',
      ].join('\n'),
    );
  });

  it('something long is reported every ten seconds', () => {
    vi.useFakeTimers();
    const { progress, text } = run();
    progress.sink(writing('account.tax', 500, 9000));
    vi.advanceTimersByTime(10_000);
    progress.sink(writing('account.tax', 1000, 9000));
    progress.sink(writing('account.tax', 1500, 9000));
    expect(text()).toBe('writing 1,000 of 9,000 taxes\n');
  });
});

describe('on a terminal', () => {
  it('a short tree shows the time, and what each domain does', () => {
    const tree = progressTree();
    const shown = () => {
      const { branches, title } = tree.lines(65_000);
      return [title, ...branches.map(({ isDone, text }) => `${isDone ? 'ok' : '..'} ${text}`)];
    };
    tree.add({ step: 'connecting' });
    expect(shown()).toEqual(['Connecting to the store and Odoo · 1 min 05 s']);
    tree.add(reading(false));
    tree.add(reading(false, 'odoo'));
    tree.add(reading(true));
    expect(shown()).toEqual(['Reading the store and Odoo · 1 min 05 s', '.. taxes  reading Odoo']);
    tree.add({ step: 'planned', domain: 'taxes', counts });
    expect(shown()[1]).toBe('ok taxes  3 to create, 2 unchanged');
    tree.add(writing('account.tax', 1, 3));
    expect(shown()).toEqual(['Writing to Odoo · 1 min 05 s', '.. taxes  writing 1 of 3 taxes']);
    tree.add({ step: 'verifying', kind: 'orders', done: 2, total: 50 });
    expect(shown()[0]).toContain('Verifying orders: 2 of 50 orders');
  });

  it('moves lines and takes them away; with --plain nothing moves', async () => {
    const { setTraits } = await import('./terminal.ts');
    const out = () => {
      const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 60, rows: 20 });
      return { stream: stream as unknown as OutputStream, text: () => String(stream.read() ?? '') };
    };
    const moving = out();
    const progress = progressLine(moving.stream, { quiet: false });
    progress.sink({ step: 'stopping' });
    progress.stop();
    const written = moving.text();
    expect(written).toContain('Stopping after the current step');
    expect(written).toContain('\u001b[2K');
    progress.sink({ step: 'stopping' });
    expect(moving.text()).toBe('');
    const plain = out();
    setTraits(plain.stream, { isPlain: true });
    const lines = progressLine(plain.stream, { quiet: false });
    lines.sink({ step: 'stopping' });
    lines.stop();
    const text = plain.text();
    expect(text).toMatch(/^Stopping after.*\n$/u);
    expect(text).not.toContain('\u001b');
  });
});
