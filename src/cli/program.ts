import { Command, CommanderError } from 'commander';
import { ConnectorError } from '../core/errors.ts';
import { PROOF_STOPPED } from '../core/proof.ts';
import { COMMANDS } from './commands/command-list.ts';
import type { AccountContext } from './account-context.ts';
import type { CliContext, RunRecords, RunWork } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { OdooAppContext } from './odoo-app-context.ts';
import type { ServiceContext } from './service-context.ts';
import { showError } from './output/show-error.ts';
import { asTyped, paint, safe, setTraits, printText } from './output/terminal.ts';

type Context = CliContext & OdooAppContext & ServiceContext & AccountContext;

/** Parses the arguments, runs the command and answers the exit code. Never throws for what a user can cause. */
export async function runCli(args: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  setTerminal(args, context);
  try {
    const called = calledIn(args);
    const needs = (name: string) => name === called;
    const program = await createProgram(context, { needs, setExit: (exit) => (code = exit) });
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message (or the help) already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.failed;
    showError(context.terminal.err, error);
    return isStopped(error) ? EXIT.interrupted : EXIT.failed;
  }
}

/** A check that was stopped has not failed, and has no result. */
const isStopped = (error: unknown) => error instanceof ConnectorError && error.code === PROOF_STOPPED;

/** How much of the program is needed, and where its exit code goes. */
export interface ProgramOptions {
  /** Whether the file of a command is imported; of the others only name and description are known. */
  readonly needs: (name: string) => boolean;
  readonly setExit: (code: ExitCode) => void;
}

/** The program with its options, and the commands it needs for a call. */
export async function createProgram(context: Context, { needs, setExit }: ProgramOptions): Promise<Command> {
  const { terminal } = context;
  const program = new Command('woo-odoo');
  const runWith = async <T extends { close(): Promise<void> }>(
    open: (options: { dataDir: string | undefined }) => Promise<T>,
    work: (opened: T) => Promise<ExitCode>,
  ) => {
    const { dataDir } = program.opts<{ dataDir?: string }>();
    const opened = await open({ dataDir });
    try {
      setExit(await work(opened));
    } finally {
      await opened.close();
    }
  };
  const whole = () => createProgram(context, { needs: () => true, setExit });
  const runWork: RunWork = (work, more) =>
    runWith((options) => context.openEngine({ ...options, ...more }), work);
  const runRecords: RunRecords = (work) => runWith((options) => context.openRecords(options), work);
  program
    .description('Synchronizes metadata from a WooCommerce store to an Odoo database.')
    .version(context.version)
    .option(DATA_DIR, "folder of the connector's database (or set WOO_ODOO_DATA_DIR)")
    .option(PLAIN, 'no colours, no moving lines, no wrapping; NO_COLOR=1 turns off the colours alone')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(asTyped(terminal.out, text)),
      writeErr: (text) => terminal.err.write(asTyped(terminal.err, text)),
      outputError: (text) => {
        const message = text.trim().replace(/^error: /, '');
        printText(terminal.err, `${paint(terminal.err, 'red', 'error')} ${safe(message)}`);
      },
      getOutHelpWidth: () => terminal.out.columns || 100,
    })
    .addHelpText('after', EXAMPLES);
  for (const { name, description, add } of COMMANDS) {
    if (needs(name)) await add({ program, context, runWork, runRecords, setExit, whole });
    else program.command(name);
    program.commands.find((command) => command.name() === name)?.description(description);
  }
  // One line per command, whether its options are known or not.
  program.configureHelp({ subcommandTerm: (command) => command.name() });
  pointToHelp(program);
  return program;
}

const DATA_DIR = '--data-dir <folder>';
const PLAIN = '--plain';

/** Before anything is printed, mistakes in the arguments included. */
function setTerminal(args: readonly string[], { caller, terminal }: Context): void {
  const end = args.indexOf('--');
  const isPlain = caller.isDumb || (end === -1 ? args : args.slice(0, end)).includes(PLAIN);
  for (const stream of [terminal.out, terminal.err]) setTraits(stream, { isPlain, program: caller.program });
}

/** The command that arguments call: the first of them that is no option and no value of one. */
function calledIn(args: readonly string[]): string | undefined {
  const takesNext = DATA_DIR.split(' ')[0];
  const names = args.filter((text, at) => !text.startsWith('-') && args[at - 1] !== takesNext);
  return names[0] === 'help' ? names[1] : names[0];
}

/** After a mistake: the help of the command that was meant, not of the program. */
function pointToHelp(command: Command, path: readonly string[] = []): void {
  const here = [...path, command.name()];
  command.showHelpAfterError(`  "${here.join(' ')} --help" shows more.`);
  for (const child of command.commands) pointToHelp(child, here);
}

const EXAMPLES = `
Examples:
  woo-odoo backend add shop     pair a store with an Odoo; asks for what is missing
  woo-odoo plan                 show what a sync would change; writes nothing
  woo-odoo sync                 SYNC METADATA
  woo-odoo runs show 1          show what run 1 did; --all: each operation and why
  woo-odoo resolve address --country MX --state JA
  woo-odoo tax explain --country DE
                                show how each side calculates a tax
  woo-odoo shipping explain --country DE --postcode 10117 --qty 3 --total 59.97
                                compare shipping offers and costs
  woo-odoo check                find settings that differ, and how to fix them
  woo-odoo serve                answer the button in Odoo and run schedules
  woo-odoo doctor               find problems and how to fix them

Exit codes:
  0  success
  1  failed, or not confirmed
  2  the plan contains changes (plan only; 3 if something also needs review)
  3  completed, but something needs review, differs, or partly failed
  130  interrupted by Ctrl-C or SIGTERM; the next sync completes the work`;
