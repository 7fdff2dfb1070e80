import { Option, type Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { RunWork } from '../context.ts';
import { runExplain, type ExplainFlags } from './explain.ts';

export function addTaxCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const tax = program
    .command('tax')
    .addHelpText('after', '\nExample:\n  woo-odoo tax explain --country US --state CA --postcode 90001');
  tax
    .command('explain')
    .description('show the rates at an address, the tax, and what Odoo charges; writes nothing')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .requiredOption('-c, --country <code>', 'country code used in the store')
    .option('-s, --state <code>', 'state code used in the store')
    .option('-p, --postcode <postcode>', 'as entered by the customer')
    .option('--city <name>', 'as entered by the customer')
    .option('--class <slug>', 'the tax class (default: standard)')
    .option('-a, --amount <decimal>', 'unit price as entered in the store (default: 100)')
    .option('-q, --quantity <count>', 'quantity (default: 1)')
    .option('--vat <number>', "the customer's VAT number: some fiscal positions in Odoo require one")
    .addOption(new Option('--on <what>', 'what to tax (default: goods)').choices(['goods', 'shipping']))
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((name: string | undefined, flags: ExplainFlags) =>
      runExplain({ context, runWork }, 'taxes', name, flags),
    );
}

const HELP = `
Examples:
  woo-odoo tax explain --country US --state CA --postcode 90001 --amount 19.99
  woo-odoo tax explain --country FR --vat FR23334175221
  woo-odoo tax explain shop -c DE -p 27498 --class reduced-rate --on shipping -a 4.90

Exit code 3: the two sides differ, or Odoo's result is unknown.`;
