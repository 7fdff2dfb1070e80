import { writeFile } from 'node:fs/promises';
import { askToConfirm } from '../prompts/ask-to-confirm.ts';
import { InvalidArgumentError, type Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import {
  ADMIN_LOGIN_FLAG,
  askForAdministrator,
  INSECURE_FLAG,
  type AdministratorFlags,
} from '../prompts/ask-administrator.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { OdooAppContext, OdooAppSession } from '../odoo-app-context.ts';
import type { RunRecords, RunWork } from '../context.ts';
import { showEffects, showInstalled, showStatus } from '../output/show-odoo-app.ts';
import { printNext, json, line, paint, safe, printText } from '../output/terminal.ts';
import { whileWaiting } from '../output/while-waiting.ts';
import type { JsonOutput } from '../json-output.ts';

type Context = CliContext & OdooAppContext;

/** The flags that show which Odoo, and who signs in there. */
interface PlaceFlags extends AdministratorFlags {
  readonly odooUrl?: string;
  readonly odooDatabase?: string;
  readonly odooCaFile?: string;
}

/** An Odoo without the administrator, and the login of the connector's user there. */
interface Target {
  readonly url: string;
  readonly database: string;
  readonly caFile?: string | undefined;
  readonly connectorLogin?: string | undefined;
}

/** `odoo-app build | install | status | upgrade | uninstall`. */
export function addOdooAppCommands(
  program: Command,
  context: Context,
  runWork: RunWork,
  runRecords: RunRecords,
  setExit: (code: ExitCode) => void,
): void {
  const { out, err } = context.terminal;
  const app = program.command('odoo-app');

  const withSession = async (
    name: string | undefined,
    flags: PlaceFlags,
    work: (session: OdooAppSession, target: Target) => Promise<void>,
  ) => {
    const target = await findTarget(name, flags, runRecords);
    const administrator = await askForAdministrator(flags, context, target);
    const session = await context.odooApp.open({ ...target, ...administrator });
    if (session.warning !== null) line(err, `! ${safe(session.warning)}`);
    await work(session, target);
  };

  app
    .command('build')
    .description('write the app to a file that an administrator can import; no server needed')
    .requiredOption('--odoo <series>', 'Odoo version: 17, 18 or 19', seriesNumber)
    .requiredOption('--out <file>', 'the zip file to write')
    .addHelpText('after', BUILD_HELP)
    .action(async ({ odoo, out: file }: { odoo: number; out: string }) => {
      const built = await context.odooApp.build(odoo);
      if (built.warning !== null) line(err, `! ${safe(built.warning)}`);
      await writeZip(file, built.zip);
      printText(out, `${paint(out, 'green', 'Wrote')} ${safe(file)}: WooCommerce app ${built.version}.`);
      printText(out, 'In Odoo, activate developer mode in Settings, then choose Apps, Import Module.');
    });

  withConnector(withPlace(app.command('install')))
    .description('install the app; needs an administrator of Odoo')
    .addHelpText('after', CREDENTIALS_HELP)
    .action(async (name: string | undefined, flags: PlaceFlags & { connectorLogin?: string }) => {
      await withSession(name, flags, async (session, target) => {
        const login = flags.connectorLogin ?? target.connectorLogin;
        const installed = await whileWaiting(err, 'Odoo is installing the WooCommerce app', () =>
          session.install({ connectorLogin: login }),
        );
        showInstalled(out, 'Installed', installed);
        await makeRows(target, context, runWork);
        printNext(out, 'woo-odoo plan (what a sync would change)');
      });
    });

  withPlace(app.command('status'))
    .description(
      'show the installed version, whether an upgrade is needed, and records that are no longer used',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', CREDENTIALS_HELP)
    .action(async (name: string | undefined, flags: PlaceFlags & { json?: boolean }) => {
      await withSession(name, flags, async (session) => {
        const status = await session.status();
        if (flags.json) json(out, status satisfies JsonOutput['odoo-app status']);
        else showStatus(out, session.database, status);
      });
    });

  withConnector(withPlace(app.command('upgrade')))
    .description('upgrade the installed app; keeps all data')
    .addHelpText('after', CREDENTIALS_HELP)
    .action(async (name: string | undefined, flags: PlaceFlags & { connectorLogin?: string }) => {
      await withSession(name, flags, async (session, target) => {
        // Who lost the group on purpose does not get it back by an upgrade.
        const upgraded = await whileWaiting(err, 'Odoo is upgrading the WooCommerce app', () =>
          session.upgrade({ connectorLogin: flags.connectorLogin }),
        );
        showInstalled(out, 'Upgraded to', upgraded);
        await makeRows(target, context, runWork);
        printNext(out, 'woo-odoo sync (fills new fields)');
      });
    });

  withPlace(app.command('uninstall'))
    .description("remove the app and its data after confirmation; Odoo's own records are kept")
    .option('-y, --yes', 'skip the confirmation')
    .addHelpText('after', CREDENTIALS_HELP)
    .action(async (name: string | undefined, flags: PlaceFlags & { yes?: boolean }) => {
      await withSession(name, flags, async (session) => {
        showEffects(out, session.database, await session.effects());
        if (!flags.yes && !(await askToConfirm(context.terminal, UNINSTALL))) {
          line(out, 'Nothing was changed.');
          setExit(EXIT.failed);
          return;
        }
        await whileWaiting(err, 'Odoo is uninstalling the WooCommerce app', () => session.uninstall());
        printText(out, `${paint(out, 'green', 'Uninstalled')} the WooCommerce app.`);
        printNext(out, 'woo-odoo odoo-app install (brings it back; syncs work without it)');
      });
    });
}

function withPlace(command: Command): Command {
  return command
    .argument(
      '[backend]',
      'name or ID; optional if there is only one, or with --odoo-url and --odoo-database',
    )
    .option('--odoo-url <address>', 'Odoo address, where no backend is added yet')
    .option('--odoo-database <name>', 'Odoo database')
    .option('--odoo-ca-file <file>', 'PEM file of the private certificate authority of Odoo')
    .option(...ADMIN_LOGIN_FLAG)
    .option(...INSECURE_FLAG);
}

function withConnector(command: Command): Command {
  return command.option(
    '--connector-login <login>',
    "user to add to the app's Connector group (default for install: the backend's user)",
  );
}

async function findTarget(
  name: string | undefined,
  flags: PlaceFlags,
  runRecords: RunRecords,
): Promise<Target> {
  const { odooUrl, odooDatabase, odooCaFile } = flags;
  if (odooUrl !== undefined && odooDatabase !== undefined) {
    return { url: odooUrl, database: odooDatabase, caFile: odooCaFile };
  }
  if (odooUrl !== undefined || odooDatabase !== undefined) {
    throw new ConnectorError({
      code: 'cli.missing',
      message: '--odoo-url and --odoo-database must be used together.',
      hint: 'Give both, or omit both to use the Odoo of a backend.',
    });
  }
  const found: Target[] = [];
  await runRecords(async (records) => {
    const backend = await records.getBackend(name);
    found.push({
      url: backend.odooUrl,
      database: backend.odooDatabase,
      caFile: odooCaFile ?? backend.odooCaFile ?? undefined,
      connectorLogin: backend.odooLogin,
    });
    return EXIT.ok;
  });
  return found[0] as Target;
}

/**
 * Makes the rows of the backends that came before the app. The app is installed whatever comes of it, so a failure is
 * shown and no more: the service makes a row that is missing.
 */
async function makeRows(
  target: Target,
  { terminal: { err, out } }: Context,
  runWork: RunWork,
): Promise<void> {
  try {
    await runWork(async (engine) => {
      for (const { backend, row } of await engine.makeRows(target, () => undefined)) {
        const name = safe(backend.name);
        if (row === 'made') printText(out, `The backend ${name} was added to the list Backends.`);
        if (row === 'no_app')
          printText(
            err,
            `! The backend ${name} is not in the list Backends: its user lacks the group Connector.`,
          );
        if (row instanceof ConnectorError)
          printText(err, `! The backend ${name} is not in the list Backends yet: ${safe(row.message)}`);
      }
      return EXIT.ok;
    });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    printText(err, `! Backends are not in the list Backends yet: ${safe(error.message)}`);
    printText(err, 'A running service adds them within a minute. Otherwise the next sync does.', '  ');
  }
}

const UNINSTALL = {
  message: 'Uninstall the WooCommerce app and delete this data?',
  otherwise: {
    code: 'cli.missing',
    message: 'Uninstalling deletes data and needs confirmation.',
    hint: 'Add --yes. Nothing was changed.',
  },
} as const;

async function writeZip(file: string, zip: Uint8Array): Promise<void> {
  try {
    await writeFile(file, zip);
  } catch (error) {
    throw new ConnectorError({
      code: 'cli.file',
      message: `Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Choose another file with --out.',
      cause: error,
    });
  }
}

function seriesNumber(text: string): number {
  const match = /^(\d{2})(?:\.0)?$/.exec(text);
  if (match?.[1] === undefined) throw new InvalidArgumentError('must be an Odoo version: 17, 18 or 19.');
  return Number(match[1]);
}

const BUILD_HELP = '\nExample:\n  woo-odoo odoo-app build --odoo 18 --out woo_connector.zip';

const CREDENTIALS_HELP = `
The administrator's credentials are used for this command only and never stored. Without a terminal, set
WOO_ODOO_ADMIN_LOGIN and WOO_ODOO_ADMIN_SECRET (API key or password).`;
