// npm start: the service from its sources, with its web page, which is built first where it is older than its sources.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from './build/program.ts';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/web/index.html');
const sources = ['web/src', 'web/index.html', 'package-lock.json'].map((name) => join(root, name));

if (!existsSync(built) || newest(sources) > statSync(built).mtimeMs) {
  console.error('Building the web page ...');
  await buildProgram();
  // A file that came out the same is left alone by the build.
  utimesSync(built, new Date(), new Date());
}
const child = spawn(process.execPath, [join(root, 'src/bin.ts'), 'serve', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => (process.exitCode = code ?? 1));

/** When the newest of these files and folders was changed, in milliseconds. */
function newest(paths: readonly string[]): number {
  const times = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? newest(readdirSync(path).map((name) => join(path, name)))
      : statSync(path).mtimeMs,
  );
  return Math.max(0, ...times);
}
