import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import type { CliContext } from '../context.ts';
import { addOdooAppCommands } from './odoo-app.ts';
import type { OdooAppContext, OdooAppPlace, OdooAppStatus } from '../odoo-app-context.ts';

const CURRENT: OdooAppStatus = {
  state: 'current',
  installed: '18.0.1.0.0',
  generated: '18.0.1.0.0',
  unused: [],
};
const PLACE = ['--odoo-url', 'https://odoo.example.com', '--odoo-database', 'shop'];

/** Runs a command with an Odoo app that only notes what it is asked. */
async function run(
  args: readonly string[],
  administrator: { login?: string; secret?: string } = {},
  options: { readonly locked?: boolean } = {},
) {
  const done: unknown[] = [];
  const places: OdooAppPlace[] = [];
  let out = '';
  const stream = new PassThrough();
  stream.on('data', (text: Buffer) => (out += text.toString()));
  const context = {
    terminal: { out: stream, err: stream, input: { isTTY: false } },
    administrator: () => Promise.resolve(administrator),
    odooApp: {
      build: (series: number) =>
        Promise.resolve({ version: `${series}.0.1.0.0`, zip: Buffer.from('zip'), warning: null }),
      open: async (place: OdooAppPlace) => {
        places.push(place);
        return Promise.resolve({
          database: place.database,
          warning: null,
          status: async () => Promise.resolve(CURRENT),
          install: async (options: { connectorLogin?: string }) => {
            done.push(['install', options.connectorLogin]);
            return Promise.resolve({ status: CURRENT, connector: options.connectorLogin ?? null });
          },
          effects: async () =>
            Promise.resolve([{ model: 'x_woo_state', label: 'WooCommerce State', rows: 2040 }]),
          uninstall: async () => {
            done.push('uninstall');
            return Promise.resolve();
          },
        });
      },
    },
  } as unknown as CliContext & OdooAppContext;
  const program = new Command('woo-odoo').exitOverride();
  // No backend needs to be named; those on the same Odoo get their row once the app is there.
  const backend = { name: 'shop' };
  const engine = {
    makeRows: async (address: { url: string; database: string }) => {
      done.push(['rows', address.url, address.database]);
      return Promise.resolve([{ backend, row: 'made' }]);
    },
  } as unknown as Engine;
  addOdooAppCommands(
    program,
    context,
    async (work) => {
      if (options.locked) throw new ConnectorError({ code: 'data.locked', message: 'A service has it.' });
      await work(engine);
    },
    async () => Promise.reject(new Error('no backend is needed here')),
    () => undefined,
  );
  const error: unknown = await program.parseAsync(['odoo-app', ...args], { from: 'user' }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { done, places, out, error };
}

const ADMINISTRATOR = { login: 'admin', secret: 'canary-6b1f' };

describe('odoo-app', () => {
  it('builds a file without any server', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'woo-odoo-'));
    onTestFinished(async () => rm(folder, { recursive: true }));
    const file = path.join(folder, 'app.zip');
    const { out, places, error } = await run(['build', '--odoo', '18', '--out', file]);
    expect(error).toBeNull();
    expect(await readFile(file, 'utf8')).toBe('zip');
    expect(out).toContain('18.0.1.0.0');
    expect(places).toEqual([]);
    const refused = await run(['build', '--odoo', '18', '--out', path.join(folder, 'no', 'app.zip')]);
    expect(refused.error).toMatchObject({ code: 'cli.file' });
  });

  it('signs in with the credentials of the environment, and shows no secret', async () => {
    const { done, places, out } = await run(
      ['install', ...PLACE, '--connector-login', 'connector'],
      ADMINISTRATOR,
    );
    expect(places).toEqual([
      {
        url: 'https://odoo.example.com',
        database: 'shop',
        login: 'admin',
        secret: 'canary-6b1f',
        caFile: undefined,
      },
    ]);
    expect(done).toEqual([
      ['install', 'connector'],
      ['rows', 'https://odoo.example.com', 'shop'],
    ]);
    expect(out).toContain("connector is in the app's group Connector");
    expect(out).toContain('The backend shop was added to the list Backends.');
    expect(out).not.toContain('canary');
  });

  it('is installed although our database cannot be opened for the rows of backends', async () => {
    const { done, error, out } = await run(['install', ...PLACE], ADMINISTRATOR, { locked: true });
    expect([done, error]).toEqual([[['install', undefined]], null]);
    expect(out).toContain('A running service adds them within a minute');
  });

  it('sends no password over plain http, but on a word', async () => {
    const readable = ['status', '--odoo-url', 'http://odoo.example.com', '--odoo-database', 'shop'];
    const refused = await run(readable, ADMINISTRATOR);
    expect([refused.places, refused.error]).toEqual([[], expect.objectContaining({ code: 'odoo.insecure' })]);
    expect((await run([...readable, '--insecure-odoo'], ADMINISTRATOR)).places).toHaveLength(1);
    const local = ['status', '--odoo-url', 'http://localhost:8069', '--odoo-database', 'shop'];
    expect((await run(local, ADMINISTRATOR)).places).toHaveLength(1);
  });

  it('prefers the login that is given', async () => {
    const { places } = await run(['status', ...PLACE, '--admin-login', 'boss'], ADMINISTRATOR);
    expect(places[0]).toMatchObject({ login: 'boss', secret: 'canary-6b1f' });
  });

  it('shows what is missing where nobody can be asked', async () => {
    expect((await run(['status', ...PLACE])).error).toMatchObject({
      code: 'cli.missing',
      message: expect.stringContaining('login and API key or password') as string,
    });
    expect((await run(['status', '--odoo-url', 'http://x'], ADMINISTRATOR)).error).toMatchObject({
      code: 'cli.missing',
    });
  });

  it('lists the effects of an uninstall and needs a word', async () => {
    const unasked = await run(['uninstall', ...PLACE], ADMINISTRATOR);
    expect(unasked.out).toContain('2,040');
    expect(unasked.error).toMatchObject({ code: 'cli.missing' });
    expect(unasked.done).toEqual([]);
    expect((await run(['uninstall', ...PLACE, '--yes'], ADMINISTRATOR)).done).toEqual(['uninstall']);
  });
});
