import { Command, CommanderError } from 'commander';
import { addApplyCommand } from './apply-command.ts';
import { addBackendCommands } from './backend-commands.ts';
import { addCheckCommand } from './check-command.ts';
import type { CliContext, Work } from './context.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addOdooAppCommands } from './odoo-app-commands.ts';
import type { OdooAppContext } from './odoo-app-door.ts';
import { addPlanCommand } from './plan-command.ts';
import { addResolveCommand } from './resolve-command.ts';
import { addRunsCommands } from './runs-commands.ts';
import { addScheduleCommands } from './schedule-commands.ts';
import { addServiceCommands } from './service-commands.ts';
import type { ServiceContext } from './service-context.ts';
import { addShippingCommand } from './shipping-command.ts';
import { addSyncCommand } from './sync-command.ts';
import { addTaxCommand } from './tax-command.ts';
import { showError } from './show-error.ts';
import { paint, safe, say } from './terminal.ts';

/** Runs a command with the engine, and closes it whatever happens. */
export type RunWork = (work: Work) => Promise<void>;

/** Parses the arguments, runs the command and answers the exit code. Never throws for what a user can cause. */
export async function runCli(
  args: readonly string[],
  context: CliContext & OdooAppContext & ServiceContext,
): Promise<ExitCode> {
  const { terminal } = context;
  let code: ExitCode = EXIT.ok;
  const program = new Command('woo-odoo');
  const runWork: RunWork = async (work) => {
    const { dataDir } = program.opts<{ dataDir?: string }>();
    const engine = await context.openEngine({ dataDir });
    try {
      code = await work(engine);
    } finally {
      await engine.close();
    }
  };
  program
    .description('Keeps the metadata of a WooCommerce store and an Odoo database in agreement.')
    .version(context.version)
    .option('--data-dir <folder>', 'where the connector keeps its database (or WOO_ODOO_DATA_DIR)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      outputError: (text) => {
        const words = text.trim().replace(/^error: /, '');
        say(terminal.err, `${paint(terminal.err, 'red', 'error')} ${safe(words)}`);
      },
      getOutHelpWidth: () => terminal.out.columns || 100,
    })
    .addHelpText('after', EXAMPLES);
  addBackendCommands(program, context, runWork);
  addPlanCommand(program, context, runWork);
  addApplyCommand(program, context, runWork);
  addSyncCommand(program, context, runWork);
  addRunsCommands(program, context, runWork);
  addResolveCommand(program, context, runWork);
  addCheckCommand(program, context, runWork);
  addTaxCommand(program, context, runWork);
  addShippingCommand(program, context, runWork);
  addServiceCommands(program, context);
  addScheduleCommands(program, context, runWork);
  addOdooAppCommands(program, context, runWork);
  addDoctorCommand(program, context, (exit) => (code = exit));
  pointToHelp(program);

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message (or the help) already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.failed;
    showError(terminal.err, error);
    return EXIT.failed;
  }
}

/** After a mistake: the help of the command that was meant, not of the program. */
function pointToHelp(command: Command, path: readonly string[] = []): void {
  const here = [...path, command.name()];
  command.showHelpAfterError(`  "${here.join(' ')} --help" tells more.`);
  for (const child of command.commands) pointToHelp(child, here);
}

const EXAMPLES = `
Examples:
  woo-odoo backend add shop     pair a store with an Odoo; asks what it needs
  woo-odoo plan                 show what a sync would do; writes nothing
  woo-odoo sync                 SYNC METADATA
  woo-odoo runs show 1          what run 1 did, and why
  woo-odoo resolve address --country MX --state JA
  woo-odoo tax explain --country DE
                                how both sides come to a tax
  woo-odoo shipping explain --country DE --postcode 10117 --qty 3 --total 59.97
                                what both sides offer to send it
  woo-odoo check                do both sides come to the same tax? what to do if not
  woo-odoo serve                answer the buttons in Odoo and keep schedules
  woo-odoo doctor               is everything as it should be? what to do if not

Exit codes:
  0  all is well
  1  failed
  2  the plan has changes (plan only)
  3  done, but something needs review, differs or failed in part`;
