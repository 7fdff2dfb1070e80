import { z } from 'zod';
import { OdooError } from '../rpc/errors.ts';
import type { OdooWriter } from '../port.ts';
import { recordId } from '../reader.ts';
import { zipWithoutFields, type BuiltApp } from './build.ts';
import { unchangedFields } from './unchanged-fields.ts';
import { GROUP } from './names.ts';
import { outlast, type Wait } from './outlast.ts';
import { formOfSeries } from './series.ts';
import { asAdministrator, compareVersions, readInstalled, readStatus, type AppStatus } from './status.ts';

/** How an app is installed. */
export interface InstallOptions {
  /** The connector's own user, who gets the app's *Connector* group. */
  readonly connectorLogin?: string | undefined;
  /** How a server is waited for whose answer was lost; absent: by the clock. */
  readonly wait?: Wait | undefined;
}

export interface Installed {
  readonly status: AppStatus;
  /** The user who got the *Connector* group. */
  readonly connector: string | null;
}

/**
 * Installs the app in an administrator's session, 2 to 5 seconds; minutes on a slow server, which is waited for. Throws `app.already_installed`,
 * `app.not_administrator`, `app.no_import`, `app.name_taken`, `app.no_such_user`; checks all of that before it writes.
 */
export async function installApp(
  odoo: OdooWriter,
  app: BuiltApp,
  options: InstallOptions = {},
): Promise<Installed> {
  return asAdministrator(odoo, async () => {
    const installed = await readInstalled(odoo, app);
    if (installed !== null) {
      throw new OdooError({
        code: 'app.already_installed',
        message: `The WooCommerce app ${installed.version} is installed in ${odoo.identity.database} already.`,
        hint: 'To bring it up to date: woo-odoo odoo-app upgrade. It keeps all rows.',
      });
    }
    return put(odoo, app, { zip: app.zip, before: null }, options);
  });
}

/**
 * Brings the installed app to the generated version; rows stay. Records that the new version has no more stay too and
 * are named in the status. Repeats the import when the versions are equal, which mends an app changed by hand.
 * Throws as `installApp`, and `app.not_installed`, `app.newer_installed`.
 */
export async function upgradeApp(
  odoo: OdooWriter,
  app: BuiltApp,
  options: InstallOptions = {},
): Promise<Installed> {
  return asAdministrator(odoo, async () => {
    const installed = await readInstalled(odoo, app);
    if (installed === null) throw notInstalled(odoo);
    if (compareVersions(installed.version, app.version) > 0) {
      throw new OdooError({
        code: 'app.newer_installed',
        message: `The installed WooCommerce app ${installed.version} is newer than ${app.version}, which this connector brings.`,
        hint: 'Update the connector.',
      });
    }
    const unchanged = await unchangedFields(odoo, app);
    const zip = zipWithoutFields(app, unchanged);
    return put(odoo, app, { zip, before: installed.version }, options);
  });
}

async function put(
  odoo: OdooWriter,
  app: BuiltApp,
  /** `before`: the version that is installed. */
  { zip, before }: { readonly zip: Uint8Array; readonly before: string | null },
  { connectorLogin, wait }: InstallOptions,
): Promise<Installed> {
  if ((await odoo.fields('base.import.module')) === null) {
    throw new OdooError({
      code: 'app.no_import',
      message: `The Odoo database ${odoo.identity.database} cannot import apps: its module base_import_module is not installed.`,
      hint: 'Install "Base import module" in Apps (remove the filter Apps to see it), then try again.',
    });
  }
  const connector = connectorLogin === undefined ? null : await findUser(odoo, connectorLogin);
  const file = Buffer.from(zip).toString('base64');
  const [importer] = await odoo.create('base.import.module', [{ module_file: file }]);
  if (importer !== undefined) {
    await outlast(
      `importing the WooCommerce app ${app.version}`,
      () => odoo.call('base.import.module', 'import_module', { ids: [importer], answer: z.unknown() }),
      // Importing the same version again leaves no trace by which its end could be seen.
      before === app.version ? null : async () => (await readInstalled(odoo, app))?.version === app.version,
      wait,
    );
  }
  if (connector !== null) await giveConnectorGroup(odoo, app, connector.id);
  return { status: await readStatus(odoo, app), connector: connector?.login ?? null };
}

const userRow = z.object({ id: recordId, login: z.string() });

async function findUser(odoo: OdooWriter, login: string): Promise<z.infer<typeof userRow>> {
  const [user] = await odoo.searchRead('res.users', {
    domain: [['login', '=', login]],
    fields: ['login'],
    row: userRow,
  });
  if (user !== undefined) return user;
  throw new OdooError({
    code: 'app.no_such_user',
    message: `The Odoo database ${odoo.identity.database} has no user with the login ${JSON.stringify(login)}.`,
    hint: 'Give the login of the user the connector works as: woo-odoo odoo-app install --connector-login LOGIN. Nothing was written.',
  });
}

async function giveConnectorGroup(odoo: OdooWriter, app: BuiltApp, userId: number): Promise<void> {
  const { form } = formOfSeries(odoo.identity.series);
  const [group] = await odoo.searchRead('ir.model.data', {
    domain: [
      ['module', '=', app.module],
      ['name', '=', GROUP.connector],
    ],
    fields: ['res_id'],
    row: z.object({ id: recordId, res_id: recordId }),
  });
  if (group === undefined) return;
  // 4 links a record and leaves the others: Odoo's command of that number.
  await odoo.write('res.users', [userId], { [form.groups]: [[4, group.res_id, 0]] });
}

/** What an uninstall takes along. */
export interface UninstallEffect {
  readonly model: string;
  readonly label: string;
  readonly rows: number;
}

/** Counts the rows that an uninstall would delete, archived ones included. Writes nothing. Throws `app.not_installed`. */
export async function uninstallEffects(odoo: OdooWriter, app: BuiltApp): Promise<UninstallEffect[]> {
  return asAdministrator(odoo, async () => {
    if ((await readInstalled(odoo, app)) === null) throw notInstalled(odoo);
    const effects: UninstallEffect[] = [];
    for (const [model, label] of app.models) {
      if ((await odoo.fields(model)) === null) continue;
      const rows = await odoo.call(model, 'search_count', {
        args: { domain: [] },
        answer: z.int().nonnegative(),
        read: true,
      });
      effects.push({ model, label, rows });
    }
    return effects;
  });
}

/**
 * Uninstalls the app with its models and all their rows, about 10 seconds. States, taxes and whatever else the connector
 * brought into Odoo's own models stays, external ids included. Throws `app.not_installed`, `app.not_administrator`.
 */
export async function uninstallApp(odoo: OdooWriter, app: BuiltApp, wait?: Wait): Promise<void> {
  await asAdministrator(odoo, async () => {
    const installed = await readInstalled(odoo, app);
    if (installed === null) throw notInstalled(odoo);
    await outlast(
      'uninstalling the WooCommerce app',
      () =>
        odoo.call('ir.module.module', 'button_immediate_uninstall', {
          ids: [installed.id],
          answer: z.unknown(),
        }),
      async () => (await readInstalled(odoo, app)) === null,
      wait,
    );
  });
}

function notInstalled(odoo: OdooWriter): OdooError {
  return new OdooError({
    code: 'app.not_installed',
    message: `The WooCommerce app is not installed in ${odoo.identity.database}.`,
    hint: 'Install it: woo-odoo odoo-app install',
  });
}
