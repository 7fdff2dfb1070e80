import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { connectControl } from '../../sandbox/http/control-door.ts';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import { buildProgram } from './build.ts';
import { Floors, type Floor } from './floor.ts';
import type { BenchPart } from './part.ts';
import { peakMbOf, REPORT_PEAK } from './peak.ts';

const ROOT = join(import.meta.dirname, '../..');
const RATES = 50_000;

const storeLine = z.object({
  url: z.string(),
  control: z.string(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
});
const odooLine = z.object({
  url: z.string(),
  control: z.string(),
  database: z.string(),
  login: z.string(),
  secret: z.string(),
  users: z.object({ admin: z.object({ login: z.string(), password: z.string() }) }),
});
const runs = z.array(z.object({ storeRequests: z.number(), odooCalls: z.number(), message: z.string() }));

/** The aims: so many times the floor, so many MB, and so many times the time for twice the rates. */
const AIMS = { first: 1.25, unchanged: 1.15, peakMb: 300, double: 2.2 } as const;

/** The tax policy of a store with very many rates, beside what the servers alone take for the same work. */
export const rates: BenchPart = {
  what: `ZIP rates into Odoo 18 with the app (${RATES.toLocaleString('en-US')}, or the number given; --double measures twice as many, too); store, Odoo and connector in processes of their own, the connector built and without any limit of memory. Aims: first sync ${AIMS.first} and no-change sync ${AIMS.unchanged} times the floor, under ${AIMS.peakMb} MB, twice the rates ${AIMS.double} times the time`,
  sized: true,
  async measure(report, { size = RATES, double }) {
    buildProgram();
    const once = await measureWorld(size, report);
    if (!double) return once.map((figures) => rowOf(figures));
    const twice = await measureWorld(2 * size, report);
    return [
      ...once.map((figures) => rowOf(figures)),
      ...twice.map((figures, index) => rowOf(figures, once[index])),
    ];
  },
};

/** A new store and a new Odoo, and everything measured with so many rates. */
async function measureWorld(size: number, report: (text: string) => void): Promise<Figures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-bench-'));
  const [woo, odoo] = await Promise.all([
    startServer(storeLine, 'woocommerce'),
    startServer(odooLine, 'odoo', '--series', '18'),
  ]);
  const shop = connectControl<SandboxStore['control']>(woo.line.control);
  const erp = connectControl<SandboxOdoo['control']>(odoo.line.control);
  const env = {
    WOO_ODOO_DATA_DIR: folder,
    WOO_ODOO_CONSUMER_KEY: woo.line.consumerKey,
    WOO_ODOO_CONSUMER_SECRET: woo.line.consumerSecret,
    WOO_ODOO_ODOO_SECRET: odoo.line.secret,
    WOO_ODOO_ADMIN_LOGIN: odoo.line.users.admin.login,
    WOO_ODOO_ADMIN_SECRET: odoo.line.users.admin.password,
  };
  let floors: Floors | undefined;
  try {
    const place = ['--store-url', woo.line.url, '--odoo-url', odoo.line.url];
    const login = ['--odoo-database', odoo.line.database, '--odoo-login', odoo.line.login];
    await connector(env, 'backend', 'add', 'bench', ...place, ...login);
    await connector(env, 'odoo-app', 'install');
    const syncAs = async (what: string, floor: number | null): Promise<Figures> => {
      report(`${what} ...`);
      await erp.reset();
      // As a user runs it: what `--json` prints is held in memory as a whole.
      const { peakMb, seconds } = await connector(env, 'sync');
      const [run] = runs.parse(JSON.parse((await connector(env, 'runs', '--json')).out));
      if (run === undefined) throw new Error('the run left no record');
      report(run.message);
      const { writes } = await erp.counts();
      return { what, floor, seconds, requests: run.storeRequests, calls: run.odooCalls, writes, peakMb };
    };
    const bare = async (what: string, measuring: () => Promise<Floor>): Promise<Figures> => {
      report(`${what} ...`);
      await erp.reset();
      const figures = await measuring();
      const { writes } = await erp.counts();
      return { what, floor: null, ...figures, writes, peakMb: null };
    };
    const small = await syncAs('first sync of 59 rates', null);
    await shop.generateZipRates(size);
    const floor = (floors = await Floors.open(folder));
    const download = await bare('bare download', () => downloadRates(woo.line));
    const before = await bare('bare reads before', () => floor.reads());
    await erp.snapshot('before');
    const written = await bare('bare writes', () => floor.writes());
    await erp.restore('before');
    const first = await syncAs(`first sync of ${size} rates`, before.seconds + written.seconds);
    const after = await bare('bare reads after', () => floor.reads());
    const unchanged = await syncAs(`no-change sync of ${size} rates`, after.seconds);
    return [small, download, before, written, first, after, unchanged];
  } finally {
    await floors?.close();
    woo.stop();
    odoo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Figures {
  readonly what: string;
  /** In seconds; null where it is a floor itself, or has none. */
  readonly floor: number | null;
  readonly seconds: number;
  readonly requests: number;
  readonly calls: number;
  readonly writes: number;
  /** Of the connector's process alone; null where there was none. */
  readonly peakMb: number | null;
}

/** @param half the same with half as many rates */
function rowOf({ what, floor, seconds, requests, calls, writes, peakMb }: Figures, half?: Figures) {
  return {
    what,
    seconds: rounded(seconds),
    floor: floor === null ? '' : rounded(floor),
    'times floor': floor === null ? '' : rounded(seconds / floor),
    ...(half !== undefined && { 'times half': rounded(seconds / half.seconds) }),
    'store requests': requests,
    'Odoo calls': calls,
    'of them writing': writes,
    'peak MB': peakMb ?? '',
  };
}

const rounded = (value: number) => Number(value.toFixed(2));

/** Every page of the rates, read and validated, and forgotten. */
async function downloadRates({
  url,
  consumerKey,
  consumerSecret,
}: z.infer<typeof storeLine>): Promise<Floor> {
  const store = openStore({ url, signIn: 'oauth1', keys: { consumerKey, consumerSecret } });
  try {
    const begun = performance.now();
    await store.taxRates();
    return { seconds: (performance.now() - begun) / 1000, requests: store.requests(), calls: 0 };
  } finally {
    await store.close();
  }
}

/** Runs the command line to its end; a sync may well find something to review. */
async function connector(env: Readonly<Record<string, string>>, ...args: string[]) {
  const begun = performance.now();
  const child = spawn(process.execPath, [...REPORT_PEAK, join(ROOT, 'dist/launch.cjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  const text = Buffer.concat(errors).toString();
  if (code !== 0 && code !== 3) throw new Error(`"woo-odoo ${args.join(' ')}" answered ${code}: ${text}`);
  return { out: Buffer.concat(output).toString(), seconds, peakMb: peakMbOf(text) };
}

async function startServer<Line>(line: z.ZodType<Line>, ...args: string[]) {
  const child = spawn(process.execPath, [join(ROOT, 'sandbox/main.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const text of createInterface({ input: child.stdout })) {
    return { line: line.parse(JSON.parse(text)), stop: () => child.kill() };
  }
  throw new Error(`the sandbox (${args.join(' ')}) did not start`);
}
