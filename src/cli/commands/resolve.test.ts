import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Resolution } from '../../core/domain.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Backend } from '../../database/port.ts';
import type { CliContext } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { addResolveCommand } from './resolve.ts';

const found: Resolution = {
  ...{ field: 'shipping_method', value: 'flat_rate:7', status: 'found', rule: 'former', reason: 'why' },
  record: { model: 'delivery.carrier', id: 3, label: 'Parcel' },
};

/** Runs the command with an engine that answers these, and notes what it was asked. */
async function run(args: readonly string[], resolutions: readonly Resolution[] = [found]) {
  const asked: unknown[] = [];
  const engine = {
    getBackend: async (name?: string) => Promise.resolve({ id: name ?? 'the only one' } as Backend),
    resolve: async ({ id }: Backend, question: unknown) => {
      asked.push([id, question]);
      return Promise.resolve(resolutions);
    },
  } as unknown as Engine;
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => {
    const sink = new PassThrough();
    sink.on('data', (text: Buffer) => (texts[name] += stripVTControlCharacters(text.toString())));
    return sink;
  };
  const terminal = { out: stream('out'), err: stream('err'), input: { isTTY: false } };
  const codes: ExitCode[] = [];
  const program = new Command('woo-odoo').exitOverride().configureOutput({ writeErr: () => undefined });
  addResolveCommand(program, { terminal } as unknown as CliContext, async (work) => {
    codes.push(await work(engine));
  });
  for (const { commands } of program.commands)
    for (const command of commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
  const error: unknown = await program.parseAsync(['resolve', ...args], { from: 'user' }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { ...texts, asked, code: codes.at(-1), error };
}

describe('resolve', () => {
  it.each([
    ['address -c MX -s JA', 'geography', { country: 'MX', state: 'JA' }],
    ['shipping -m flat_rate -i 7', 'shipping', { method_id: 'flat_rate', instance_id: '7' }],
    ['shipping --method other --title Bike', 'shipping', { method_id: 'other', method_title: 'Bike' }],
    ['payment --method bacs', 'payments', { payment_method: 'bacs' }],
    ['currency --code EUR', 'currency', { currency: 'EUR' }],
  ])('%s asks %s', async (line, domain, values) => {
    const { asked, code } = await run(line.split(' '));
    expect([asked, code]).toEqual([[['the only one', { domain, values }]], 0]);
  });

  it('asks the backend that is named, and prints JSON alone', async () => {
    const { asked, out } = await run(['shipping', 'shop', '-i', '7', '--json']);
    expect(asked).toMatchObject([['shop', { domain: 'shipping' }]]);
    expect(JSON.parse(out)).toEqual([found]);
  });

  it.each([['address'], ['payment'], ['currency']])('%s wants what it is asked about', async (command) => {
    const { asked, error } = await run([command]);
    expect(error).toMatchObject({ code: 'commander.missingMandatoryOptionValue' });
    expect(asked).toEqual([]);
  });

  it('answers 3 where a sync or a user must come first, and 1 where nothing is found', async () => {
    const { record, ...bare } = found;
    const other = async (status: Resolution['status']) =>
      (await run(['shipping', '-i', '7'], [found, { ...bare, status }])).code;
    expect([await other('pending'), await other('conflict'), await other('none')]).toEqual([3, 3, 1]);
    const creates = await run(['shipping', '-i', '7'], [{ ...bare, status: 'pending' }]);
    expect(creates.out).toContain('will create');
    const activates = await run(['currency', '--code', 'EUR'], [{ ...found, status: 'pending' }]);
    expect(activates.out).toContain('will activate');
    expect(record?.id).toBe(3);
  });
});
