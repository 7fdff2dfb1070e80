import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { connectControl } from './index.ts';
import type { StoreControl } from './index.ts';

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
    const child = start();
    const [store, odoo] = await lines(child, 2);
    expect([store?.['server'], odoo?.['server'], odoo?.['series']]).toEqual(['woocommerce', 'odoo', 18]);
    const control = connectControl<StoreControl>(String(store?.['control']));
    await control.behave({ language: 'de' });
    expect((await control.data()).behaviour.language).toBe('de');
    child.stdin.end();
    expect(await ended(child)).toBe(0);
  });

  it('starts one with its options, and ends on SIGTERM', async () => {
    const child = start('odoo', '--series', '17', '--database', 'shop');
    const [odoo] = await lines(child, 1);
    expect(odoo).toMatchObject({ series: 17, database: 'shop', login: 'connector' });
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  it.each([[['odoo', '--series', '16']], [['shop']], [['--port', '8080']], [['woocommerce', '--key', 'x']]])(
    'refuses %j',
    async (args) => {
      const child = start(...args);
      child.stdin.end();
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      expect(await ended(child)).toBe(1);
      expect(errors).toMatch(/^sandbox: /);
    },
  );
});
