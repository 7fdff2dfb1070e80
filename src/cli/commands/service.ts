import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { ServiceContext, ServiceOptions } from '../service-context.ts';
import { printText } from '../output/terminal.ts';

type Context = CliContext & ServiceContext;

/** The folder that `--data-dir` names. */
const dataDirOf = (program: Command) => program.opts<{ dataDir?: string }>().dataDir;

export function addServeCommand(program: Command, context: Context): void {
  program
    .command('serve')
    .option('--port <number>', 'HTTP port instead of WOO_ODOO_PORT; 0 selects a free port', portNumber)
    .addHelpText('after', SERVE_HELP)
    .action(async (flags: { port?: number }) => {
      await runService(context, { role: 'serve', dataDir: dataDirOf(program), port: flags.port });
    });
}

export function addWorkerCommand(program: Command, context: Context): void {
  program
    .command('worker')
    .option('--port <number>', 'HTTP port for health checks and metrics (default: no HTTP)', portNumber)
    .addHelpText('after', WORKER_HELP)
    .action(async (flags: { port?: number }) => {
      const port = flags.port ?? null;
      await runService(context, { role: 'worker', dataDir: dataDirOf(program), port });
    });
}

async function runService(context: Context, options: ServiceOptions): Promise<void> {
  const { err } = context.terminal;
  // Before anything is opened: whoever reads that it runs may stop it at once, and process 1 of a container ignores a
  // signal that nobody listens to.
  const stopRequested = context.untilStopRequested();
  const service = await context.openService(options);
  const where = service.url === null ? '' : ` Health and metrics: ${service.url}/readyz and /metrics.`;
  printText(err, `The service is running.${where} Press Ctrl-C to stop.`);
  if (service.setupLink !== null)
    printText(
      err,
      `The web page has no user yet. Create the first one with this link, valid once within a day: ${service.setupLink}`,
    );
  await stopRequested;
  printText(err, 'Stopping after the current batches. Press Ctrl-C again to stop immediately.');
  await service.stop();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('must be a port from 0 to 65535.');
  return port;
}

const SERVE_HELP = `
Checks every Odoo for requests (WOO_ODOO_POLL_SECONDS), runs the schedules (woo-odoo schedule) and performs syncs.
With DATABASE_URL you can run several services and workers: one of them checks for requests and schedules, and all of
them perform syncs. All other commands can be used while the service runs.

Log lines (JSON) go to standard output. On SIGTERM or Ctrl-C, the current batch is completed and recorded; remaining
work continues after the next start.

Example:
  woo-odoo serve --port 9000`;

const WORKER_HELP = `
Needs DATABASE_URL and the same secret key as the service. If a worker dies, another one takes over its run within a
minute.

Example:
  DATABASE_URL=postgresql://connector@db/connector woo-odoo worker`;
