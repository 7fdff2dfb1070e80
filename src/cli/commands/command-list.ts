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
    description: 'the stores and the Odoos they are paired with',
    add: async ({ program, context, runWork, runRecords }) => {
      const { addBackendCommands } = await import('./backend.ts');
      addBackendCommands(program, context, runWork, runRecords);
    },
  },
  {
    name: 'plan',
    description: 'show what a sync would do; reads both sides, writes nothing',
    add: async ({ program, context, runWork }) =>
      (await import('./plan.ts')).addPlanCommand(program, context, runWork),
  },
  {
    name: 'apply',
    description: 'apply a plan that "plan --out" saved; refused when what it touches has moved on since',
    add: async ({ program, context, runWork }) =>
      (await import('./apply.ts')).addApplyCommand(program, context, runWork),
  },
  {
    name: 'sync',
    description: 'SYNC METADATA: read both sides, plan, apply, record',
    add: async ({ program, context, runWork }) =>
      (await import('./sync.ts')).addSyncCommand(program, context, runWork),
  },
  {
    name: 'runs',
    description: 'what was done, and why',
    add: async ({ program, context, runRecords }) =>
      (await import('./runs.ts')).addRunsCommands(program, context, runRecords),
  },
  {
    name: 'resolve',
    description: 'which Odoo records the values of an order stand for, and why',
    add: async ({ program, context, runWork }) =>
      (await import('./resolve.ts')).addResolveCommand(program, context, runWork),
  },
  {
    name: 'check',
    description: 'where store and Odoo disagree on what decides money, what it means and what to do',
    add: async ({ program, context, runWork }) =>
      (await import('./check.ts')).addCheckCommand(program, context, runWork),
  },
  {
    name: 'tax',
    description: 'how the store and Odoo come to a tax',
    add: async ({ program, context, runWork }) =>
      (await import('./tax.ts')).addTaxCommand(program, context, runWork),
  },
  {
    name: 'shipping',
    description: 'what the store and Odoo offer to send a basket',
    add: async ({ program, context, runWork }) =>
      (await import('./shipping.ts')).addShippingCommand(program, context, runWork),
  },
  {
    name: 'serve',
    description: 'run the service: answer the buttons in Odoo, keep the schedules, do the syncs',
    add: async ({ program, context }) => (await import('./service.ts')).addServeCommand(program, context),
  },
  {
    name: 'worker',
    description: 'do syncs for a service on the same PostgreSQL database; any number, on any machine',
    add: async ({ program, context }) => (await import('./service.ts')).addWorkerCommand(program, context),
  },
  {
    name: 'schedule',
    description: 'when backends are synced, or checked, by the service',
    add: async ({ program, context, runRecords }) =>
      (await import('./schedule.ts')).addScheduleCommands(program, context, runRecords),
  },
  {
    name: 'status',
    description: 'the state of each backend: last run, next times, and whether its Odoo answers the service',
    add: async ({ program, context, runRecords }) =>
      (await import('./schedule.ts')).addStatusCommand(program, context, runRecords),
  },
  {
    name: 'odoo-app',
    description: 'the WooCommerce app inside Odoo',
    add: async ({ program, context, runWork, runRecords }) =>
      (await import('./odoo-app.ts')).addOdooAppCommands(program, context, runWork, runRecords),
  },
  {
    name: 'users',
    description: 'who may sign in to the page and the API, and what they may do',
    add: async ({ program, context, setExit }) =>
      (await import('./accounts.ts')).addUserCommands(program, context, setExit),
  },
  {
    name: 'tokens',
    description: 'tokens with which programs use the API',
    add: async ({ program, context, setExit }) =>
      (await import('./accounts.ts')).addTokenCommands(program, context, setExit),
  },
  {
    name: 'backup',
    description: "write a copy of the connector's database to a new file, also while the service runs",
    add: async ({ program, context, runRecords }) =>
      (await import('./backup.ts')).addBackupCommand(program, context, runRecords),
  },
  {
    name: 'doctor',
    description: 'check this machine, the database, both servers, keys, rights and clocks; says what to do',
    add: async ({ program, context, setExit }) =>
      (await import('./doctor.ts')).addDoctorCommand(program, context, setExit),
  },
];
