import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import type { Database } from '../port.ts';
import { hasEnded, ownIdentity } from './process-identity.ts';
import { SECRETS, sampleBackend } from '../testing/samples.ts';

const MODULE = JSON.stringify(new URL('../open.ts', import.meta.url).href);
const backend = sampleBackend();

describe('locks between processes', () => {
  let folder: string;
  let database: Database;
  let child: ChildProcess & { stdout: NodeJS.ReadableStream };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'woo-odoo-locks-'));
    database = await openDatabase(folder);
    await database.backends.add(backend, SECRETS);
    const text = `const { openDatabase } = await import(${MODULE});
      const database = await openDatabase(${JSON.stringify(folder)});
      globalThis.held = [await database.lock(${JSON.stringify(backend)}), await database.lead()];
      process.stdout.write('holds');
      setInterval(() => {}, 1000);`;
    child = spawn(process.execPath, ['--input-type=module', '--eval', text], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  /** Rewrites who the holder says it is. */
  function disguise(change: object): void {
    const database = new DatabaseSync(join(folder, 'connector.db'));
    const holder = JSON.stringify({ ...ownIdentity(), pid: child.pid, ...change });
    database.prepare('update process_lock set holder = ?').run(holder);
    database.close();
  }
  async function expectTaken(): Promise<void> {
    const [lock, lead] = [await database.lock(backend), await database.lead()];
    await lock.check();
    await lead?.check();
    expect(lead).not.toBeNull();
    await lock.release();
    await lead?.release();
    expect(readdirSync(folder).filter((name) => name.includes('-lock-'))).toEqual([]);
  }
  async function expectLocked(): Promise<void> {
    await expect(database.lock(backend)).rejects.toMatchObject({
      code: 'backend.busy',
      message: expect.stringContaining(`process ${child.pid ?? 0} on `) as string,
    });
    expect(await database.lead()).toBeNull();
  }

  it('are taken over from a process that was killed, not before', async () => {
    await expectLocked();
    await kill();
    await expectTaken();
  });

  it(
    'are free again when their row could not be deleted, for the same process too',
    { timeout: 120_000 },
    async () => {
      await kill();
      const lock = await database.lock(backend);
      const writer = new DatabaseSync(join(folder, 'connector.db'));
      writer.exec('begin immediate');
      await lock.release();
      writer.exec('rollback');
      writer.close();
      await expectTaken();
    },
  );

  it('are kept by a process of another container while it lives', async () => {
    disguise({ host: 'another', pidSpace: 'pid:[1]', pid: child.pid });
    await expectLocked();
    await kill();
    await expectTaken();
  });

  it('are kept by a process of another machine with the same host name while it lives', async () => {
    disguise({ bootId: 'of another machine' });
    await expectLocked();
    await kill();
    await expectTaken();
  });

  it('do not outlive a restart of their machine, nor pass to a process that got the same process id', async () => {
    await kill();
    disguise({ bootId: 'an earlier one', pid: process.pid });
    await expectTaken();
  });

  it('are lost to a process whose row another one has', async () => {
    await kill();
    const lock = await database.lock(backend);
    const sqlite = new DatabaseSync(join(folder, 'connector.db'));
    sqlite.exec("update process_lock set token = 'of another'");
    await expect(lock.check()).rejects.toMatchObject({ code: 'backend.hold_lost', retryable: true });
    await lock.release();
    expect(
      sqlite.prepare('select count(*) as count from process_lock where name = ?').get(backend.id),
    ).toEqual({
      count: 1,
    });
    sqlite.close();
  });
});

describe('hasEnded', () => {
  it('is sure about itself and a process that is gone, not about another boot', () => {
    expect(hasEnded(ownIdentity())).toBe(false);
    expect(hasEnded({ ...ownIdentity(), startTime: null })).toBe(false);
    expect(hasEnded({ ...ownIdentity(), startTime: '0' })).toBe(true);
    expect(hasEnded({ ...ownIdentity(), pid: 999_999_999 })).toBe(true);
    expect(hasEnded({ ...ownIdentity(), pid: 999_999_999, bootId: 'another' })).toBe(false);
    expect(hasEnded({ ...ownIdentity(), bootId: null })).toBe(false);
    expect(hasEnded({ ...ownIdentity(), pid: 999_999_999, pidSpace: 'pid:[1]' })).toBe(false);
  });
});
