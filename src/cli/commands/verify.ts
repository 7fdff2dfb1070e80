import { InvalidArgumentError, Option, type Command } from 'commander';
import { counted } from '../../core/counted.ts';
import type { Backend } from '../../database/port.ts';
import type { OrdersProof } from '../../engine/proof/orders-report.ts';
import { MAX_PROBES, type TaxesProof } from '../../engine/proof/taxes-report.ts';
import type { CliContext, RunWork } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showOrdersProof } from '../output/show-orders-proof.ts';
import { showTaxesProof } from '../output/show-taxes-proof.ts';
import { printText } from '../output/terminal.ts';
import { askToConfirm } from '../prompts/ask-to-confirm.ts';
import { runOnBackend } from './frame.ts';

interface OrdersFlags {
  readonly last: number;
  readonly json?: boolean;
  readonly failOnMismatch?: boolean;
}

export function addVerifyCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const verify = program.command('verify').addHelpText('after', EXAMPLES);
  addTaxes(verify, context, runWork);
  verify
    .command('orders')
    .description(
      "read the store's last orders and check that Odoo has everything an import needs; writes nothing",
    )
    .argument('[backend]', 'name or ID; optional if there is only one')
    .addOption(
      new Option('-n, --last <number>', 'how many orders, the latest first')
        .default(100)
        .argParser(wholeNumber),
    )
    .option('--json', 'print JSON')
    .option('--fail-on-mismatch', 'exit with 1 if an order is not ready')
    .addHelpText('after', ORDERS_HELP)
    .action(async (name: string | undefined, flags: OrdersFlags) => {
      await runOnBackend<OrdersProof>(
        { context, runWork },
        { name, json: flags.json ?? false },
        {
          compute: (backend, { engine, onProgress }) =>
            engine.verifyOrders(backend, { last: flags.last }, onProgress),
          show: showOrdersProof,
          exit: (proof) => exitOf(proof.ready === proof.read, flags.failOnMismatch ?? false),
        },
      );
    });
}

interface TaxesFlags {
  readonly sample: number;
  readonly all?: boolean;
  readonly clean?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly failOnMismatch?: boolean;
}

function addTaxes(verify: Command, context: CliContext, runWork: RunWork): void {
  verify
    .command('taxes')
    .description('ask both servers for the tax at addresses of the rate table and compare to the cent')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .addOption(
      new Option('-n, --sample <number>', 'at most this many addresses').default(60).argParser(wholeNumber),
    )
    .option('--all', 'every address that the rate table distinguishes')
    .option('--clean', 'only remove what an interrupted check left in Odoo')
    .option('-y, --yes', 'check a production backend without asking')
    .option('--json', 'print JSON')
    .option('--fail-on-mismatch', 'exit with 1 if a tax differs')
    .addHelpText('after', TAXES_HELP)
    .action(async (name: string | undefined, flags: TaxesFlags) => {
      if (flags.clean) {
        await runOnBackend<number>(
          { context, runWork },
          { name, json: flags.json ?? false },
          {
            compute: (backend, { engine, onProgress }) => engine.cleanProof(backend, onProgress),
            show: (out, removed) => printText(out, `Removed from Odoo: ${counted(removed, 'record')}.`),
            toJson: (removed) => ({ removed }),
            exit: () => EXIT.ok,
          },
        );
        return;
      }
      let isAgreed = false as boolean;
      await runWork(async (engine) => {
        isAgreed = await mayProbe(await engine.getBackend(name), flags.yes ?? false, context);
        return EXIT.ok;
      });
      if (!isAgreed) {
        printText(context.terminal.err, 'Nothing was done.');
        return;
      }
      await runOnBackend<TaxesProof>(
        { context, runWork },
        { name, json: flags.json ?? false },
        {
          compute: (backend, { engine, onProgress }) => {
            const sample = flags.all ? MAX_PROBES : flags.sample;
            return engine.verifyTaxes(backend, { sample }, onProgress);
          },
          show: showTaxesProof,
          exit: ({ counts }) => exitOf(counts.differs === 0, flags.failOnMismatch ?? false),
        },
      );
    });
}

/** A check asks many times and makes an archived contact and products in Odoo for the time being. */
async function mayProbe(
  { environment, name }: Backend,
  isAgreed: boolean,
  { terminal }: CliContext,
): Promise<boolean> {
  if (environment !== 'production' || isAgreed) return true;
  const what = `The backend "${name}" is marked production. The check asks both servers hundreds of times, and makes one archived contact and some archived products in Odoo that it removes at the end.`;
  return askToConfirm(terminal, {
    message: `${what} Go on?`,
    otherwise: {
      code: 'verify.production',
      message: `${what} Nothing was done.`,
      hint: 'Add --yes to run it all the same, or run the command in a terminal to confirm.',
    },
  });
}

function exitOf(isProved: boolean, failOnMismatch: boolean): ExitCode {
  if (isProved) return EXIT.ok;
  return failOnMismatch ? EXIT.failed : EXIT.review;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

const EXAMPLES = `
Examples:
  woo-odoo verify taxes --sample 60
  woo-odoo verify orders --last 100`;

const TAXES_HELP = `
The store answers with a visitor's cart, without an order; Odoo with a quotation that is not saved. Where the store's
cart API is closed, its rates and settings answer for it. Only one archived contact and one archived product per tax
class are made in Odoo, and removed at the end.

Examples:
  woo-odoo verify taxes
  woo-odoo verify taxes shop --all --json --fail-on-mismatch
  woo-odoo verify taxes shop --clean

Exit codes: 0 no tax differs by more than a cent, 3 some do (1 with --fail-on-mismatch), 1 the check failed.`;

const ORDERS_HELP = `
For each order: billing and shipping country and state, tax rates, shipping methods, payment method, currency and
status; and whether its tax is what its rates give. Names, streets and e-mail addresses are not read.

Examples:
  woo-odoo verify orders
  woo-odoo verify orders shop --last 1000 --json --fail-on-mismatch

Exit codes: 0 all orders are ready, 3 some are not (1 with --fail-on-mismatch), 1 the check failed.`;
