import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paged } from './pager.ts';
import { line, widthOf, type OutputStream } from './terminal.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'woo-odoo-pager-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function print(pager: string | null, lines: number, isTTY = true) {
  const out = Object.assign(
    new PassThrough(),
    isTTY ? { isTTY, columns: 50, rows: 10, getColorDepth: () => 1 } : {},
  );
  const stream = out as unknown as OutputStream;
  const context = {
    caller: { program: 'woo-odoo', clone: null, pager, isDumb: false },
    terminal: { out: stream, err: stream, input: process.stdin },
  };
  await paged(context, (to) => {
    for (let index = 1; index <= lines; index += 1) line(to, `line ${index} of ${widthOf(to)}`);
  });
  return String(out.read() ?? '');
}

it('Ctrl-C while the pager is open is its own', async () => {
  const before = process.listenerCount('SIGINT');
  const printed = print(`dd of=${join(folder, 'own')} status=none`, 30);
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  await printed;
  expect(process.listenerCount('SIGINT')).toBe(before);
});

describe('long output', () => {
  const toFile = () => `dd of=${join(folder, 'paged')} status=none`;

  it('goes through the pager where it does not fit, as wide as the terminal', async () => {
    // The pager writes to the terminal itself: nothing comes through the stream.
    expect(await print(toFile(), 30)).toBe('');
    expect(readFileSync(join(folder, 'paged'), 'utf8')).toContain('line 30 of 50\n');
  });

  it.each([
    ['it fits', 'false', 5, true],
    ['there is no terminal', 'false', 30, false],
    ['no pager is wanted', null, 30, true],
    ['the pager cannot be started', '/no/such/pager', 30, true],
  ])('is printed as it is where %s', async (_, pager, lines, isTTY) => {
    expect(await print(pager, lines, isTTY)).toContain(`line ${lines} of`);
  });
});
