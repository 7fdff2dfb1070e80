// npm run test:live [-- vitest options]: the scenarios on a real store and a real Odoo, named by WOO_LIVE_… variables.
// npm run test:live -- --sandbox 18 […]: the same on stand-ins in processes of their own.
//
// It shows what it will write, and refuses a database that is not marked as one for tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { OdooUser } from '../test/live/odoo-user.ts';
import { demandMark, readTarget, TEST_DATABASE_MARK, type LiveTarget } from '../test/live/target.ts';
import { startSandboxPair } from './test-live/sandbox.ts';

const root = join(import.meta.dirname, '..');

const USAGE = `It needs, in the environment:
  WOO_LIVE_STORE_URL, WOO_LIVE_CONSUMER_KEY, WOO_LIVE_CONSUMER_SECRET    a store; a read-only key is enough
  WOO_LIVE_ODOO_URL, WOO_LIVE_ODOO_DATABASE                              an Odoo with a database for tests
  WOO_LIVE_ODOO_LOGIN, WOO_LIVE_ODOO_SECRET                              the connector's user there
  WOO_LIVE_ADMIN_LOGIN, WOO_LIVE_ADMIN_SECRET                            optional: an administrator, for the app
  WOO_LIVE_STORE_CA, WOO_LIVE_ODOO_CA                                    optional: PEM files of private authorities
Or: npm run test:live -- --sandbox 17|18|19`;

async function main(args: readonly string[]): Promise<number> {
  const [flag, series = '', ...rest] = args;
  if (flag !== '--sandbox') return testPair(process.env, args);
  if (!/^\d+$/u.test(series)) throw new Error('--sandbox needs a series of Odoo: 17, 18 or 19');
  const pair = await startSandboxPair({ series, mark: true });
  try {
    return await testPair({ ...process.env, ...pair.variables }, rest);
  } finally {
    await pair.stop();
  }
}

async function testPair(env: NodeJS.ProcessEnv, options: readonly string[]): Promise<number> {
  const target = readTargetOrExplain(env);
  announce(target);
  await demandMark(await OdooUser.signIn(target.odoo, target.odoo));
  console.log(`\nThe database carries the mark "${TEST_DATABASE_MARK}".`);

  const files = target.admin === null ? ['test/live/sync.test.ts'] : [];
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--config', 'vitest.live.config.ts', ...files, ...options],
    { cwd: root, stdio: 'inherit', env },
  );
  // The tests get the signal of the terminal themselves; here it must not skip the ends below and above.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (target.admin === null) warnWithoutAdministrator();
  return code ?? 1;
}

function readTargetOrExplain(env: NodeJS.ProcessEnv): LiveTarget {
  try {
    return readTarget(env);
  } catch (error) {
    throw new Error(`${wordsOf(error)}\n${USAGE}`, { cause: error });
  }
}

function announce({ store, odoo, admin }: LiveTarget): void {
  console.log(`Store  ${store.url}: is read only.
Odoo   ${odoo.url}, database ${odoo.database}, as ${odoo.login}:
  - the states that the store has and Odoo lacks are made (about a thousand), and those made are deleted at the end;
  - one state that the connector made is renamed and named back, one is deleted and made again;
  - taxes and fiscal positions for the store's tax rates are made, and stay.`);
  if (admin === null) warnWithoutAdministrator();
  else
    console.log(`  As ${admin.login}:
  - the WooCommerce app is installed, uninstalled, installed again and uninstalled at the end. If it is there already,
    it is uninstalled first, with its rows of ALL backends;
  - ${odoo.login} gets the app's group Connector; one state with the code WOOTEST is made and deleted.`);
  console.log('Nothing else is written there. Our own database is a temporary folder.');
}

function warnWithoutAdministrator(): void {
  console.error(
    '\nATTENTION: WOO_LIVE_ADMIN_LOGIN and WOO_LIVE_ADMIN_SECRET are not set: the scenarios of the WooCommerce app ' +
      '(install, rows, claim, button, choice, uninstall) do NOT run.',
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`test:live: ${wordsOf(error)}`);
  process.exitCode = 1;
}
