// npm run demo: the whole story on the sandbox, with the real command line, in a folder that is thrown away. At its end it
// leaves the web page open; with --once it ends instead.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { z } from 'zod';
import { readCaller } from '../src/config/caller.ts';
import { openPage } from './demo/open-page.ts';

const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'woo-odoo-demo-'));
/** Called as `npm run woo-odoo` calls it: hints name what a user of the clone types. */
const CALLED = { npm_package_name: 'odoo-woocommerce-connector', npm_lifecycle_event: 'woo-odoo' };
const { program } = readCaller(CALLED);
const servers: ChildProcess[] = [];
/** The command in hand. */
let running: ChildProcess | undefined;
/** Whoever ends the demo ends everything that it started. */
const stop = new AbortController();
let stopCode = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopCode = 128 + constants.signals[signal];
    stop.abort();
    running?.kill(signal);
    for (const server of servers) server.kill();
  });
}

/** What the sandbox says of a server on a line of its output. */
const storeLine = z.object({
  server: z.literal('woocommerce'),
  url: z.url(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
});
const odooLine = z.object({
  server: z.literal('odoo'),
  url: z.url(),
  database: z.string(),
  login: z.string(),
  secret: z.string(),
  users: z.object({ admin: z.object({ login: z.string(), password: z.string() }) }),
});

try {
  process.exitCode = await demo();
} catch (error) {
  if (!stop.signal.aborted) throw error;
  process.exitCode = stopCode;
} finally {
  for (const server of servers) server.kill();
  rmSync(dataDir, { recursive: true, force: true });
}

async function demo(): Promise<number> {
  print('Starting a stand-in WooCommerce store and a stand-in Odoo 18 ...');
  // Beside the story, which leaves a core idle: whoever opens the page does not wait for it.
  const pageBuilt = process.argv.includes('--once') ? undefined : buildPage();
  const [store, odoo] = await Promise.all([
    startServer(storeLine, 'woocommerce'),
    startServer(odooLine, 'odoo', '--series', '18'),
  ]);
  const pair = [
    ...['--store-url', store.url, '--odoo-url', odoo.url],
    ...['--odoo-database', odoo.database, '--odoo-login', odoo.login],
  ];
  const secrets = {
    WOO_ODOO_CONSUMER_KEY: store.consumerKey,
    WOO_ODOO_CONSUMER_SECRET: store.consumerSecret,
    WOO_ODOO_ODOO_SECRET: odoo.secret,
  };
  // What each step must answer; anything else fails the demo.
  await step(['backend', 'add', 'demo', ...pair], 0, secrets);
  await step(['odoo-app', 'install'], 0, {
    WOO_ODOO_ADMIN_LOGIN: odoo.users.admin.login,
    WOO_ODOO_ADMIN_SECRET: odoo.users.admin.password,
  });
  // The stand-in has products that carry a tax of no class of the store: that is for a user to look at.
  await step(['plan'], 3);
  await step(['sync'], 3);
  await step(['sync'], 3);
  await step(['resolve', 'address', '--country', 'MX', '--state', 'JA'], 0);
  const address = ['--country', 'CA', '--state', 'QC', '--postcode', 'H2X 1Y4'];
  await step(['tax', 'explain', ...address, '--amount', '19.99'], 0);
  const basket = ['--country', 'DE', '--postcode', '10117', '--qty', '3', '--total', '59.97'];
  await step(['shipping', 'report'], 0);
  // The postcodes of an earlier zone are left out of the method of the later one, which has a part for their country.
  await step(['shipping', 'explain', ...basket], 0);
  await step(['check'], 3);
  await step(['runs'], 0);
  if (pageBuilt !== undefined) await leavePageOpen(pageBuilt);
  print('That was all. With your own store and Odoo: npm start, and open the link that it prints.');
  print(`How to prepare both: docs/getting-started.md. On the command line: ${program} backend add`);
  return 0;
}

/** The web page on what was synced, until Ctrl-C. */
async function leavePageOpen(pageBuilt: Promise<void>): Promise<void> {
  await pageBuilt;
  const page = await openPage(join(root, 'src/bin.ts'), dataDir, stop.signal);
  print(`\nThe web page is open at ${page.url}`);
  console.log(`  signed in, once:  ${page.link}`);
  console.log(`  or sign in as     ${page.login}, password ${page.password}`);
  console.log(
    `  commands here:    export WOO_ODOO_DATA_DIR=${dataDir} in another terminal, then any command above`,
  );
  print('Press Ctrl-C to end the demo.');
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  await page.close();
}

/** In a process of its own, since the work of it would hold up this one. Whoever waits for it learns of a failure. */
function buildPage(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'scripts/build/page-when-needed.ts')], {
    stdio: 'inherit',
  });
  servers.push(child);
  const built = once(child, 'exit').then(([code]) => {
    stop.signal.throwIfAborted();
    if (code !== 0) throw new Error(`the web page could not be built (exit code ${String(code)})`);
  });
  built.catch(() => undefined);
  return built;
}

/** Starts a server of the sandbox as a process of its own, on a free port; it says on a line where it listens. */
async function startServer<Line>(line: z.ZodType<Line>, ...args: string[]): Promise<Line> {
  const child = spawn(process.execPath, [join(root, 'sandbox/main.ts'), ...args, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  servers.push(child);
  for await (const text of createInterface({ input: child.stdout })) {
    return line.parse(JSON.parse(text));
  }
  throw new Error(`the sandbox (${args.join(' ')}) did not start`);
}

async function step(args: readonly string[], expected: number, env: Readonly<Record<string, string>> = {}) {
  stop.signal.throwIfAborted();
  print(`\n$ ${program} ${args.join(' ')}`);
  const child = spawn(process.execPath, [join(root, 'src/bin.ts'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...CALLED, ...env, WOO_ODOO_DATA_DIR: dataDir },
  });
  running = child;
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  running = undefined;
  stop.signal.throwIfAborted();
  if (code !== expected) throw new Error(`"woo-odoo ${args.join(' ')}" answered ${code}, not ${expected}`);
}

function print(text: string): void {
  console.log(styleText('bold', text, { stream: process.stdout }));
}
