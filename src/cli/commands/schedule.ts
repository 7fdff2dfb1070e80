import { InvalidArgumentError, type Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import type { PlannedTimes } from '../../engine/backends/schedules.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords } from '../context.ts';
import { showSchedules, showStatus, wallTime } from '../output/show-schedules.ts';
import { json, line, safe, printText } from '../output/terminal.ts';

interface SetFlags {
  readonly cron?: string;
  readonly every?: number;
  readonly timeZone: string;
  readonly check?: boolean;
}

export function addScheduleCommands(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  const schedule = program.command('schedule');

  schedule
    .command('list', { isDefault: true })
    .description('all schedules, with the times that come next')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  woo-odoo schedule list')
    .action(async (flags: { json?: boolean }) => {
      await runRecords(async (records) => {
        const all = await records.listSchedules();
        if (flags.json) json(out, all);
        else showSchedules(out, all);
        return EXIT.ok;
      });
    });

  schedule
    .command('set')
    .description('make or replace the schedule of a backend')
    .argument('<backend>', 'name or id')
    .option('--cron <expression>', 'minute, hour, day of month, month, day of week')
    .option('--every <minutes>', 'every so many minutes', minutes)
    .option('--time-zone <name>', 'in which the cron expression is meant: Europe/Berlin', 'UTC')
    .option('--check', 'plan without applying, and report drift; a schedule of its own beside that of syncs')
    .addHelpText('after', SET_HELP)
    .action(async (name: string, flags: SetFlags) => {
      const { cron = null, every = null, timeZone } = flags;
      if ((cron === null) === (every === null))
        throw new ConnectorError({
          code: 'cli.missing',
          message: 'A schedule is either --cron or --every.',
          hint: 'For example: --cron "0 6 * * *", or --every 30.',
        });
      await runRecords(async (records) => {
        const timing = { cron, everyMinutes: every, timeZone };
        const planned = await records.setSchedule(name, flags.check ? 'check' : 'sync', timing);
        sayNext(planned);
        return EXIT.ok;
      });
    });

  schedule
    .command('remove')
    .description('take the schedule of a backend away')
    .argument('<backend>', 'name or id')
    .option('--check', 'that of checks instead of that of syncs')
    .addHelpText('after', '\nExample:\n  woo-odoo schedule remove shop')
    .action(async (name: string, flags: { check?: boolean }) => {
      await runRecords(async (records) => {
        const gone = await records.removeSchedule(name, flags.check ? 'check' : 'sync');
        line(out, gone ? 'Removed.' : 'There was none.');
        return EXIT.ok;
      });
    });

  function sayNext({ backend, schedule: { kind, timeZone }, next }: PlannedTimes): void {
    printText(
      out,
      `${safe(backend.name)} is ${kind === 'check' ? 'checked' : 'synced'} by the service. Next (${safe(timeZone)}):`,
    );
    for (const time of next) line(out, `  ${wallTime(time, timeZone)}`);
  }
}

/** `status` */
export function addStatusCommand(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  program
    .command('status')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  woo-odoo status')
    .action(async (flags: { json?: boolean }) => {
      await runRecords(async (records) => {
        const all = await records.status();
        if (flags.json) json(out, all);
        else showStatus(out, all);
        return EXIT.ok;
      });
    });
}

function minutes(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError('a number of minutes from 1 is needed.');
  return Number(text);
}

const SET_HELP = `
Times that pass while no service runs are made up for once, not many times. A check that finds drift, and a sync that
fails or needs review, is told to WOO_ODOO_WEBHOOK_URL.

Examples:
  woo-odoo schedule set shop --cron "0 6 * * 1-5" --time-zone Europe/Berlin
  woo-odoo schedule set shop --every 30 --check`;
