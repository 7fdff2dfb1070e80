import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a server needs, all of one version. */
const NEEDED = ['initdb', 'postgres'];

/** Finds the folder with PostgreSQL's server programs, which distributions keep out of PATH; null where there is none. */
export function findBinaries(searchPath: string): string | null {
  const config = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const candidates = [
    ...searchPath.split(delimiter).filter((folder) => folder !== ''),
    ...(config.status === 0 ? [config.stdout.trim()] : []),
    // Debian and its children, Red Hat and its children, Homebrew; the newest first.
    ...versions('/usr/lib/postgresql', /^\d+$/),
    ...versions('/usr', /^pgsql-\d+$/),
    ...versions('/opt/homebrew/opt', /^postgresql(@\d+)?$/),
  ];
  return candidates.find((folder) => NEEDED.every((name) => isProgram(join(folder, name)))) ?? null;
}

function versions(folder: string, name: RegExp): string[] {
  try {
    const number = (entry: string) => Number(/\d+/.exec(entry)?.[0] ?? 0);
    return readdirSync(folder)
      .filter((entry) => name.test(entry))
      .sort((a, b) => number(b) - number(a))
      .map((entry) => join(folder, entry, 'bin'));
  } catch {
    return [];
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
