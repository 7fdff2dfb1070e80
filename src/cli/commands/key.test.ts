import { Command } from 'commander';
import { expect, it } from 'vitest';
import { inertCliContext } from '../../../test/testing/inert-cli-context.ts';
import type { KeyRotation } from '../../database/port.ts';
import type { Records } from '../../engine/queries/records.ts';
import type { ExitCode } from '../exit-code.ts';
import { addKeyCommands } from './key.ts';

async function rotate(rotated: KeyRotation): Promise<{ code: ExitCode | undefined; text: string }> {
  const { context, output } = inertCliContext();
  let code: ExitCode | undefined;
  const program = new Command('woo-odoo').exitOverride();
  const records = { rotateKey: () => Promise.resolve(rotated) } as unknown as Records;
  addKeyCommands(program, context, async (work) => {
    code = await work(records);
  });
  await program.parseAsync(['key', 'rotate', '--yes'], { from: 'user' });
  return { code, text: output() };
}

it('names the backends whose credentials no key decrypts, with a command that can be copied', async () => {
  const { code, text } = await rotate({
    ...{ encrypted: 1, unreadable: ['shop', 'Shop DE'], keyIn: 'file', kind: 'embedded' },
  });
  expect(code).toBe(3);
  expect(text).toContain('1 credential is encrypted with the new key.');
  expect(text).toContain('Enter them again: woo-odoo backend edit shop\n');
  expect(text).toContain('Enter them again: woo-odoo backend edit "Shop DE"\n');
});

it('reports where else the new key must be', async () => {
  const done = { encrypted: 3, unreadable: [] } as const;
  const shared = await rotate({ ...done, keyIn: 'file', kind: 'postgresql' });
  expect(shared).toMatchObject({ code: 0, text: expect.stringContaining('all other machines') as string });
  const given = await rotate({ ...done, keyIn: 'environment', kind: 'postgresql' });
  expect(given.text).toContain('Set WOO_ODOO_SECRET_KEY to the new key');
  expect(given.text).not.toContain('secret.key');
});
