import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { connectControl } from '../../sandbox/http/control-door.ts';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { peakMbOf, REPORT_PEAK } from './peak.ts';

const ROOT = join(import.meta.dirname, '../..');

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
/** What a run of the command line printed, took and needed. */
export interface Ended {
  readonly out: string;
  readonly seconds: number;
  readonly peakMb: number;
}

/** A store and an Odoo 18 with the app, in processes of their own, and a data folder with a backend for the two. */
export interface World {
  readonly folder: string;
  readonly store: z.infer<typeof storeLine>;
  readonly shop: ReturnType<typeof connectControl<SandboxStore['control']>>;
  readonly erp: ReturnType<typeof connectControl<SandboxOdoo['control']>>;
  /** Runs the built program to its end; a sync may well find something to review. */
  connector(...args: string[]): Promise<Ended>;
  stop(): void;
}

/** Starts them; the program must have been built. */
export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-bench-'));
  const [woo, odoo] = await Promise.all([
    startServer(storeLine, 'woocommerce'),
    startServer(odooLine, 'odoo', '--series', '18'),
  ]);
  const env = {
    WOO_ODOO_DATA_DIR: folder,
    WOO_ODOO_CONSUMER_KEY: woo.line.consumerKey,
    WOO_ODOO_CONSUMER_SECRET: woo.line.consumerSecret,
    WOO_ODOO_ODOO_SECRET: odoo.line.secret,
    WOO_ODOO_ADMIN_LOGIN: odoo.line.users.admin.login,
    WOO_ODOO_ADMIN_SECRET: odoo.line.users.admin.password,
  };
  const stop = () => {
    woo.stop();
    odoo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const place = ['--store-url', woo.line.url, '--odoo-url', odoo.line.url];
    const login = ['--odoo-database', odoo.line.database, '--odoo-login', odoo.line.login];
    await connector(env, 'backend', 'add', 'bench', ...place, ...login);
    await connector(env, 'odoo-app', 'install');
  } catch (error) {
    stop();
    throw error;
  }
  return {
    ...{ folder, stop, store: woo.line, connector: (...args) => connector(env, ...args) },
    shop: connectControl<SandboxStore['control']>(woo.line.control),
    erp: connectControl<SandboxOdoo['control']>(odoo.line.control),
  };
}

async function connector(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
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
  const child = spawn(process.execPath, [join(ROOT, 'sandbox/main.ts'), ...args, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const text of createInterface({ input: child.stdout })) {
    return { line: line.parse(JSON.parse(text)), stop: () => child.kill() };
  }
  throw new Error(`the sandbox (${args.join(' ')}) did not start`);
}
