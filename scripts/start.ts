// npm start: the service from its sources, with its web page, which is built first where it is older than its sources.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildPageWhenNeeded } from './build/page-when-needed.ts';

await buildPageWhenNeeded();
const program = join(import.meta.dirname, '../src/bin.ts');
const child = spawn(process.execPath, [program, 'serve', ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
// A shell answers 128 and the number of the signal for a program that a signal ended.
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
});
