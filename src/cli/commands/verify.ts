import { Option, type Command } from 'commander';
import { counted } from '../../core/counted.ts';
import { MAX_PROBES } from '../../core/proof.ts';
import type { Backend } from '../../database/port.ts';
import type { OrdersProof } from '../../engine/proof/orders-report.ts';
import type { ShippingsProof } from '../../engine/proof/shipping-report.ts';
import type { TaxesProof } from '../../engine/proof/taxes-report.ts';
import type { CliContext, RunRecords, RunWork } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showOrdersProof } from '../output/show-orders-proof.ts';
import { showShippingProof } from '../output/show-shipping-proof.ts';
import { showTaxesProof } from '../output/show-taxes-proof.ts';
import { printText } from '../output/terminal.ts';
import { askToConfirm } from '../prompts/ask-to-confirm.ts';
import type { ServiceContext } from '../service-context.ts';
import { asIs, runOnBackend } from './frame.ts';
import { stopSignal } from './stop-signal.ts';
import { addVerifyHistory } from './verify-history.ts';
import { wholeNumber } from './whole-number.ts';

interface OrdersFlags {
  readonly last: number;
  readonly json?: boolean;
  readonly failOnMismatch?: boolean;
}

export function addVerifyCommand(
  program: Command,
  context: CliContext & ServiceContext,
  runWork: RunWork,
  runRecords: RunRecords,
): void {
  const verify = program.command('verify').addHelpText('after', EXAMPLES);
  addVerifyHistory(verify, context, runRecords);
  addTaxes(verify, context, runWork);
  addShipping(verify, context, runWork);
  verify
    .command('orders')
    .description(
      "read the store's last orders and check that Odoo has everything an import needs; writes only the result",
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
      await runOnBackend<'verify orders', OrdersProof>(
        { context, runWork },
        { name, json: flags.json ?? false },
        {
          compute: (backend, { engine, onProgress, progress }) =>
            engine.verifyOrders(
              backend,
              { last: flags.last, stop: stopSignal(context, progress) },
              onProgress,
            ),
          show: showOrdersProof,
          toJson: asIs,
          exit: (proof) => exitOf(proof.ready === proof.read, flags.failOnMismatch ?? false),
        },
      );
    });
}

interface ProbeFlags {
  readonly sample: number;
  readonly all?: boolean;
  readonly clean?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly failOnMismatch?: boolean;
}

interface ShippingFlags extends ProbeFlags {
  readonly wizard?: boolean;
}

function addTaxes(verify: Command, context: CliContext & ServiceContext, runWork: RunWork): void {
  withProbeFlags(
    verify
      .command('taxes')
      .description('ask both servers for the tax at addresses of the rate table and compare to the cent'),
    'every address that the rate table distinguishes',
    'exit with 1 if a tax differs',
  )
    .addHelpText('after', TAXES_HELP)
    .action(async (name: string | undefined, flags: ProbeFlags) => {
      if (!(await begins(name, flags, PROBES_OF_TAXES, context, runWork))) return;
      await runOnBackend<'verify taxes', TaxesProof>(
        { context, runWork },
        { name, json: flags.json ?? false },
        {
          compute: (backend, { engine, onProgress, progress }) =>
            engine.verifyTaxes(
              backend,
              { sample: sampleOf(flags), stop: stopSignal(context, progress) },
              onProgress,
            ),
          show: showTaxesProof,
          toJson: asIs,
          exit: ({ counts }) => exitOf(counts.differs === 0, flags.failOnMismatch ?? false),
        },
      );
    });
}

function addShipping(verify: Command, context: CliContext & ServiceContext, runWork: RunWork): void {
  withProbeFlags(
    verify
      .command('shipping')
      .description('compare what both servers offer to send baskets with, and at which price, by zone'),
    'every address that the zones distinguish',
    'exit with 1 if what is offered differs',
  )
    .option('--wizard', "ask Odoo's own delivery form, for draft quotations that are deleted at once")
    .addHelpText('after', SHIPPING_HELP)
    .action(async (name: string | undefined, flags: ShippingFlags) => {
      const wizard = flags.wizard ?? false;
      const what = wizard ? PROBES_WITH_QUOTATIONS : PROBES_OF_THE_STORE;
      if (!(await begins(name, flags, what, context, runWork))) return;
      await runOnBackend<'verify shipping', ShippingsProof>(
        { context, runWork },
        { name, json: flags.json ?? false },
        {
          compute: (backend, { engine, onProgress, progress }) =>
            engine.verifyShipping(
              backend,
              { sample: sampleOf(flags), wizard, stop: stopSignal(context, progress) },
              onProgress,
            ),
          show: showShippingProof,
          toJson: asIs,
          exit: ({ counts }) => exitOf(counts.differs === 0, flags.failOnMismatch ?? false),
        },
      );
    });
}

function withProbeFlags(command: Command, all: string, fail: string): Command {
  return command
    .argument('[backend]', 'name or ID; optional if there is only one')
    .addOption(
      new Option('-n, --sample <number>', 'at most this many addresses').default(60).argParser(wholeNumber),
    )
    .option('--all', all)
    .option('--clean', 'only remove what an interrupted check left in Odoo')
    .option('-y, --yes', 'check a production backend without asking')
    .option('--json', 'print JSON')
    .option('--fail-on-mismatch', fail);
}

const sampleOf = ({ all, sample }: ProbeFlags) => (all ? MAX_PROBES : sample);

/** Whether a check may begin: not where there is only to be tidied up, nor where a user declines. */
async function begins(
  name: string | undefined,
  flags: ProbeFlags,
  what: string,
  context: CliContext,
  runWork: RunWork,
): Promise<boolean> {
  if (flags.clean) {
    await runOnBackend<'verify shipping' | 'verify taxes', number>(
      { context, runWork },
      { name, json: flags.json ?? false },
      {
        compute: (backend, { engine, onProgress }) => engine.cleanProof(backend, onProgress),
        show: (out, removed) => printText(out, `Removed from Odoo: ${counted(removed, 'record')}.`),
        toJson: (removed) => ({ removed }),
        exit: () => EXIT.ok,
      },
    );
    return false;
  }
  let isAgreed = false as boolean;
  await runWork(async (engine) => {
    isAgreed = await mayProbe(await engine.getBackend(name), flags.yes ?? false, what, context);
    return isAgreed ? EXIT.ok : EXIT.failed;
  });
  if (!isAgreed) printText(context.terminal.err, 'Nothing was done.');
  return isAgreed;
}

const PROBES_OF_TAXES =
  'The check asks both servers hundreds of times, and makes one archived contact and some archived products in Odoo that it removes at the end.';
const PROBES_OF_THE_STORE =
  'The check asks the store hundreds of times for carts, without an order; it writes nothing in Odoo but the result, into the WooCommerce app.';
const PROBES_WITH_QUOTATIONS =
  'The check asks both servers thousands of times, and makes draft quotations in Odoo that it deletes at once, with one archived contact and some archived products.';

/** Of a production backend it is asked first. */
async function mayProbe(
  { environment, name }: Backend,
  isAgreed: boolean,
  probes: string,
  { terminal }: CliContext,
): Promise<boolean> {
  if (environment !== 'production' || isAgreed) return true;
  const what = `The backend "${name}" is marked production. ${probes}`;
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

const EXAMPLES = `
Examples:
  woo-odoo verify taxes --sample 60
  woo-odoo verify shipping --sample 60
  woo-odoo verify orders --last 100
  woo-odoo verify stop 7

Ctrl-C (or SIGTERM) ends a check after its current question, removes what it made on either server, keeps what it had
compared, and exits with code 130. A second Ctrl-C stops immediately.`;

const TAXES_HELP = `
The store answers with a visitor's cart, without an order; Odoo with a quotation that is not saved. Where the store's
cart API is closed, its rates and settings answer for it. Only one archived contact and one archived product per tax
class are made in Odoo, and removed at the end.

Examples:
  woo-odoo verify taxes
  woo-odoo verify taxes shop --all --json --fail-on-mismatch
  woo-odoo verify taxes shop --clean

Exit codes: 0 no tax differs by more than a cent, 3 some do (1 with --fail-on-mismatch), 1 the check failed.`;

const SHIPPING_HELP = `
The store answers with visitors' carts, without an order: one light piece, several heavy ones, each shipping class, and
around each minimum amount of free shipping. For Odoo the connector's own rules answer, from the fields of its delivery
methods, and nothing is written but the result; with --wizard Odoo's delivery form answers, for draft quotations with a name of their
own that are deleted at once. Compared are the methods, their prices and the tax on them.

Examples:
  woo-odoo verify shipping
  woo-odoo verify shipping shop --wizard --sample 20
  woo-odoo verify shipping shop --all --json --fail-on-mismatch
  woo-odoo verify shipping shop --clean

Exit codes: 0 no method differs by more than a cent but by what Odoo does not support, 3 some do (1 with
--fail-on-mismatch), 1 the check failed.`;

const ORDERS_HELP = `
For each order: billing and shipping country and state, tax rates, shipping methods, payment method, currency and
status; and whether its tax is what its rates give. Names, streets and e-mail addresses are not read.

Examples:
  woo-odoo verify orders
  woo-odoo verify orders shop --last 1000 --json --fail-on-mismatch

Exit codes: 0 all orders are ready, 3 some are not (1 with --fail-on-mismatch), 1 the check failed.`;
