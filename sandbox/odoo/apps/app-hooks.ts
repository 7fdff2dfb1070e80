import { textOf } from '../../json.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { checkView, checkWindow } from './check-view.ts';
import { checkFieldRecord, checkModelRecord, dropUnknownOptions, setUpModel } from './custom-models.ts';
import { checkRule } from './checked-writes.ts';
import type { RecordHooks } from './record-hooks.ts';

/** What the models do of which apps are made. */
export const APP_HOOKS: Readonly<Record<string, RecordHooks>> = {
  'ir.model': {
    prepare: (env, row, before) => {
      checkModelRecord(env.database, row, before);
      return row;
    },
    written: (env, row) => {
      setUpModel(env.database, textOf(row['model']));
    },
    removed: (env, row) => {
      env.database.drop(textOf(row['model']));
    },
  },
  'ir.model.fields': {
    prepare: (env, row, before) => {
      const owner = env.database.row('ir.model', Number(row['model_id']));
      const isUnset = row['ttype'] === 'many2one' && row['on_delete'] === false;
      const whole = {
        ...row,
        model: owner?.['model'] ?? false,
        ...(isUnset ? { on_delete: 'set null' } : {}),
      };
      checkFieldRecord(env.database, whole, before);
      return whole;
    },
    written: (env, row) => {
      setUpModel(env.database, textOf(row['model']));
      dropUnknownOptions(env.database, textOf(row['model']), textOf(row['name']));
    },
    removed: (env, row) => {
      const model = textOf(row['model']);
      setUpModel(env.database, model);
      if (env.database.model(model) !== undefined) env.database.dropColumn(model, textOf(row['name']));
    },
  },
  'ir.model.access': { written: setUpOwner, removed: setUpOwner },
  'ir.rule': {
    prepare: (env, row) => {
      checkRule(env, row);
      return row;
    },
    written: setUpOwner,
    removed: setUpOwner,
  },
  'ir.default': { written: setUpFieldOwner, removed: setUpFieldOwner },
  'ir.ui.view': {
    prepare: (env, row, _before, id) => ({ ...row, type: checkView(env.database, row, id) }),
  },
  'ir.actions.act_window': {
    prepare: (env, row) => {
      checkWindow(env.database, row);
      return row;
    },
  },
};

function setUpOwner(env: Environment, row: Row): void {
  const owner = env.database.row('ir.model', Number(row['model_id']));
  if (owner !== undefined) setUpModel(env.database, textOf(owner['model']));
}

function setUpFieldOwner(env: Environment, row: Row): void {
  const field = env.database.row('ir.model.fields', Number(row['field_id']));
  if (field !== undefined) setUpModel(env.database, textOf(field['model']));
}
