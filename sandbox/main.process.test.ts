import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { connectControl } from './index.ts';
import type { OdooControl, StoreControl } from './index.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

function start(...args: string[]) {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function lines(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  count: number,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    found.push(JSON.parse(line) as Record<string, unknown>);
    if (found.length === count) break;
  }
  return found;
}

async function ended(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  return await new Promise((resolve) => child.on('exit', (code) => resolve(code)));
}

describe('the sandbox as a process', () => {
  it('starts both, can be controlled, and ends when its input closes', async () => {
    const child = start('--json');
    const [store, odoo] = await lines(child, 2);
    expect([store?.['server'], odoo?.['server'], odoo?.['series']]).toEqual(['woocommerce', 'odoo', 18]);
    const control = connectControl<StoreControl>(String(store?.['control']));
    await control.behave({ language: 'de' });
    expect((await control.data()).behaviour.language).toBe('de');
    child.stdin.end();
    expect(await ended(child)).toBe(0);
  });

  it('starts one with its options, and ends on SIGTERM', async () => {
    const child = start('odoo', '--series', '17', '--database', 'shop', '--json');
    const [odoo] = await lines(child, 1);
    expect(odoo).toMatchObject({ series: 17, database: 'shop', login: 'connector' });
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  it.each([
    [['odoo', '--series', '16']],
    [['shop']],
    [['--store', 'french']],
    [['--faults=rain']],
    [['odoo', '--state', 'x']],
    [['woocommerce', '--key', 'x']],
  ])('refuses %j', async (args) => {
    const child = start(...args);
    child.stdin.end();
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    expect(await ended(child)).toBe(1);
    expect(errors).toMatch(/^sandbox: .*\n.*--help/);
  });

  it('prints addresses, keys, logins and how to go on, and keeps contents and addresses in a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-sandbox-'));
    const run = async () => {
      const child = start('--series', '19', '--store', 'german', '--state', folder);
      let text = '';
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        text += chunk.toString();
        if (text.includes('Ctrl-C')) break;
      }
      const [storeUrl = '', odooUrl = ''] = [...new Set(text.match(/http:\/\/[\d.]+:\d+/gu))];
      return { child, text, storeUrl, odooUrl };
    };
    try {
      const first = await run();
      for (const part of ['ck_sandbox', 'cs_sandbox', 'login connector', 'login admin', 'npm start'])
        expect(first.text).toContain(part);
      expect(first.text).toContain(`backend add sandbox --store-url ${first.storeUrl}`);
      const store = connectControl<StoreControl>(`${first.storeUrl}/__control`);
      expect((await store.data()).behaviour.language).toBe('de');
      await store.putState('DE', { code: 'DE-XX', name: 'Bielefeld' });
      await connectControl<OdooControl>(`${first.odooUrl}/__control`).create('res.country.state', [
        { country_id: 57, code: 'XX', name: 'Bielefeld' },
      ]);
      // Its input may be closed: it belongs to nobody.
      first.child.stdin.end();
      first.child.kill('SIGINT');
      expect(await ended(first.child)).toBe(0);

      const again = await run();
      expect([again.storeUrl, again.odooUrl]).toEqual([first.storeUrl, first.odooUrl]);
      expect(again.text).toContain('Odoo 19');
      expect(again.text).toContain('as it was left');
      const { countries } = await connectControl<StoreControl>(`${again.storeUrl}/__control`).data();
      expect(countries.find(({ code }) => code === 'DE')?.states).toContainEqual({
        code: 'DE-XX',
        name: 'Bielefeld',
      });
      const odoo = connectControl<OdooControl>(`${again.odooUrl}/__control`);
      expect(await odoo.records('res.country.state', [['code', '=', 'XX']])).toHaveLength(1);
      again.child.kill('SIGTERM');
      expect(await ended(again.child)).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
