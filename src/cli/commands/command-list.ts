import type { Command } from 'commander';
import type { AccountContext } from '../account-context.ts';
import type { CliContext } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import type { OdooAppContext } from '../odoo-app-context.ts';
import type { RunRecords, RunWork } from '../context.ts';
import type { ServiceContext } from '../service-context.ts';

/** What the files of the commands are given. */
export interface CommandTools {
  readonly program: Command;
  readonly context: CliContext & OdooAppContext & ServiceContext & AccountContext;
  readonly runWork: RunWork;
  readonly runRecords: RunRecords;
  /** For a command that opens what it needs by itself. */
  readonly setExit: (code: ExitCode) => void;
  /** The program with all of its commands. */
  readonly whole: () => Promise<Command>;
}

/** A command of the first level. Its file is imported when it is called, or when all help is wanted. */
export interface ListedCommand {
  readonly name: string;
  readonly description: string;
  readonly add: (tools: CommandTools) => Promise<void>;
}

/** All commands, in the order of the help. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'backend',
    description: 'add, list, change and remove backends: a store paired with an Odoo database',
    add: async ({ program, context, runWork, runRecords }) => {
      const { addBackendCommands } = await import('./backend.ts');
      addBackendCommands(program, context, runWork, runRecords);
    },
  },
  {
    name: 'plan',
    description: 'show what a sync would change, without writing anything',
    add: async ({ program, context, runWork }) =>
      (await import('./plan.ts')).addPlanCommand(program, context, runWork),
  },
  {
    name: 'apply',
    description: 'apply a plan saved with "plan --out"; rejected if an affected record has changed since',
    add: async ({ program, context, runWork }) =>
      (await import('./apply.ts')).addApplyCommand(program, context, runWork),
  },
  {
    name: 'sync',
    description: 'SYNC METADATA: read both sides, plan the changes, apply and record them',
    add: async ({ program, context, runWork }) =>
      (await import('./sync.ts')).addSyncCommand(program, context, runWork),
  },
  {
    name: 'runs',
    description: 'list past runs, and show what each one did and why',
    add: async ({ program, context, runRecords }) =>
      (await import('./runs.ts')).addRunsCommands(program, context, runRecords),
  },
  {
    name: 'resolve',
    description: 'find the Odoo records that match the values of an order',
    add: async ({ program, context, runWork }) =>
      (await import('./resolve.ts')).addResolveCommand(program, context, runWork),
  },
  {
    name: 'check',
    description: 'compare the settings that affect prices and taxes, and show how to resolve differences',
    add: async ({ program, context, runWork }) =>
      (await import('./check.ts')).addCheckCommand(program, context, runWork),
  },
  {
    name: 'tax',
    description: 'show how WooCommerce and Odoo each calculate a tax',
    add: async ({ program, context, runWork }) =>
      (await import('./tax.ts')).addTaxCommand(program, context, runWork),
  },
  {
    name: 'shipping',
    description: 'compare shipping methods and costs in WooCommerce and Odoo',
    add: async ({ program, context, runWork }) =>
      (await import('./shipping.ts')).addShippingCommand(program, context, runWork),
  },
  {
    name: 'verify',
    description: 'prove on the live servers that both sides agree and that orders can be imported',
    add: async ({ program, context, runWork, runRecords }) =>
      (await import('./verify.ts')).addVerifyCommand(program, context, runWork, runRecords),
  },
  {
    name: 'states',
    description: "replace states that the connector created by Odoo's own",
    add: async ({ program, context, runWork }) =>
      (await import('./states.ts')).addStatesCommand(program, context, runWork),
  },
  {
    name: 'serve',
    description: 'run the service: handle requests from Odoo, run schedules and perform syncs',
    add: async ({ program, context }) => (await import('./service.ts')).addServeCommand(program, context),
  },
  {
    name: 'worker',
    description:
      'perform syncs for a service that uses the same PostgreSQL database; start as many as you need',
    add: async ({ program, context }) => (await import('./service.ts')).addWorkerCommand(program, context),
  },
  {
    name: 'schedule',
    description: 'set when the service syncs or checks each backend',
    add: async ({ program, context, runRecords }) =>
      (await import('./schedule.ts')).addScheduleCommands(program, context, runRecords),
  },
  {
    name: 'status',
    description: "show each backend's last run, next scheduled times, and whether its Odoo responds",
    add: async ({ program, context, runRecords }) =>
      (await import('./schedule.ts')).addStatusCommand(program, context, runRecords),
  },
  {
    name: 'odoo-app',
    description: 'install, upgrade and remove the WooCommerce app in Odoo',
    add: async ({ program, context, runWork, runRecords, setExit }) =>
      (await import('./odoo-app.ts')).addOdooAppCommands(program, context, runWork, runRecords, setExit),
  },
  {
    name: 'users',
    description: 'manage the users of the web page and the API, and their roles',
    add: async ({ program, context, setExit }) =>
      (await import('./accounts.ts')).addUserCommands(program, context, setExit),
  },
  {
    name: 'tokens',
    description: 'manage the tokens that programs use to access the API',
    add: async ({ program, context, setExit }) =>
      (await import('./accounts.ts')).addTokenCommands(program, context, setExit),
  },
  {
    name: 'backup',
    description: "copy the connector's database to a new file; the service can keep running",
    add: async ({ program, context, runRecords }) =>
      (await import('./backup.ts')).addBackupCommand(program, context, runRecords),
  },
  {
    name: 'key',
    description: 'replace the key that encrypts the stored credentials',
    add: async ({ program, context, runRecords }) =>
      (await import('./key.ts')).addKeyCommands(program, context, runRecords),
  },
  {
    name: 'doctor',
    description:
      'check this machine, the database, both servers, keys, permissions and clocks, and suggest fixes',
    add: async ({ program, context, setExit }) =>
      (await import('./doctor.ts')).addDoctorCommand(program, context, setExit),
  },
  {
    name: 'completion',
    description: 'print a script that completes commands and options in your shell',
    add: async ({ program, context, whole }) =>
      (await import('./completion.ts')).addCompletionCommand(program, context, whole),
  },
];
