import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORE_KEYS, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import type { Check } from '../../src/engine/doctor/doctor.ts';
import { Cli } from '../testing/cli-process.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

/** `plan --out`, `apply`, `doctor` and `backend remove --purge` as a user runs them; one story, in order. */
let rig: ProcessRig;
let woo: SandboxStore;
let odoo: SandboxOdoo;
let cli: Cli;
let dataDir: string;
let file: string;

beforeAll(async () => {
  rig = await startProcessRig({ waiting: 'gateways' });
  ({ woo, odoo, cli } = rig);
  ({ dataDir } = cli);
  file = join(rig.folder, 'plan.json');
});
afterAll(() => rig.close());

const run = (...args: string[]) => cli.run(...args);
const containing = (text: string) => expect.stringContaining(text) as string;

/** Everything that is not as it should be, but the app, which has tests of its own. */
async function findings(): Promise<{ code: number | null; bad: string[] }> {
  const { code, out } = await run('doctor', '--json');
  const checks = (JSON.parse(out) as Check[]).filter(({ name }) => name !== 'Odoo app');
  return { code, bad: checks.filter(({ status }) => status !== 'ok').map(({ name }) => name) };
}

describe('doctor', () => {
  it('finds no problem before there is a backend, and names the next step', async () => {
    const { code, out } = await run('doctor');
    expect(code).toBe(0);
    expect(out).toContain('there is no backend yet');
    expect(out).toContain('-> Pair a store with an Odoo: woo-odoo backend add');
    expect(out).toContain('No problems found.');
  });

  it('looks at a backend', async () => {
    const added = await rig.add('shop');
    expect(added, added.err).toMatchObject({ code: 0 });
    expect((await findings()).bad).toEqual([]);
    expect((await run('doctor', 'shop')).out).toContain('Backend shop');
    expect(await run('doctor', 'nope')).toMatchObject({ code: 1, err: containing('[backend.unknown]') });
  });

  it('reports what is wrong here, with what to do, whatever else it cannot look at', async () => {
    const other = new Cli(dataDir, { WOO_ODOO_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') });
    const wrongKey = await other.run('doctor');
    expect(wrongKey).toMatchObject({ code: 1, out: containing('[secret_key.wrong]') });
    expect(wrongKey.out).toContain('->');

    const nowhere = new Cli(dataDir, { DATABASE_URL: 'postgresql://x:canary@127.0.0.1:1/none' });
    const noServer = await nowhere.run('doctor');
    expect(noServer).toMatchObject({ code: 1, out: containing('[database.unreachable]') });
    expect(noServer.out + noServer.err).not.toContain('canary');

    chmodSync(dataDir, 0o755);
    expect((await findings()).bad).toEqual(['data folder']);
    chmodSync(dataDir, 0o700);

    woo.control.fault({ action: { kind: 'html', status: 503 }, always: true });
    expect(await findings()).toEqual({ code: 1, bad: ['store'] });
    woo.control.clearFaults();
  });
});

describe('plan --out and apply', () => {
  it('a plan is saved and nothing is written', async () => {
    odoo.control.reset();
    expect(await run('plan', '--out', file)).toMatchObject({ code: 2, out: containing('woo-odoo apply') });
    expect(odoo.control.counts().changes).toBe(0);
    // It holds values of the store's settings.
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ kind: 'woo-odoo plan', format: 2, backend: { name: 'shop' } });
    for (const secret of [STORE_KEYS.readOnly.consumerSecret, odoo.users.connector.apiKey]) {
      expect(text).not.toContain(secret);
    }
    expect(await run('plan', '--out', join(rig.folder, 'not', 'there.json'))).toMatchObject({
      code: 1,
      err: containing('[plan.unwritable]'),
    });
  });

  it('what is no plan, or was edited, is refused', async () => {
    const bad = join(rig.folder, 'bad.json');
    expect(await run('apply', bad)).toMatchObject({ code: 1, err: containing('[plan.unreadable]') });
    writeFileSync(bad, (await run('plan', '--json')).out);
    expect(await run('apply', bad)).toMatchObject({ code: 1, err: containing('[plan.unreadable]') });
    writeFileSync(bad, readFileSync(file, 'utf8').replace('Berat', 'Beral'));
    expect(await run('apply', bad)).toMatchObject({ code: 1, err: containing('[plan.edited]') });
  });

  it('it is applied once, with the exit codes of a sync', async () => {
    const applied = await run('apply', file);
    expect(applied, applied.err).toMatchObject({ code: 0, out: containing('1,113 created') });
    const again = await run('apply', file, '--json');
    expect(again.code).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({ status: 'failed', error: { code: 'plan.moved_on' } });
    const runs = JSON.parse((await run('runs', '--json')).out) as { status: string }[];
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(await run('sync')).toMatchObject({ code: 0, out: containing('Nothing to do') });
  });
});

describe('backend remove --purge', () => {
  it('tells its effects and does nothing without a yes', async () => {
    const asked = await run('backend', 'remove', 'shop', '--purge');
    expect(asked).toMatchObject({ code: 1, err: containing('[cli.confirm]') });
    for (const effect of ['2,453 bindings', '1,113 records', 'credentials', '3 runs']) {
      expect(asked.out).toContain(effect);
    }
    expect(await run('backend', 'test', 'shop')).toMatchObject({ code: 0 });
  });

  it('does it with --yes; the runs stay', async () => {
    expect(await run('backend', 'remove', 'shop', '--purge', '--yes')).toMatchObject({
      code: 0,
      out: containing('Purged backend shop'),
    });
    expect(JSON.parse((await run('backend', 'list', '--json')).out)).toEqual([]);
    expect((await run('runs', 'show', '1', '--all')).out).toContain('Berat');
    expect(existsSync(join(dataDir, 'secret.key'))).toBe(true);
  });
});
