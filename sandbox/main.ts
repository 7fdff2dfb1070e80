// The stand-ins as a process of their own: `npm run sandbox -- --help` shows what it can do.
//
// With --json it prints a line of JSON per server when it listens (server, url, control, and the sandbox keys or
// logins), and ends when its standard input closes, so that it dies with the program that started it. Otherwise it
// ends on SIGTERM and SIGINT. It listens on loopback only; the keys are fixed sandbox material.
import { asJson, asText } from './tool/describe.ts';
import { HELP, readOptions } from './tool/options.ts';
import { runSandbox } from './tool/run.ts';
import type { RunningSandbox } from './tool/run.ts';

// Before anything is reported: whoever reads the first line may end the process at once.
let running: RunningSandbox | undefined;
const stop = () => {
  void Promise.resolve(running?.close()).then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
  } else {
    if (options.json) process.stdin.on('end', stop);
    running = await runSandbox(options);
    for (const line of options.json ? asJson(running) : [asText(running, options)]) console.log(line);
    if (options.json) process.stdin.resume();
  }
} catch (error) {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  console.error('  npm run sandbox -- --help shows what it can do.');
  process.exit(1);
}
