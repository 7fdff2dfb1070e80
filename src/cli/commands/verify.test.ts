import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { sampleBackend } from '../../database/testing/samples.ts';
import type { Engine } from '../../engine/engine.ts';
import type { CliContext } from '../context.ts';
import type { ServiceContext } from '../service-context.ts';
import { addVerifyCommand } from './verify.ts';

/** Runs `verify` on a backend of that environment where nobody can be asked; answers what the engine was asked for. */
async function verify(environment: 'production' | 'staging', ...args: string[]): Promise<string[]> {
  const asked: string[] = [];
  const note = (what: string) => () => {
    asked.push(what);
    return Promise.reject(new Error('asked'));
  };
  const engine = {
    getBackend: () => Promise.resolve(sampleBackend({ environment })),
    ...{ verifyTaxes: note('taxes'), verifyShipping: note('shipping'), verifyOrders: note('orders') },
    cleanProof: note('clean'),
  } as unknown as Engine;
  const out = new PassThrough();
  const context = {
    terminal: { out, err: out, input: { isTTY: false } },
    untilStopRequested: () => new Promise<void>(() => undefined),
  } as unknown as CliContext & ServiceContext;
  const program = new Command().exitOverride();
  addVerifyCommand(
    program,
    context,
    async (work) => {
      await work(engine);
    },
    () => Promise.resolve(),
  );
  await program.parseAsync(['verify', ...args], { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'asked') throw error;
  });
  return asked;
}

it.each(['taxes', 'shipping'])('a production backend is checked for %s only with --yes', async (kind) => {
  await expect(verify('production', kind)).rejects.toMatchObject({ code: 'verify.production' });
  expect(await verify('production', kind, '--yes')).toEqual([kind]);
  expect(await verify('staging', kind)).toEqual([kind]);
});

it('reading orders and tidying up ask for nothing first', async () => {
  expect(await verify('production', 'orders')).toEqual(['orders']);
  expect(await verify('production', 'taxes', '--clean')).toEqual(['clean']);
});

it('numbers are whole and at least 1', async () => {
  for (const number of ['0', '1.5', 'x'])
    await expect(verify('staging', 'taxes', '--sample', number)).rejects.toThrow('at least 1');
});
