// npm run test:postgres [-- vitest options]: the suite of the store and the sync scenarios on PostgreSQL, on a server
// that is made for it and removed afterwards. Where PostgreSQL is missing it reports this and fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findBinaries } from './test-postgres/binaries.ts';
import { startServer } from './test-postgres/server.ts';

const root = join(import.meta.dirname, '..');

async function main(options: readonly string[]): Promise<number> {
  const binaries = findBinaries(process.env['PATH'] ?? '');
  if (binaries === null) {
    return fail(
      'no PostgreSQL server (initdb, postgres) was found in PATH, by pg_config or where systems keep it. ' +
        'Install one, e.g. apt-get install postgresql',
    );
  }
  let server;
  try {
    server = await startServer(binaries);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const child = spawn(
      process.execPath,
      [vitest, 'run', '--config', 'vitest.postgres.config.ts', ...options],
      { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: server.url } },
    );
    // The tests get the signal of the terminal themselves; here it must not skip the end below.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await server.stop();
  }
}

function fail(message: string): number {
  console.error(`test:postgres: ${message}`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
