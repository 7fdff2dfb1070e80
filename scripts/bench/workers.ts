import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STORE_KEYS, startOdoo, startStore } from '../../sandbox/index.ts';
import { openQueue } from '../../src/queue/open.ts';
import type { RunQueue } from '../../src/queue/port.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Backend, Database } from '../../src/database/port.ts';
import { findBinaries } from '../test-postgres/binaries.ts';
import { startServer } from '../test-postgres/server.ts';
import type { BenchPart } from './part.ts';
import { giveUpDefaultTax } from '../../test/testing/products.ts';

const BIN = join(import.meta.dirname, '../../src/bin.ts');
const BACKENDS = 12;
const ROUNDS = 2;
const WORKERS = [1, 2, 4] as const;

/** Syncs that find nothing to do, the usual case: the whole read of both sides, the plan, claim and end in Odoo. */
export const workers: BenchPart = {
  what: `syncs per minute on PostgreSQL; ${BACKENDS} backends, each with the whole store and the app in Odoo 18`,
  async measure(print) {
    const binaries = findBinaries(process.env['PATH'] ?? '');
    if (binaries === null) throw new Error('there is no PostgreSQL server here; apt-get install postgresql');
    const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-bench-'));
    const [woo, odoo, server] = await Promise.all([startStore(), startOdoo(), startServer(binaries)]);
    const env = {
      DATABASE_URL: server.url,
      WOO_ODOO_DATA_DIR: folder,
      WOO_ODOO_RUNS_AT_ONCE: '1',
      WOO_ODOO_LOG_LEVEL: 'error',
      WOO_ODOO_CONSUMER_KEY: STORE_KEYS.readOnly.consumerKey,
      WOO_ODOO_CONSUMER_SECRET: STORE_KEYS.readOnly.consumerSecret,
      WOO_ODOO_ODOO_SECRET: odoo.users.connector.apiKey,
      WOO_ODOO_ADMIN_LOGIN: odoo.users.admin.login,
      WOO_ODOO_ADMIN_SECRET: odoo.users.admin.password,
    };
    let database: Database | undefined;
    let queue: RunQueue | undefined;
    try {
      const place = ['--store-url', woo.url, '--odoo-url', odoo.url, '--odoo-database', odoo.database];
      await run(env, 'backend', 'add', 'company 1', ...place, '--odoo-login', odoo.users.connector.login);
      await run(env, 'odoo-app', 'install');
      database = await openDatabase(folder, { databaseUrl: server.url });
      // A product with another tax, or a gateway without a journal, would wait for a user in every run.
      giveUpDefaultTax(odoo);
      for (const { id } of woo.control.data().gateways) woo.control.changeGateway(id, { enabled: false });
      const addCompany = (name: string) => odoo.control.addCompany(name, 'US', [odoo.users.connector.login]);
      const backends = await multiply(database, addCompany);
      queue = await openQueue(database.sql, (error) => print(error.message));
      print(`first syncs of ${BACKENDS} backends, not measured ...`);
      await measureRound(4, backends, database, queue, env);
      const rows = [];
      for (const count of WORKERS) {
        const { seconds, syncs } = await measureRound(count, backends, database, queue, env, ROUNDS);
        const perMinute = Math.round((syncs / seconds) * 60);
        print(`${count} workers: ${perMinute} syncs per minute`);
        rows.push({
          workers: count,
          syncs,
          seconds: Number(seconds.toFixed(1)),
          'syncs per minute': perMinute,
        });
      }
      return rows;
    } finally {
      await queue?.stop(1_000);
      await database?.close();
      await Promise.all([woo.close(), odoo.close(), server.stop()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Env = Readonly<Record<string, string>>;

/** Pairs the store with a company more for each backend; like the first, which was tested. */
async function multiply(database: Database, addCompany: (name: string) => number): Promise<Backend[]> {
  const [first] = await database.backends.list();
  if (first === undefined) throw new Error('the first backend is missing');
  const secrets = await database.backends.secrets(first.id);
  const backends = [first];
  for (let index = 2; index <= BACKENDS; index += 1) {
    const name = `company ${index}`;
    const company = { odooCompanyId: addCompany(name), odooCompanyName: name, odooRowId: null };
    const backend = { ...first, id: randomUUID(), name, ...company };
    await database.backends.add(backend, secrets);
    backends.push(backend);
  }
  return backends;
}

/** Starts so many workers, and measures from the first job to the end of the last run. */
async function measureRound(
  count: number,
  backends: readonly Backend[],
  database: Database,
  queue: RunQueue,
  env: Env,
  rounds = 1,
): Promise<{ seconds: number; syncs: number }> {
  const processes = await Promise.all(Array.from({ length: count }, () => startWorker(env)));
  try {
    const begun = performance.now();
    for (let round = 0; round < rounds; round += 1) await syncAll(backends, database, queue);
    return { seconds: (performance.now() - begun) / 1000, syncs: backends.length * rounds };
  } finally {
    await Promise.all(processes.map(stopWorker));
  }
}

async function syncAll(backends: readonly Backend[], database: Database, queue: RunQueue): Promise<void> {
  const before = await newest(database);
  for (const { id } of backends) await queue.push({ backendId: id, kind: 'sync', origin: 'schedule' });
  for (;;) {
    const runs = (await database.runs.list({ limit: backends.length })).filter(({ id }) => id > before);
    const failed = runs.find(({ status }) => status === 'failed' || status === 'partial');
    if (failed !== undefined)
      throw new Error(`run ${failed.id} ended ${failed.status}: ${failed.message ?? ''}`);
    if (runs.length === backends.length && runs.every(({ status }) => status !== 'running')) return;
    await sleep(50);
  }
}

async function newest(database: Database): Promise<number> {
  const [run] = await database.runs.list({ limit: 1 });
  return run?.id ?? 0;
}

async function run(env: Env, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [BIN, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`"woo-odoo ${args.join(' ')}" answered ${code}`);
}

async function startWorker(env: Env): Promise<ChildProcess> {
  const child = spawn(process.execPath, [BIN, 'worker'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for await (const chunk of child.stderr) {
    output += String(chunk);
    if (output.includes('The service is running.')) break;
  }
  if (child.exitCode !== null) throw new Error(`a worker did not start: ${output}`);
  return child;
}

async function stopWorker(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
}
