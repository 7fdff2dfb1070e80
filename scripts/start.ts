// npm start: the service from its sources, with its web page, which is built first where it is older than its sources.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildPageWhenNeeded } from './build/page-when-needed.ts';

await buildPageWhenNeeded();
const program = join(import.meta.dirname, '../src/bin.ts');
const child = spawn(process.execPath, [program, 'serve', ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => (process.exitCode = code ?? 1));
