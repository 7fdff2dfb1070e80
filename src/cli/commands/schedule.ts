import { InvalidArgumentError, type Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import type { ScheduleKind } from '../../database/port.ts';
import type { PlannedTimes } from '../../engine/backends/schedules.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords } from '../context.ts';
import { showSchedules, showStatus, wallTime } from '../output/show-schedules.ts';
import { printNext, json, line, safe, printText } from '../output/terminal.ts';
import type { JsonOutput } from '../json-output.ts';

interface SetFlags {
  readonly cron?: string;
  readonly every?: number;
  readonly timeZone: string;
  readonly check?: boolean;
  readonly verify?: boolean;
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
        if (flags.json) json(out, all satisfies JsonOutput['schedule list']);
        else showSchedules(out, all);
        return EXIT.ok;
      });
    });

  schedule
    .command('set')
    .description('create or replace the schedule of a backend')
    .argument('<backend>', 'name or ID')
    .option('--cron <expression>', 'cron expression: minute, hour, day of month, month, day of week')
    .option('--every <minutes>', 'interval in minutes', minutes)
    .option('--time-zone <name>', 'time zone of the cron expression, for example Europe/Berlin', 'UTC')
    .option(
      '--check',
      'set the schedule of checks, which report differences and write nothing; separate from syncs',
    )
    .option('--verify', 'set the schedule on which taxes, shipping and orders are verified on both servers')
    .addHelpText('after', SET_HELP)
    .action(async (name: string, flags: SetFlags) => {
      const { cron = null, every = null, timeZone } = flags;
      if ((cron === null) === (every === null))
        throw new ConnectorError({
          code: 'cli.missing',
          message: 'Specify either --cron or --every.',
          hint: 'For example: --cron "0 6 * * *", or --every 30.',
        });
      const kind = kindOf(flags);
      await runRecords(async (records) => {
        const timing = { cron, everyMinutes: every, timeZone };
        const planned = await records.setSchedule(name, kind, timing);
        showTimes(planned);
        return EXIT.ok;
      });
    });

  schedule
    .command('remove')
    .description('remove the schedule of a backend')
    .argument('<backend>', 'name or ID')
    .option('--check', 'remove the schedule of checks instead of syncs')
    .option('--verify', 'remove the schedule of verifications instead of syncs')
    .addHelpText('after', '\nExample:\n  woo-odoo schedule remove shop')
    .action(async (name: string, flags: KindFlags) => {
      const kind = kindOf(flags);
      await runRecords(async (records) => {
        const gone = await records.removeSchedule(name, kind);
        line(out, gone ? 'Schedule removed.' : 'No such schedule.');
        printNext(out, 'woo-odoo schedule list');
        return EXIT.ok;
      });
    });

  function showTimes({ backend, schedule: { kind, timeZone }, next }: PlannedTimes): void {
    printText(out, `${safe(backend.name)} is ${DONE[kind]} by the service. Next times (${safe(timeZone)}):`);
    for (const time of next) line(out, `  ${wallTime(time, timeZone)}`);
    printNext(out, 'woo-odoo serve (runs the schedules; nothing to do where it runs already)');
  }
}

const DONE = { sync: 'synced', check: 'checked', verify: 'verified' } as const;

type KindFlags = Pick<SetFlags, 'check' | 'verify'>;

function kindOf({ check, verify }: KindFlags): ScheduleKind {
  if (check && verify)
    throw new ConnectorError({
      code: 'cli.conflict',
      message: 'A schedule is either of checks or of verifications.',
      hint: 'Give --check or --verify; to have both, run the command twice.',
    });
  if (verify) return 'verify';
  return check ? 'check' : 'sync';
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
        if (flags.json) json(out, all satisfies JsonOutput['status']);
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
  woo-odoo schedule set shop --every 30 --check
  woo-odoo schedule set shop --cron "0 3 * * 0" --verify`;
