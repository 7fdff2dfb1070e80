import { Option, type Command } from 'commander';
import type { Resolution } from '../../core/domain.ts';
import type { DomainName } from '../../core/operation.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { asIs, runOnBackend } from './frame.ts';
import type { JsonOutput } from '../json-output.ts';
import { table } from '../output/table.ts';
import { printNext, line, paint, safe, widthOf, type OutputStream } from '../output/terminal.ts';

/** One kind of value that an order contains, and how it is asked for. */
interface Asked {
  readonly command: string;
  readonly description: string;
  readonly domain: DomainName;
  readonly options: readonly AskedOption[];
  readonly help: string;
}

interface AskedOption {
  readonly flags: string;
  readonly description: string;
  readonly required?: true;
  /** As the domain calls the value: the field of an order. */
  readonly value: string;
}

const ASKED: readonly Asked[] = [
  {
    command: 'address',
    description: 'find the Odoo country and state of an address; writes nothing',
    domain: 'geography',
    options: [
      {
        flags: '-c, --country <code>',
        description: 'country code used in the store',
        required: true,
        value: 'country',
      },
      {
        flags: '-s, --state <code>',
        description: 'state code used in the store, or the name of the state',
        value: 'state',
      },
    ],
    help: `
Examples:
  woo-odoo resolve address --country MX --state JA
  woo-odoo resolve address shop -c US -s CA --json`,
  },
  {
    command: 'shipping',
    description: 'find the delivery method of a shipping line; writes nothing',
    domain: 'shipping',
    options: [
      { flags: '-m, --method <id>', description: 'method_id of the shipping line', value: 'method_id' },
      {
        flags: '-i, --instance <id>',
        description: 'instance_id of the shipping line, used first; 0 or empty if there is none',
        value: 'instance_id',
      },
      {
        flags: '-t, --title <text>',
        description: 'method_title of the shipping line, used if there is no instance',
        value: 'method_title',
      },
    ],
    help: `
Includes methods that are disabled or that were removed from the store.

Examples:
  woo-odoo resolve shipping --method flat_rate --instance 7
  woo-odoo resolve shipping shop -m free_shipping -t "Free shipping" --json`,
  },
  {
    command: 'tax-rate',
    description: 'find the Odoo tax of a tax line; writes nothing',
    domain: 'taxes',
    options: [
      { flags: '-r, --rate <id>', description: 'rate_id of the tax line', required: true, value: 'tax_rate' },
      {
        flags: '-p, --percent <number>',
        description: 'rate_percent of the tax line; a tax with another percentage is reported',
        value: 'percent',
      },
    ],
    help: `
Includes rates that were removed from the store.

Examples:
  woo-odoo resolve tax-rate --rate 4
  woo-odoo resolve tax-rate shop -r 4 -p 7.25 --json`,
  },
  {
    command: 'payment',
    description: 'find the journal and payment term of a payment gateway; writes nothing',
    domain: 'payments',
    options: [
      {
        flags: '-m, --method <id>',
        description: 'payment_method of the order',
        required: true,
        value: 'payment_method',
      },
    ],
    help: `
Examples:
  woo-odoo resolve payment --method bacs
  woo-odoo resolve payment shop -m stripe --json`,
  },
  {
    command: 'currency',
    description: 'find the Odoo currency of an order; writes nothing',
    domain: 'currency',
    options: [
      {
        flags: '--code <code>',
        description: 'currency code of the order',
        required: true,
        value: 'currency',
      },
    ],
    help: `
Examples:
  woo-odoo resolve currency --code EUR
  woo-odoo resolve currency shop --code EUR --json`,
  },
];

export function addResolveCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const resolve = program.command('resolve').addHelpText('after', EXAMPLES);
  for (const asked of ASKED) addQuestion(resolve, asked, context, runWork);
}

function addQuestion(resolve: Command, asked: Asked, context: CliContext, runWork: RunWork): void {
  const { command: name, description, domain, help, options } = asked;
  const command = resolve
    .command(name)
    .description(description)
    .argument('[backend]', 'name or ID; optional if there is only one')
    .addHelpText('after', `${help}${ANSWERS}`);
  for (const { flags, description, required } of options)
    command.addOption(new Option(flags, description).makeOptionMandatory(required ?? false));
  command
    .option('--json', 'print JSON')
    .action(async (backendName: string | undefined, flags: Readonly<Record<string, string | boolean>>) => {
      await runOnBackend<`resolve ${string}` & keyof JsonOutput, readonly Resolution[]>(
        { context, runWork },
        { name: backendName, json: flags['json'] === true },
        {
          compute: (backend, { engine, onProgress }) =>
            engine.resolve(backend, { domain, values: valuesOf(options, flags) }, onProgress),
          show: showResolutions,
          toJson: asIs,
          exit: exitOf,
        },
      );
    });
}

function valuesOf(
  options: readonly AskedOption[],
  flags: Readonly<Record<string, string | boolean>>,
): Record<string, string> {
  const given = options.map(({ flags: spelled, value }) => {
    const flag = flags[new Option(spelled).attributeName()];
    return [value, flag] as const;
  });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

const EXAMPLES = `
Examples:
  woo-odoo resolve address --country MX --state JA
  woo-odoo resolve shipping --method flat_rate --instance 7
  woo-odoo resolve tax-rate --rate 4
  woo-odoo resolve payment --method bacs
  woo-odoo resolve currency --code EUR`;

const ANSWERS = `

Exit codes: 0 everything was found, 3 a sync or a decision is needed first, 1 no matching record exists.`;

function showResolutions(out: OutputStream, resolutions: readonly Resolution[]): void {
  const rows = resolutions.map(({ field, value, status, record, rule, reason }) => [
    field,
    safe(value),
    record === undefined ? '' : `${record.model} ${record.id ?? ''}`,
    safe(record?.label ?? ''),
    paint(out, status === 'found' ? 'green' : 'yellow', wordsFor(status, record)),
    safe(`${rule}: ${reason}`),
  ]);
  line(out, table(['field', 'store', 'Odoo record', 'name', 'result', 'why'], rows, widthOf(out)));
  const has = (searched: Resolution['status']) => resolutions.some(({ status }) => status === searched);
  if (has('conflict')) printNext(out, 'decide in Odoo (WooCommerce, To Review), then: woo-odoo sync');
  else if (has('pending')) printNext(out, 'woo-odoo sync');
  else if (has('none')) printNext(out, 'woo-odoo plan (what the store has now)');
  else printNext(out, 'woo-odoo verify orders (the same for the latest orders)');
}

function wordsFor(status: Resolution['status'], record: Resolution['record']): string {
  // Of one that is to be created there is no record yet.
  return status === 'pending' && record !== undefined ? 'the next sync will activate it' : LABELS[status];
}

const LABELS: Readonly<Record<Resolution['status'], string>> = {
  found: 'found',
  pending: 'the next sync will create it',
  conflict: 'needs a decision',
  none: 'not found',
};

function exitOf(resolutions: readonly Resolution[]): ExitCode {
  if (resolutions.some(({ status }) => status === 'none')) return EXIT.failed;
  return resolutions.every(({ status }) => status === 'found') ? EXIT.ok : EXIT.review;
}
