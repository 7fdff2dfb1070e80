import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from './program.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/web/index.html');
const SOURCES = ['web/src', 'web/index.html', 'package-lock.json'];

/** Builds the web page where it is older than its sources, for those who run the service from its sources. */
export async function buildPageWhenNeeded(): Promise<void> {
  if (existsSync(BUILT) && newest(SOURCES.map((name) => join(ROOT, name))) <= statSync(BUILT).mtimeMs) return;
  console.error('Building the web page ...');
  await buildProgram();
  // A file that came out the same is left alone by the build.
  utimesSync(BUILT, new Date(), new Date());
}

if (import.meta.main) await buildPageWhenNeeded();

/** When the newest of these files and folders was changed, in milliseconds. */
function newest(paths: readonly string[]): number {
  const times = paths.map((path) =>
    statSync(path).isDirectory()
      ? newest(readdirSync(path).map((name) => join(path, name)))
      : statSync(path).mtimeMs,
  );
  return Math.max(0, ...times);
}
