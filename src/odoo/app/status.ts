import { z } from 'zod';
import { OdooError } from '../rpc/errors.ts';
import type { OdooReader } from '../port.ts';
import { recordId } from '../reader.ts';
import type { BuiltApp } from './build.ts';

/** How the app in a database stands against the one the connector brings. */
export interface AppStatus {
  readonly state: 'not_installed' | 'current' | 'upgrade_needed' | 'newer_installed';
  /** `18.0.1.0.0`; null when it is not installed. */
  readonly installed: string | null;
  readonly generated: string;
  /** What the database contains of an older version of the app and the generated one has no more. */
  readonly unused: readonly UnusedRecord[];
}

export interface UnusedRecord {
  /** `ir.model.fields`, `ir.ui.view`, … */
  readonly model: string;
  /** Without the module: `field_x_woo_state_x_old`. */
  readonly externalId: string;
  readonly id: number;
}

/** The app as a database knows it. */
export interface InstalledApp {
  readonly id: number;
  readonly version: string;
}

/** Compares the app in a database with the generated one, as an administrator. Throws `app.not_administrator`. */
export async function appStatus(odoo: OdooReader, app: BuiltApp): Promise<AppStatus> {
  return asAdministrator(odoo, async () => readStatus(odoo, app));
}

const moduleRow = z.object({
  id: recordId,
  state: z.string(),
  imported: z.boolean().optional(),
  latest_version: z.union([z.string(), z.literal(false)]),
});

/** The installed app, or null. Throws `app.name_taken` when a module of files has its name. */
export async function readInstalled(odoo: OdooReader, app: BuiltApp): Promise<InstalledApp | null> {
  const known = await odoo.fields('ir.module.module');
  const [found] = await odoo.searchRead('ir.module.module', {
    domain: [['name', '=', app.module]],
    // The field `imported` belongs to base_import_module.
    fields: ['state', 'latest_version', ...(known?.has('imported') ? ['imported'] : [])],
    row: moduleRow,
  });
  if (found === undefined) return null;
  if (found.imported !== true) {
    throw new OdooError({
      code: 'app.name_taken',
      message: `Another module named ${app.module} is among the apps of ${odoo.identity.database}.`,
      hint: 'It lies in the addons folder of the Odoo server; the connector does not touch it. Remove it there first.',
    });
  }
  return found.state === 'uninstalled' ? null : { id: found.id, version: found.latest_version || '0' };
}

/** As `appStatus`, inside `asAdministrator`. */
export async function readStatus(odoo: OdooReader, app: BuiltApp): Promise<AppStatus> {
  const installed = await readInstalled(odoo, app);
  if (installed === null) {
    return { state: 'not_installed', installed: null, generated: app.version, unused: [] };
  }
  const order = compareVersions(installed.version, app.version);
  return {
    state: order === 0 ? 'current' : order < 0 ? 'upgrade_needed' : 'newer_installed',
    installed: installed.version,
    generated: app.version,
    // An older connector cannot know what a newer app uses.
    unused: order > 0 ? [] : await readUnused(odoo, app),
  };
}

/** The kinds of records that generated files make. Rows of the app's own models are no such record. */
const GENERATED: readonly string[] = [
  'ir.model',
  'ir.model.fields',
  'ir.model.access',
  'ir.rule',
  'ir.default',
  'ir.ui.view',
  'ir.ui.menu',
  'ir.actions.act_window',
  'ir.actions.server',
  'res.groups',
  'ir.asset',
  'ir.attachment',
];

async function readUnused(odoo: OdooReader, app: BuiltApp): Promise<UnusedRecord[]> {
  const rows = await odoo.searchRead('ir.model.data', {
    domain: [
      ['module', '=', app.module],
      ['model', 'in', [...GENERATED]],
    ],
    fields: ['name', 'model', 'res_id'],
    row: z.object({ id: recordId, name: z.string(), model: z.string(), res_id: recordId }),
  });
  return (
    rows
      // Odoo itself names the automatic fields of a model so (`field_x_woo_state__create_uid`).
      .filter(({ name, model }) => !(model === 'ir.model.fields' && name.includes('__')))
      .filter(({ name }) => !app.externalIds.has(name))
      .map(({ name, model, res_id: id }) => ({ model, externalId: name, id }))
      .sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
  );
}

/** Turns Odoo's refusal of a right into a sentence that shows which user is needed. */
export async function asAdministrator<T>(odoo: OdooReader, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OdooError) || error.code !== 'odoo.access_error') throw error;
    throw new OdooError({
      code: 'app.not_administrator',
      message: `The Odoo user ${JSON.stringify(odoo.identity.login)} is no administrator: ${error.message}`,
      hint: 'Sign in as a user with Administration: Settings, or let an administrator import the file: woo-odoo odoo-app build',
    });
  }
}

/** Compares versions by their numbers: negative when the first is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let i = 0; i < length; i += 1) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
