import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { connectControl } from '../../sandbox/http/control-door.ts';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import { buildProgram } from './build.ts';
import type { BenchPart } from './part.ts';

const ROOT = join(import.meta.dirname, '../..');
const RATES = 50_000;
/**
 * What Node may use for its heap: with room it lets waste lie about, and how much is needed shows only where it may not.
 * In MB; the embedded database and the program itself come on top.
 */
const HEAP = ['--max-old-space-size=136', '--max-semi-space-size=2'];
/** How often the memory of the connector is looked at; the system keeps the highest value itself. */
const LOOK_MS = 200;

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

/** The tax policy of a store with very many rates, beside a download of the same pages that does nothing with them. */
export const rates: BenchPart = {
  what: `${RATES.toLocaleString('en-US')} ZIP rates into Odoo 18 with the app; store, Odoo and connector in processes of their own, the connector built and with ${HEAP.join(' ')}`,
  async measure(say) {
    buildProgram();
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
    try {
      const place = ['--store-url', woo.line.url, '--odoo-url', odoo.line.url];
      const login = ['--odoo-database', odoo.line.database, '--odoo-login', odoo.line.login];
      await connector(env, 'backend', 'add', 'bench', ...place, ...login);
      await connector(env, 'odoo-app', 'install');
      const measured: Figures[] = [];
      const syncAs = async (what: string) => {
        say(`${what} ...`);
        await erp.reset();
        // As a person runs it: what `--json` prints is held in memory as a whole.
        const { peakMb, seconds } = await connector(env, 'sync');
        const [run] = runs.parse(JSON.parse((await connector(env, 'runs', '--json')).out));
        if (run === undefined) throw new Error('the run left no record');
        say(run.message);
        const { writes } = await erp.counts();
        measured.push({ what, seconds, requests: run.storeRequests, calls: run.odooCalls, writes, peakMb });
      };
      await syncAs('first sync of 59 rates');
      await shop.generateZipRates(RATES);
      say('bare download ...');
      const bare = await download(woo.line);
      await syncAs('first sync');
      await syncAs('no-change sync');
      return [bare, ...measured].map(({ what, seconds, requests, calls, writes, peakMb }) => ({
        what,
        seconds,
        ratio: Number((seconds / bare.seconds).toFixed(2)),
        'store requests': requests,
        'Odoo calls': calls,
        'of them writing': writes,
        'peak MB': peakMb ?? '-',
      }));
    } finally {
      woo.stop();
      odoo.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Figures {
  readonly what: string;
  readonly seconds: number;
  readonly requests: number;
  readonly calls: number;
  readonly writes: number;
  /** Null where it was not measured, or the system does not tell it. */
  readonly peakMb: number | null;
}

/** Every page of the rates, read and validated, and forgotten. */
async function download({ url, consumerKey, consumerSecret }: z.infer<typeof storeLine>): Promise<Figures> {
  const store = openStore({ url, signIn: 'oauth1', keys: { consumerKey, consumerSecret } });
  try {
    const begun = performance.now();
    await store.taxRates();
    const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
    return { what: 'bare download', seconds, requests: store.requests(), calls: 0, writes: 0, peakMb: null };
  } finally {
    await store.close();
  }
}

/** Runs the command line to its end; a sync may well find something to review. */
async function connector(env: Readonly<Record<string, string>>, ...args: string[]) {
  const begun = performance.now();
  const child = spawn(process.execPath, [...HEAP, join(ROOT, 'dist/bin.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  let peakMb: number | null = null;
  const looking = setInterval(() => (peakMb = peakOf(child.pid) ?? peakMb), LOOK_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
  if (code !== 0 && code !== 3)
    throw new Error(`"woo-odoo ${args.join(' ')}" answered ${code}: ${Buffer.concat(errors).toString()}`);
  return { out: Buffer.concat(said).toString(), seconds, peakMb: peakMb as number | null };
}

/** The most memory that a process has held at once, in MB; null where the system does not tell it so. */
function peakOf(pid: number | undefined): number | null {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return peak === undefined ? null : Math.round(Number(peak) / 1024);
  } catch {
    return null;
  }
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
