import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import type { OutputStream } from '../../src/cli/output/terminal.ts';
import { runCli } from '../../src/cli/program.ts';
import { composeCli } from '../../src/compose-cli.ts';
import { APP_VERSION } from '../../src/odoo/app/build.ts';
import { SQLITE_MIGRATIONS } from '../../src/database/migrate.ts';
import { installApp, PEOPLE, releasedApp, rowOf } from '../testing/app-in-odoo.ts';
import {
  addMigration,
  makeOldDataFolder,
  migrationsIn,
  nameStates,
  OLD_ODOO,
  oldSavedPlan,
  rememberedRecords,
  stockOldStore,
} from '../testing/old-database.ts';
import { giveUpDefaultTax } from '../testing/products.ts';
import { startPreparedOdoo } from '../testing/prepared-odoo.ts';

/** The data folder, the app and the saved plan of the program before it was restructured, under today's program. */
let woo: SandboxStore;
let odoo: SandboxOdoo;
let root: string;
let folder: string;

/** A command as a user runs it, on a data folder. */
async function run(dataDir: string, ...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const texts = [out, err].map((stream) => stream.setEncoding('utf8'));
  const terminal = {
    out: out as unknown as OutputStream,
    err: err as unknown as OutputStream,
    input: process.stdin,
  };
  const code = await runCli([...args, '--data-dir', dataDir], composeCli(terminal));
  const [shown = '', complaints = ''] = texts.map((stream) => String(stream.read() ?? ''));
  return { code, out: shown, err: complaints };
}

const command = (...args: string[]) => run(folder, ...args);

beforeAll(async () => {
  [woo, odoo] = await Promise.all([startStore(), startPreparedOdoo(OLD_ODOO)]);
  installApp(odoo, 'connector', releasedApp(OLD_ODOO.series));
  giveUpDefaultTax(odoo);
  stockOldStore(woo);
  root = mkdtempSync(join(tmpdir(), 'woo-odoo-old-'));
  folder = join(root, 'data');
  makeOldDataFolder(folder, { woo, odoo });

  // Odoo as the old program left it: written by the same installation and backend, without their memory.
  const before = join(root, 'before');
  makeOldDataFolder(before, { woo, odoo }, 'identity');
  await run(before, 'sync');
  const bank = rowOf(odoo, 'account.journal', { code: 'BNK1', company_id: 1 }).id;
  const gateway = rowOf(odoo, 'x_woo_payment_gateway', { x_key: 'bacs' }).id;
  odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_payment_gateway', gateway, { x_choice_id: bank });
  const { code, out, err } = await run(before, 'sync');
  if (code !== 0) throw new Error(`Odoo could not be prepared: ${out}${err}`);
});

afterAll(async () => {
  await Promise.all([woo.close(), odoo.close()]);
  rmSync(root, { recursive: true, force: true });
});

describe('a data folder of the program before it was restructured', () => {
  it('remembers records by ids that Odoo has', () => {
    const remembered = rememberedRecords(folder);
    expect(remembered).toHaveLength(13);
    for (const { externalId, id } of remembered)
      expect(odoo.control.resolve(externalId), externalId).toBe(id);
  });

  it('is migrated when it is opened, and its backend works', async () => {
    expect(migrationsIn(folder)).toBe(2);
    const { code, out } = await command('backend', 'test', 'Main shop');
    expect([code, out]).toEqual([0, expect.stringMatching(/^ok +store [\s\S]*^ok +Odoo 18.0/mu)]);
    expect(migrationsIn(folder)).toBe(SQLITE_MIGRATIONS.length);
    const shown = await command('backend', 'show', 'Main shop');
    expect(shown.out).toMatch(/ambiguous taxes +create a new tax/u);
  });

  it('doctor names the app in Odoo, which is older than the connector, and what to run', async () => {
    const { code, out } = await command('doctor');
    expect(code).toBe(3);
    expect(out).toMatch(
      new RegExp(
        `Odoo app +version 18\\.0\\.1\\.4\\.0 is installed, and this connector brings ${APP_VERSION.replaceAll('.', '\\.')}.*\\n +-> .*woo-odoo odoo-app upgrade`,
        'u',
      ),
    );
  });

  it('shows its runs with their operations', async () => {
    const { out } = await command('runs', 'list');
    expect(out).toMatch(/3 {2}Main shop {2}sync +nothing/u);
    expect(out).toMatch(/1 {2}Main shop {2}sync +partial/u);
    const first = await command('runs', 'show', '1', '--all');
    expect(first.out).toMatch(/create 2 states: applied/u);
    expect(first.out).toMatch(/create 4 fiscal positions: applied/u);
    expect(first.out).toMatch(/103 +Parcel/u);
    const second = await command('runs', 'show', '2', '--all');
    expect(second.out).toMatch(/link 1 payment gateway: applied[\s\S]*chosen/u);
  });

  it('keeps its schedule', async () => {
    const { out } = await command('schedule', 'list');
    expect(out).toMatch(/Main shop .*0 6 \* \* \*.*Europe\/Berlin/u);
  });

  it('syncs without writing anything new, by what it remembers and what was chosen', async () => {
    odoo.control.reset();
    const { code, out, err } = await command('sync');
    expect([code, out], err).toEqual([0, expect.stringContaining('Nothing to do: both sides agree')]);
    // The claim and the end of the run.
    expect(odoo.control.counts().writes).toBe(2);
    const row = rowOf(odoo, 'x_woo_payment_gateway', { x_key: 'bacs' });
    expect([row['x_status'], row['x_journal_id']]).toEqual(['bound', row['x_choice_id']]);
  });

  it('refuses its saved plan with a clear word', async () => {
    const file = join(root, 'saved-plan.json');
    copyFileSync(oldSavedPlan, file);
    nameStates(woo, 'Berati');
    const { code, err } = await command('apply', file);
    expect(code).toBe(1);
    expect(err).toMatch(/format 1.*\n?[\s\S]*woo-odoo plan --out/u);
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(oldSavedPlan, 'utf8'));
    expect(rowOf(odoo, 'res.country.state', { code: 'AL-01' })['name']).toBe('Berat');
  });

  it('is refused by an older program after the upgrade, and the copy made before it works again', async () => {
    const newer = join(root, 'newer');
    cpSync(folder, newer, { recursive: true });
    // As if the next version had migrated it: to this one it is what today's is to the one before.
    addMigration(newer, SQLITE_MIGRATIONS.length + 1, 'of the next version');
    for (const args of [['status'], ['plan'], ['serve', '--port', '0']]) {
      const { code, err } = await run(newer, ...args);
      expect([code, err], args[0]).toEqual([1, expect.stringContaining('[data.newer]')]);
      expect(err).toContain('put back the backup that was made before the upgrade');
    }
    expect((await run(newer, 'doctor')).out).toMatch(/problem +database .*\[data\.newer\]/u);
    expect(migrationsIn(newer)).toBe(SQLITE_MIGRATIONS.length + 1);

    const back = join(root, 'back');
    makeOldDataFolder(back, { woo, odoo });
    expect(await run(back, 'backend', 'test', 'Main shop')).toMatchObject({ code: 0 });
  });

  it('updates what it created: nobody changed it since it was written', async () => {
    nameStates(woo, 'Berati');
    const { code, out } = await command('sync');
    expect([code, out]).toEqual([0, expect.stringContaining('1 updated')]);
    expect(rowOf(odoo, 'res.country.state', { code: 'AL-01' })['name']).toBe('Berati');
  });
});
