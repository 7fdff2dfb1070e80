import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { sampleBackend, SECRETS } from '../testing/samples.ts';
import { isKept, keepFile, removeLeftovers } from './kept-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'woo-odoo-kept-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a process leaves it behind that was killed so long ago that nobody can be about to lock it. */
function leftover(file: string): void {
  writeFileSync(file, '');
  utimesSync(file, new Date(0), new Date(0));
}

describe('a kept file', () => {
  it('is readable by its owner alone, kept while it is open, and gone afterwards', () => {
    const file = join(folder, 'db-lock-a');
    const kept = keepFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(isKept(file)).toBe(true);
    kept.close();
    expect(isKept(file)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot be created is an error with a remedy', () => {
    expect(() => keepFile(join(folder, 'missing', 'db-lock-a'))).toThrow(
      expect.objectContaining({
        code: 'data.unwritable',
        hint: expect.stringContaining('data folder') as string,
      }) as Error,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a killed process is removed, those of living ones and young ones stay', () => {
    const living = keepFile(join(folder, 'db-lock-living'));
    utimesSync(join(folder, 'db-lock-living'), new Date(0), new Date(0));
    leftover(join(folder, 'db-lock-dead'));
    leftover(join(folder, 'db'));
    writeFileSync(join(folder, 'db-lock-young'), '');
    removeLeftovers(join(folder, 'db-lock-'));
    expect(readdirSync(folder).sort()).toEqual(['db', 'db-lock-living', 'db-lock-young']);
    expect(isKept(join(folder, 'db-lock-living'))).toBe(true);
    living.close();
  });
});

describe('opening a database', () => {
  it('removes the lock files of killed processes', async () => {
    await (await openDatabase(folder)).close();
    leftover(join(folder, 'connector.db-lock-00000000-0000-4000-8000-000000000000'));
    await (await openDatabase(folder)).close();
    expect(readdirSync(folder).filter((name) => name.includes('-lock-'))).toEqual([]);
  });

  it('and reading it neither waits for a process that writes nor writes itself', async () => {
    const first = await openDatabase(folder);
    const backend = sampleBackend();
    await first.backends.add(backend, SECRETS);
    await first.close();
    const writer = new DatabaseSync(join(folder, 'connector.db'));
    writer.exec('begin immediate');
    const database = await openDatabase(folder);
    expect(await database.backends.list()).toHaveLength(1);
    expect(await database.runs.list({ limit: 10 })).toEqual([]);
    await database.close();
    writer.exec('rollback');
    writer.close();
  });

  it('a second time in one process leaves the locks of the first', async () => {
    const first = await openDatabase(folder);
    const file = join(folder, 'connector.db');
    const writer = new DatabaseSync(file);
    writer.exec('begin immediate');
    await (await openDatabase(folder)).close();
    // Seen by another process: locks of one process do not show within it.
    const { status } = await import('node:child_process').then(({ spawnSync }) =>
      spawnSync(process.execPath, [
        '--input-type=module',
        '--eval',
        `import { DatabaseSync } from 'node:sqlite';
         const database = new DatabaseSync(${JSON.stringify(file)}, { timeout: 0 });
         try { database.exec('begin immediate'); process.exit(7); } catch { process.exit(8); }`,
      ]),
    );
    expect(status).toBe(8);
    writer.exec('rollback');
    writer.close();
    await first.close();
  });

  it('never opens the file that is there to give it its mode', async () => {
    await (await openDatabase(folder)).close();
    chmodSync(join(folder, 'connector.db'), 0o644);
    await (await openDatabase(folder)).close();
    expect(statSync(join(folder, 'connector.db')).mode & 0o777).toBe(0o600);
  });
});
