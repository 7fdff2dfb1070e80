import { textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { OdooException, RuleBroken } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { unlinkRecords } from '../write.ts';
import { goHome } from './import-module.ts';

/** Fields go after all records, models last. */
const LAST = ['ir.model.fields', 'ir.model'];

/**
 * What `button_immediate_uninstall` does with an imported module: every record whose external ids all lie under the
 * module goes, then its fields and models with their rows. External ids of such rows under other names stay behind.
 */
export function uninstallModules(env: Environment, ids: readonly number[]): Json {
  if (!env.isAdmin) throw new OdooException('odoo.exceptions.AccessDenied', 'Access Denied');
  const { database } = env;
  const rows = ids.map((id) => {
    const row = database.row('ir.module.module', id);
    if (row !== undefined) return row;
    throw new OdooException(
      'odoo.exceptions.MissingError',
      `Record does not exist or has been deleted.\n(Record: ir.module.module(${id},), User: ${env.uid})`,
    );
  });
  for (const row of rows) {
    if (row['state'] !== 'installed') {
      throw new OdooException(
        'odoo.exceptions.UserError',
        'One or more of the selected modules have already been uninstalled, if you believe this to be an error, you may try again later or contact support.',
      );
    }
    if (row['imported'] !== true)
      throw new OdooException('odoo.exceptions.UserError', 'the sandbox uninstalls imported modules only');
  }
  const admin = env.sudo();
  for (const row of rows) removeData(admin, textOf(row['name']));
  unlinkRecords(admin, admin.model('ir.module.module'), ids);
  return goHome(database.series);
}

function removeData(env: Environment, module: string): void {
  const { database } = env;
  const all = database.rows('ir.model.data');
  // Latest first: menus before windows, rights before groups.
  const own = all.filter(([, row]) => row['module'] === module).toReversed();
  const shared = new Set(all.filter(([, row]) => row['module'] !== module).map(([, row]) => keyOf(row)));
  const rank = (row: Row) => LAST.indexOf(textOf(row['model']));
  const removable = own
    .filter(([, row]) => !shared.has(keyOf(row)))
    .toSorted(([, a], [, b]) => rank(a) - rank(b));
  const stuck = new Set<number>();
  for (const [dataId, row] of removable) {
    const model = database.model(textOf(row['model']));
    const id = Number(row['res_id']);
    if (model === undefined || database.row(model.name, id) === undefined) continue;
    const mark = database.savepoint();
    try {
      unlinkRecords(env, model, [id]);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      // Something outside the module needs it: it stays, with its external id.
      database.rollback(mark);
      stuck.add(dataId);
    }
  }
  for (const [dataId] of own) {
    if (!stuck.has(dataId)) database.remove('ir.model.data', dataId);
  }
}

function keyOf(row: Row): string {
  return `${textOf(row['model'])},${textOf(row['res_id'])}`;
}
