import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Builds the program as it is published: run from its sources it would hold the compiler, too. In a process of its own,
 * because the peak memory of a process is at least what the one that started it held.
 */
export function buildProgram(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.ts')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the program could not be built: ${stderr}`);
}
