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
    .description('list all schedules with their next times')
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
    .description('create or replace the schedule of a backend')
    .argument('<backend>', 'name or ID')
    .option(
      '--cron <expression>',
      'cron expression: cron expression: minute, hour, day of month, month, day of week',
    )
    .option('--every <minutes>', 'interval in minutes', minutes)
    .option('--time-zone <name>', 'time zone of the cron expression, for example Europe/Berlin', 'UTC')
    .option(
      '--check',
      'set the schedule of checks, which report differences and write nothing; separate from syncs',
    )
    .addHelpText('after', SET_HELP)
    .action(async (name: string, flags: SetFlags) => {
      const { cron = null, every = null, timeZone } = flags;
      if ((cron === null) === (every === null))
        throw new ConnectorError({
          code: 'cli.missing',
          message: 'Specify either --cron or --every.',
          hint: 'For example: --cron "0 6 * * *", or --every 30.',
        });
      await runRecords(async (records) => {
        const timing = { cron, everyMinutes: every, timeZone };
        const planned = await records.setSchedule(name, flags.check ? 'check' : 'sync', timing);
        printNext(planned);
        return EXIT.ok;
      });
    });

  schedule
    .command('remove')
    .description('remove the schedule of a backend')
    .argument('<backend>', 'name or ID')
    .option('--check', 'remove the schedule of checks instead of syncs')
    .addHelpText('after', '\nExample:\n  woo-odoo schedule remove shop')
    .action(async (name: string, flags: { check?: boolean }) => {
      await runRecords(async (records) => {
        const gone = await records.removeSchedule(name, flags.check ? 'check' : 'sync');
        line(out, gone ? 'Schedule removed.' : 'No such schedule.');
        return EXIT.ok;
      });
    });

  function printNext({ backend, schedule: { kind, timeZone }, next }: PlannedTimes): void {
    printText(
      out,
      `${safe(backend.name)} is ${kind === 'check' ? 'checked' : 'synced'} by the service. Next times (${safe(timeZone)}):`,
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
    throw new InvalidArgumentError('must be a whole number of minutes, at least 1.');
  return Number(text);
}

const SET_HELP = `
If scheduled times pass while no service is running, one run makes up for all of them. WOO_ODOO_WEBHOOK_URL is notified
when a check finds differences, or a sync fails or needs review.

Examples:
  woo-odoo schedule set shop --cron "0 6 * * 1-5" --time-zone Europe/Berlin
  woo-odoo schedule set shop --every 30 --check`;
