import { InvalidArgumentError, Option, type Command } from 'commander';
import type { OrdersProof } from '../../engine/proof/orders-report.ts';
import type { CliContext, RunWork } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showOrdersProof } from '../output/show-orders-proof.ts';
import { runOnBackend } from './frame.ts';

interface OrdersFlags {
  readonly last: number;
  readonly json?: boolean;
  readonly failOnMismatch?: boolean;
}

export function addVerifyCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const verify = program.command('verify').addHelpText('after', EXAMPLES);
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
  woo-odoo verify orders --last 100`;

const ORDERS_HELP = `
For each order: billing and shipping country and state, tax rates, shipping methods, payment method, currency and
status; and whether its tax is what its rates give. Names, streets and e-mail addresses are not read.

Examples:
  woo-odoo verify orders
  woo-odoo verify orders shop --last 1000 --json --fail-on-mismatch

Exit codes: 0 all orders are ready, 3 some are not (1 with --fail-on-mismatch), 1 the check failed.`;
