import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { RunningService, ServiceContext } from '../service-context.ts';
import { printText } from '../output/terminal.ts';

type Context = CliContext & ServiceContext;

/** The folder that `--data-dir` names. */
const dataDirOf = (program: Command) => program.opts<{ dataDir?: string }>().dataDir;

export function addServeCommand(program: Command, context: Context): void {
  program
    .command('serve')
    .option(
      '--port <number>',
      'listen for HTTP there instead of WOO_ODOO_PORT; 0 takes a free one',
      portNumber,
    )
    .addHelpText('after', SERVE_HELP)
    .action(async (flags: { port?: number }) => {
      const service = await context.openService({
        role: 'serve',
        dataDir: dataDirOf(program),
        port: flags.port,
      });
      await untilStopRequested(service, context);
    });
}

export function addWorkerCommand(program: Command, context: Context): void {
  program
    .command('worker')
    .option(
      '--port <number>',
      'listen for HTTP there, for health and figures; without it: not at all',
      portNumber,
    )
    .addHelpText('after', WORKER_HELP)
    .action(async (flags: { port?: number }) => {
      const port = flags.port ?? null;
      const service = await context.openService({ role: 'worker', dataDir: dataDirOf(program), port });
      await untilStopRequested(service, context);
    });
}

async function untilStopRequested(service: RunningService, context: Context): Promise<void> {
  const { err } = context.terminal;
  const where = service.url === null ? '' : ` Health and figures: ${service.url}/readyz and /metrics.`;
  printText(err, `The service runs.${where} Ctrl-C stops it.`);
  if (service.setupLink !== null)
    printText(
      err,
      `There is no user of the page yet. Make the first one here, once, within a day: ${service.setupLink}`,
    );
  await context.untilStopRequested();
  printText(err, 'Stopping: runs in hand finish their batch. A second Ctrl-C ends at once.');
  await service.stop();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('a port from 0 to 65535 is needed.');
  return port;
}

const SERVE_HELP = `
Asks every Odoo for pressed buttons (WOO_ODOO_POLL_SECONDS), keeps the schedules (woo-odoo schedule), and does the
syncs. With DATABASE_URL several may run, and workers beside them: one of them asks and schedules, all do syncs. All
other commands work beside it.

Log lines (JSON) go to standard output. SIGTERM or Ctrl-C: the batch in hand is finished and recorded; what is left
is done after the next start.

Example:
  woo-odoo serve --port 9000`;

const WORKER_HELP = `
Needs DATABASE_URL and the same secret key as the service. A worker that dies is missed within a minute, and another
takes its run up.

Example:
  DATABASE_URL=postgresql://connector@db/connector woo-odoo worker`;
