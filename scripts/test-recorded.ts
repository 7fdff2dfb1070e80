// npm run test:recorded -- FOLDER [vitest options]: clients and sandbox against recorded answers of real servers.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findRecordings } from '../test/contract/recordings.ts';
import { UNCOVERED, reasonWhyNot } from '../test/contract/uncovered.ts';

const root = join(import.meta.dirname, '..');

function main(args: readonly string[]): number {
  const [folder, ...options] = args;
  if (folder === undefined || folder.startsWith('-'))
    return fail('name the folder: npm run test:recorded -- FOLDER');
  if (!existsSync(folder)) return fail(`there is no folder ${folder}`);
  const recordings = findRecordings(resolve(folder));
  if (recordings.length === 0)
    return fail(`${folder} contains no recordings (woocommerce/ and odoo/ with JSON files)`);

  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'vitest.contract.config.ts',
      ...options,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, RECORDED: resolve(folder) } },
  );
  printUncovered(recordings);
  return status ?? 1;
}

function printUncovered(recordings: readonly string[]): void {
  const missing = recordings.filter((name) => reasonWhyNot(name) !== null);
  console.log(
    `\ntest:recorded: ${recordings.length - missing.length} recordings compared, ${missing.length} not:`,
  );
  for (const { names, reason } of UNCOVERED) {
    const count = missing.filter((name) => reasonWhyNot(name) === reason && names.test(name)).length;
    console.log(`  ${String(count).padStart(4)}  ${reason}`);
  }
}

function fail(message: string): number {
  console.error(`test:recorded: ${message}`);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
