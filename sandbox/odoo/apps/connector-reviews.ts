import type { Json, JsonObject } from '../../json.ts';
import { refuseForeign } from '../company-rules.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { writeRecords } from '../write.ts';
import { BACKEND, client, refused, text } from './action-frame.ts';
import { rowKeysOf } from './connector-rows.ts';
import { stampOf } from './connector-state.ts';

const REVIEW = 'x_woo_review';

/** Opens the row of the app that an item is about, else the record of Odoo, else the item itself. */
export function openReview(env: Environment, code: string): Json {
  const [{ id, row }] = activeItems(env);
  const window = (model: string, resId: number, target: string): JsonObject => ({
    ...{ type: 'ir.actions.act_window', name: row['x_name'] ?? false, res_model: model, res_id: resId },
    ...{ views: [[false, 'form']], target },
  });
  const model = text(row['x_row_model']);
  const names = rowKeysOf(code).get(model) ?? [];
  const values = text(row['x_row_key']).split('\n');
  if (names.length > 0 && names.length === values.length) {
    const domain = names.map((name, index) => {
      const value = values[index] ?? '';
      return [name, '=', env.field(env.model(model), name).type === 'integer' ? Number(value) : value];
    });
    const all = env.withContext({ active_test: false });
    const [found] = all.search(
      env.model(model),
      [['x_backend_id', '=', row['x_backend_id'] ?? 0], ...domain],
      {
        limit: 1,
      },
    );
    if (found !== undefined) return window(model, found, 'new');
  }
  const [other = '', number = ''] = text(row['x_record']).split(',');
  if (env.database.model(other) !== undefined && env.database.row(other, Number(number)) !== undefined)
    return window(other, Number(number), 'current');
  return window(REVIEW, id, 'new');
}

/** Leaves items as they are, or takes them up again; the number on the backend follows. */
export function leaveReview(env: Environment, left: boolean): Json {
  const items = activeItems(env);
  const all = env.sudo();
  const values = {
    x_left: left,
    x_left_user_id: left ? env.uid : false,
    x_left_on: left ? stampOf(new Date()) : false,
  };
  writeRecords(
    all,
    all.model(REVIEW),
    items.map(({ id }) => id),
    values,
  );
  for (const backend of new Set(items.map(({ row }) => Number(row['x_backend_id'])))) {
    const domain = [
      ['x_backend_id', '=', backend],
      ['x_left', '=', false],
    ];
    const waiting = all.search(all.model(REVIEW), domain, {}).length;
    writeRecords(all, all.model(BACKEND), [backend], { x_review_count: waiting });
  }
  return client('soft_reload', {});
}

type Item = { readonly id: number; readonly row: Row };

function activeItems(env: Environment): readonly [Item, ...Item[]] {
  const { active_model: model, active_ids: ids, active_id: id } = env.context;
  const named = model === REVIEW ? (Array.isArray(ids) ? ids : [id ?? 0]).map(Number) : [];
  const [first, ...others] = named.flatMap((each): Item[] => {
    const row = env.database.row(REVIEW, each);
    return row === undefined ? [] : [{ id: each, row }];
  });
  if (first === undefined) throw refused('This item no longer exists.');
  env.check(env.model(REVIEW), 'r');
  refuseForeign(
    env,
    env.model(REVIEW),
    [first, ...others].map(({ id }) => id),
    'r',
  );
  return [first, ...others];
}
