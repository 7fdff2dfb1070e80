import { textOf } from '../json.ts';
import { importModules } from './apps/import-module.ts';
import { runServerActions } from './apps/server-actions.ts';
import { uninstallModules } from './apps/uninstall.ts';
import type { Environment } from './environment.ts';
import { OdooException } from './faults-of-odoo.ts';
import type { Method } from './method.ts';
import { accessWording } from './wording.ts';
import { createRecords, writeRecords } from './write.ts';

/** Methods that only one model has. */
export const METHODS_OF_MODEL: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'res.users': {
    context_get: {
      on: 'model',
      params: [],
      run: ({ env }) => ({
        lang: env.value('res.users', env.uid, 'lang'),
        tz: env.value('res.users', env.uid, 'tz'),
        uid: env.uid,
      }),
    },
  },
  'base.import.module': {
    import_module: {
      on: 'records',
      params: [],
      run: ({ env, model, ids }) => {
        const [id = 0] = ids;
        const row = env.database.row(model.name, id);
        if (row === undefined) throw missingRecord(env, model.name, id);
        return importModules(env, textOf(row['module_file']), row['force'] === true);
      },
    },
  },
  'ir.module.module': {
    button_immediate_uninstall: {
      on: 'records',
      params: [],
      run: ({ env, ids }) => uninstallModules(env, ids),
    },
  },
  'ir.actions.server': {
    run: { on: 'records', params: [], run: ({ env, ids }) => runServerActions(env, ids) },
  },
  'res.lang': {
    get_installed: {
      on: 'model',
      params: [],
      run: ({ env }) =>
        env.database
          .rows('res.lang')
          .filter(([, row]) => row['active'] === true)
          .map(([, row]) => [row['code'] ?? '', row['name'] ?? '']),
    },
  },
  'ir.config_parameter': {
    get_param: {
      on: 'model',
      params: ['key', 'default'],
      required: ['key'],
      run: ({ env, model, args }) => {
        const [id] = env.search(model, [['key', '=', args['key'] ?? '']]);
        return id === undefined ? (args['default'] ?? false) : env.value(model.name, id, 'value');
      },
    },
    set_param: {
      on: 'model',
      params: ['key', 'value'],
      required: ['key', 'value'],
      run: ({ env, model, args }) => {
        if (!env.isAdmin) throw accessWording(model, 'r');
        const [id] = env.search(model, [['key', '=', args['key'] ?? '']]);
        const values = { key: args['key'] ?? '', value: args['value'] ?? '' };
        if (id === undefined) createRecords(env, model, [values]);
        else writeRecords(env, model, [id], values);
        return true;
      },
    },
  },
  'iap.account': {
    get_credits_url: {
      on: 'model',
      params: ['service_name', 'base_url', 'credit', 'trial', 'account_token'],
      required: ['service_name'],
      run: ({ env, args }) => {
        if (args['account_token'] === undefined || args['account_token'] === false) {
          throw new OdooException(
            'odoo.exceptions.UserError',
            'No service exists with the provided technical name',
          );
        }
        // Odoo reads the uuid here with the system's own rights: how an ordinary user can learn it.
        const id = env.database.lookup('ir.config_parameter', 0, ['database.uuid']);
        const uuid =
          id === undefined ? false : (env.database.row('ir.config_parameter', id)?.['value'] ?? false);
        const params = new URLSearchParams({
          dbuuid: textOf(uuid),
          service_name: textOf(args['service_name']),
          account_token: textOf(args['account_token']),
          credit: textOf(args['credit'] ?? 0),
        });
        if (args['trial'] === true) params.set('trial', 'True');
        return `${textOf(args['base_url'] ?? '')}?${params.toString()}`;
      },
    },
  },
};

function missingRecord(env: Environment, model: string, id: number): OdooException {
  return new OdooException(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${env.uid})`,
  );
}
