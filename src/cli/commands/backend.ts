import { InvalidArgumentError, Option, type Command } from 'commander';
import { askingToTakeOver } from '../prompts/ask-take-over.ts';
import type { BackendFlags } from './backend-flags.ts';
import { askForBackend, askForSecrets, fullPath } from '../prompts/ask-backend.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords, RunWork } from '../context.ts';
import { progressLine } from '../output/progress-line.ts';
import { addRemoveCommand } from './remove.ts';
import { showBackend, showBackends, showTest } from '../output/show-backend.ts';
import { printNext, json, line, paint, safe } from '../output/terminal.ts';
import { ConnectorError } from '../../core/errors.ts';
import { shellWord } from '../output/shell-word.ts';
import { wholeNumber } from './whole-number.ts';
import { policyHelp } from '../../core/policies.ts';
import type { BackendEdit } from '../../engine/backends/input.ts';
import type { JsonOutput } from '../json-output.ts';

export function addBackendCommands(
  program: Command,
  context: CliContext,
  runWork: RunWork,
  runRecords: RunRecords,
): void {
  const { out, err } = context.terminal;
  const backend = program.command('backend');

  withConnectionFlags(backend.command('add'))
    .description('pair a store with an Odoo database; tests both connections before saving')
    .argument('[name]', 'a name for the new backend')
    .option(
      '--take-over',
      'continue the existing backend of this store in Odoo (from another installation or a lost data folder)',
    )
    .option(
      '--no-take-over',
      'ignore delivery methods created by another installation, because they belong to another store',
    )
    .addHelpText('after', ADD_HELP)
    .action(async (name: string | undefined, flags: BackendFlags) => {
      const input = await askForBackend({ ...flags, ...(name !== undefined && { name }) }, context);
      await askingToTakeOver(input, context.terminal, (agreed) =>
        runWork(async (engine) => {
          const progress = progressLine(err, { quiet: false });
          progress.sink({ step: 'connecting' });
          const added = await engine.addBackend(agreed, progress.sink).finally(() => progress.stop());
          line(out, `${paint(out, 'green', 'Saved')} backend ${safe(added.name)}. Both connections work.`);
          showBackend(out, added);
          printNext(out, 'woo-odoo doctor (rights and settings), then woo-odoo odoo-app install');
          return EXIT.ok;
        }),
      );
    });

  backend
    .command('list', { isDefault: true })
    .description('list all backends')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  woo-odoo backend list\n  woo-odoo backend list --json')
    .action(async (flags: { json?: boolean }) => {
      await runRecords(async (records) => {
        const all = await records.listBackends();
        if (flags.json) json(out, all satisfies JsonOutput['backend list']);
        else showBackends(out, all);
        return EXIT.ok;
      });
    });

  backend
    .command('show')
    .description('show one backend, without its secrets')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  woo-odoo backend show shop')
    .action(async (name: string | undefined, flags: { json?: boolean }) => {
      await runRecords(async (records) => {
        const found = await records.getBackend(name);
        if (flags.json) json(out, found satisfies JsonOutput['backend show']);
        else {
          showBackend(out, found);
          printNext(out, `woo-odoo backend test ${shellWord(found.name)}`);
        }
        return EXIT.ok;
      });
    });

  backend
    .command('test')
    .description('test both connections with the saved credentials')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .addHelpText('after', '\nExample:\n  woo-odoo backend test shop')
    .action(async (name: string | undefined) => {
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: false });
        const saved = await engine.getBackend(name);
        progress.sink({ step: 'connecting' });
        const { test } = await engine.testBackend(saved.id, progress.sink).finally(() => progress.stop());
        showTest(out, test);
        const failed = test.store instanceof ConnectorError || test.odoo instanceof ConnectorError;
        printNext(out, failed ? `woo-odoo backend edit ${shellWord(saved.name)}` : 'woo-odoo plan');
        return failed ? EXIT.failed : EXIT.ok;
      });
    });

  withConnectionFlags(backend.command('edit'))
    .description('change a backend; changed connections are tested before saving')
    .argument('<backend>', 'name or ID')
    .option('--name <name>', 'a new name')
    .option('--accept-database', 'accept a replaced Odoo database and discard the old bindings')
    .option(
      '--replace-key',
      'the secret key is lost or was changed: enter all credentials again and encrypt them with the present key, or a new one',
    )
    .addHelpText('after', EDIT_HELP)
    .action(async (name: string, flags: BackendFlags) => {
      const { replaceKey = false } = flags;
      // What is stored cannot be read without its key, so all of them are asked for.
      const all = { consumerKey: true, consumerSecret: true, odooSecret: true } as const;
      const asked = await askForSecrets({ ...(replaceKey && all), ...flags }, context);
      const edit = { ...editOf(flags), ...asked };
      if (Object.keys(edit).length === 0) {
        throw new ConnectorError({
          code: 'cli.nothing',
          message: 'No change was specified.',
          hint: 'Run "woo-odoo backend edit --help" to see what can be changed.',
        });
      }
      await runWork(
        async (engine) => {
          const progress = progressLine(err, { quiet: false });
          const saved = await engine.editBackend(name, edit, progress.sink).finally(() => progress.stop());
          line(out, `${paint(out, 'green', 'Saved')} backend ${safe(saved.name)}.`);
          showBackend(out, saved);
          printNext(out, 'woo-odoo plan (what a sync changes now)');
          return EXIT.ok;
        },
        { replaceKey },
      );
    });

  addRemoveCommand(backend, context, runWork);
}

function withConnectionFlags(command: Command): Command {
  return command
    .option('--store-url <address>', 'store address')
    .option(
      '--consumer-key [key]',
      'consumer key (ck_…); without a value, WOO_ODOO_CONSUMER_KEY or a prompt is used',
    )
    .option(
      '--consumer-secret [secret]',
      'consumer secret (cs_…); without a value, WOO_ODOO_CONSUMER_SECRET or a prompt is used',
    )
    .option('--store-ca-file <file>', 'PEM file of the private certificate authority of the store')
    .option('--odoo-url <address>', 'Odoo address')
    .option('--odoo-database <name>', 'Odoo database')
    .option('--odoo-login <login>', "login of the connector's user in Odoo")
    .option(
      '--odoo-secret [secret]',
      'API key or password; without a value, WOO_ODOO_ODOO_SECRET or a prompt is used',
    )
    .option('--odoo-company <id>', "ID of the company (default: the user's company)", wholeNumber)
    .option('--odoo-ca-file <file>', 'PEM file of the private certificate authority of Odoo')
    .addOption(
      new Option('--on-person-change <policy>', policyHelp('onPersonChange')).choices(['keep', 'store_wins']),
    )
    .addOption(
      new Option('--environment <kind>', policyHelp('environment')).choices(['production', 'staging']),
    )
    .option('--concurrency <count>', 'simultaneous requests to the store (1 to 16)', inFlight)
    .addOption(new Option('--tax-ambiguous <policy>', policyHelp('taxAmbiguous')).choices(['ask', 'create']))
    .option('--tax-account <code>', policyHelp('taxAccount'))
    .option('--tax-position-limit <count>', policyHelp('taxPositionLimit'), wholeNumber)
    .option('--tax-limit <count>', policyHelp('taxLimit'), wholeNumber)
    .addOption(
      new Option('--position-order <policy>', policyHelp('taxPositionOrder')).choices(['ask', 'align']),
    )
    .addOption(
      new Option('--chart-positions <policy>', policyHelp('taxChartPositions')).choices(['ask', 'map']),
    )
    .addOption(new Option('--currency <policy>', policyHelp('inactiveCurrency')).choices(['ask', 'activate']))
    .addOption(
      new Option('--shipping-currency <policy>', policyHelp('shippingCurrency')).choices([
        'refuse',
        'convert',
      ]),
    )
    .addOption(
      new Option('--verify <policy>', policyHelp('verifyAfterSync')).choices(['never', 'after_changes']),
    );
}

/** What is changed, but for the secrets, which may have to be asked for. */
function editOf(flags: BackendFlags): BackendEdit {
  const edit = {
    name: flags.name,
    storeUrl: flags.storeUrl,
    storeCaFile: fullPath(flags.storeCaFile),
    odooUrl: flags.odooUrl,
    odooDatabase: flags.odooDatabase,
    odooLogin: flags.odooLogin,
    odooCompanyId: flags.odooCompany,
    odooCaFile: fullPath(flags.odooCaFile),
    onPersonChange: flags.onPersonChange,
    environment: flags.environment,
    taxAmbiguous: flags.taxAmbiguous,
    taxAccount: flags.taxAccount?.trim(),
    taxPositionLimit: flags.taxPositionLimit,
    taxLimit: flags.taxLimit,
    taxPositionOrder: flags.positionOrder,
    taxChartPositions: flags.chartPositions,
    inactiveCurrency: flags.currency,
    shippingCurrency: flags.shippingCurrency,
    verifyAfterSync: flags.verify,
    storeConcurrency: flags.concurrency,
    acceptDatabase: flags.acceptDatabase,
  };
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
}

function inFlight(text: string): number {
  const value = wholeNumber(text);
  if (value > 16)
    throw new InvalidArgumentError(
      'must be at most 16. A store handles about 2 simultaneous requests per processor core.',
    );
  return value;
}

const ADD_HELP = `
Examples:
  woo-odoo backend add shop
      (prompts for every missing value)
  woo-odoo backend add shop \\
      --store-url https://shop.example.com --odoo-url https://odoo.example.com \\
      --odoo-database live --odoo-login connector

Secrets are prompted for or read from environment variables. If given as
options, other users of this machine can see them, and the shell history keeps them.`;

const EDIT_HELP = `
Examples:
  woo-odoo backend edit shop --on-person-change store_wins
  woo-odoo backend edit shop --tax-ambiguous create --tax-account 1776
  woo-odoo backend edit shop --shipping-currency convert
  woo-odoo backend edit shop --odoo-secret      (prompts for the new one)
  woo-odoo backend edit shop --replace-key      (prompts for all three; stop the service first)`;
