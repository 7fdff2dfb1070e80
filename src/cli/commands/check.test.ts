import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Agreement, Alignment } from '../../core/agreement.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Checked } from '../../engine/queries/check.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Backend } from '../../database/port.ts';
import { addCheckCommand } from './check.ts';
import type { CliContext } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import type { OdooAppContext } from '../odoo-app-context.ts';

const ADMINISTRATOR = { login: 'admin', secret: 'canary-6b1f' };

const align: Alignment = {
  ...{ model: 'res.company', ids: [1], field: 'tax_calculation_rounding_method' },
  ...{ from: 'on the sum of all lines', to: 'per line', value: 'round_per_line', before: 'round_globally' },
};
const point = (key: string, change: Partial<Agreement>): Agreement => ({
  ...{ key, topic: `Topic ${key}`, store: 'a', odoo: 'b', verdict: 'agree', meaning: 'm', remedy: '' },
  ...change,
});
const rounding = point('tax_rounding', { verdict: 'differ', remedy: 'r', align });
const currency = point('currency', { verdict: 'differ', remedy: 'Choose a price list.' });
const shipping = point('tax_shipping_class', { verdict: 'unknown', remedy: 'r' });
const weight = point('weight_unit', {});
const failure = { domain: 'taxes', code: 'store.away', message: 'No answer.' } as const;

/** Runs the command with an engine that answers these points and notes what it is asked to write. */
async function run(args: readonly string[], change: Partial<Checked> = {}, given: { refuse?: boolean } = {}) {
  const aligned: unknown[] = [];
  const checked: Checked = {
    backend: { id: 'id-of-shop', name: 'shop' },
    odoo: { series: 18, database: 'main', company: 'My Company', app: 'absent' },
    at: '2026-11-25T09:00:00.000Z',
    agreements: [rounding, currency, shipping, weight],
    failures: [],
    ...change,
  };
  const engine = {
    getBackend: async (name?: string) =>
      Promise.resolve({ id: name ?? 'the only one', odooUrl: 'https://odoo.example' } as Backend),
    check: async () => Promise.resolve(checked),
    align: async ({ id }: Backend, alignment: Alignment, administrator: unknown) => {
      if (given.refuse) throw new ConnectorError({ code: 'check.changed', message: 'Changed.' });
      aligned.push([id, alignment, administrator]);
      return Promise.resolve();
    },
  } as unknown as Engine;
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => {
    const sink = new PassThrough();
    sink.on('data', (text: Buffer) => (texts[name] += stripVTControlCharacters(text.toString())));
    return sink;
  };
  const context = {
    terminal: { out: stream('out'), err: stream('err'), input: { isTTY: false } },
    administrator: () => Promise.resolve(args.includes('--nobody') ? {} : ADMINISTRATOR),
  } as unknown as CliContext & OdooAppContext;
  const codes: ExitCode[] = [];
  const program = new Command('woo-odoo').exitOverride();
  addCheckCommand(program, context, async (work) => {
    codes.push(await work(engine));
  });
  const error: unknown = await program
    .parseAsync(['check', ...args.filter((arg) => arg !== '--nobody')], { from: 'user' })
    .then(
      () => null,
      (reason: unknown) => reason,
    );
  return { ...texts, aligned, code: codes.at(-1), error };
}

describe('check', () => {
  it('answers 3 when something differs, and 0 when nothing does, whatever is not known', async () => {
    expect(await run([])).toMatchObject({ code: 3, error: null, aligned: [] });
    expect(await run([], { agreements: [shipping, weight] })).toMatchObject({ code: 0 });
  });

  it('answers 1 when nothing could be read, 3 when a part could not', async () => {
    expect(await run([], { agreements: [], failures: [failure] })).toMatchObject({ code: 1 });
    expect(await run([], { agreements: [weight], failures: [failure] })).toMatchObject({ code: 3 });
  });

  it('prints the whole of it as JSON', async () => {
    const { out, code } = await run(['shop', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      at: '2026-11-25T09:00:00.000Z',
      agreements: [{ key: 'tax_rounding', align }, { key: 'currency' }, {}, {}],
    });
    expect(code).toBe(3);
  });
});

describe('check --align', () => {
  it('shows the write, does it as the administrator and shows no secret', async () => {
    const { aligned, out, err, code } = await run(['shop', '--align', 'tax_rounding', '--yes']);
    expect(aligned).toEqual([['id-of-shop', align, ADMINISTRATOR]]);
    expect(out).toMatch(
      /now {3}on the sum of all lines\n {4}then {2}per line\n[^]*Changed "Topic tax_rounding": per line/u,
    );
    expect(code).toBe(0);
    expect(out + err).not.toContain(ADMINISTRATOR.secret);
  });

  it('takes the login of the flag', async () => {
    const { aligned } = await run(['--align', 'tax_rounding', '--yes', '--admin-login', 'other']);
    expect(aligned).toMatchObject([[expect.anything(), align, { login: 'other' }]]);
  });

  it('keeps JSON alone on standard output', async () => {
    const { out, err } = await run(['--align', 'tax_rounding', '--yes', '--json']);
    expect(JSON.parse(out)).toEqual({
      ...{ key: 'tax_rounding', aligned: true, model: 'res.company', ids: [1], field: align.field },
      ...{ value: 'round_per_line', before: 'round_globally' },
    });
    expect(err).toContain('Changed');
    expect(JSON.parse((await run(['--align', 'weight_unit', '--json'])).out)).toEqual({
      ...{ key: 'weight_unit', aligned: false },
    });
  });

  it('writes nothing unasked: without a terminal it needs --yes', async () => {
    const { aligned, out, error } = await run(['--align', 'tax_rounding']);
    expect(error).toMatchObject({ code: 'cli.confirm' });
    expect(out).toContain('then  per line');
    expect(aligned).toEqual([]);
  });

  it('needs an administrator', async () => {
    const { aligned, error } = await run(['--align', 'tax_rounding', '--yes', '--nobody']);
    expect(error).toMatchObject({ code: 'cli.missing', message: expect.stringContaining('main') as string });
    expect(aligned).toEqual([]);
  });

  it.each([
    ['rounding', 'check.unknown_point'],
    ['currency', 'check.not_alignable'],
  ])('refuses %s as %s', async (key, code) => {
    const { aligned, error } = await run(['--align', key, '--yes']);
    expect(error).toMatchObject({ code });
    expect(aligned).toEqual([]);
  });

  it('has nothing to do where both agree, and shows a failure as what it is', async () => {
    expect(await run(['--align', 'weight_unit', '--yes'])).toMatchObject({
      ...{ code: 0, aligned: [], out: expect.stringContaining('Nothing to change') as string },
    });
    const unavailable = await run(['--align', 'tax_rounding', '--yes'], {
      agreements: [],
      failures: [failure],
    });
    expect(unavailable.error).toMatchObject({ code: 'store.away' });
  });

  it('passes on that the value has changed meanwhile', async () => {
    const { error, out } = await run(['--align', 'tax_rounding', '--yes'], {}, { refuse: true });
    expect(error).toMatchObject({ code: 'check.changed' });
    expect(out).not.toContain('Changed');
  });
});
