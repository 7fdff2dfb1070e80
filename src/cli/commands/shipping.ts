import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { RunWork } from '../context.ts';
import { addMergeTwins } from './merge-twins.ts';
import { addShippingReport } from './shipping-report.ts';
import { runExplain, type ExplainFlags } from './explain.ts';

export function addShippingCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const shipping = program
    .command('shipping')
    .addHelpText('after', '\nExample:\n  woo-odoo shipping explain --country DE --postcode 10117');
  shipping
    .command('explain')
    .description('show the zone of an address, its methods and costs, and what Odoo offers; writes nothing')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .requiredOption('-c, --country <code>', 'country code used in the store')
    .option('-s, --state <code>', 'state code used in the store')
    .option('-p, --postcode <postcode>', 'as entered by the customer')
    .option('-q, --qty <count>', 'number of items (default: 1)')
    .option('-t, --total <decimal>', 'total price of the items, without tax (default: 0)')
    .option('--tax <decimal>', 'tax on the items, which Odoo adds to the total (default: none)')
    .option('-w, --weight <decimal>', 'total weight of the items (default: 0)')
    .option('--class <slug>', 'shipping class of the items (default: none)')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((name: string | undefined, flags: ExplainFlags) =>
      runExplain({ context, runWork }, 'shipping', name, flags),
    );
  addShippingReport(shipping, context, runWork);
  addMergeTwins(shipping, context, runWork);
}

const HELP = `
The store compares the total with its limits (with tax where its cart shows prices with tax), Odoo always the total with tax.
"woo-odoo tax explain" shows the tax on an item.

Examples:
  woo-odoo shipping explain --country DE --postcode 10117 --qty 3 --total 59.97 --tax 11.39
  woo-odoo shipping explain shop -c US -s CA -p 90210 --class bulky

Exit code 3: the two sides differ, or one result is unknown.`;
