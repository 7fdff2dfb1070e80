import type { AppRowsInput, AppRowModel, AppRow } from '../../../core/app-rows.ts';
import type { SettingFacts, SettingRow } from '../facts.ts';
import { settingKey, settingRows } from '../rows.ts';

/** The app's model of settings. Its rows represent nothing but themselves. */
export const SETTING_MODEL: AppRowModel = {
  model: 'x_woo_setting',
  type: 'setting',
  columns: ['x_name', 'x_group', 'x_key', 'x_type', 'x_value', 'x_default', 'x_tax_policy'],
  keyFields: ['x_group', 'x_key'],
  key: (values) => settingKey(values['x_group'] ?? '', values['x_key'] ?? ''),
};

/** The values of a row, by column of the app's model. */
export function rowValues(row: SettingRow): Readonly<Record<string, string>> {
  return {
    x_name: row.label,
    x_group: row.group,
    x_key: row.id,
    x_type: row.type,
    x_value: row.value,
    x_default: row.default,
    x_tax_policy: row.taxPolicy ? '1' : '',
  };
}

/** The rows of the app that show the store's settings. */
export function settingAppRows({ store }: Pick<AppRowsInput<SettingFacts>, 'store'>): AppRow[] {
  return settingRows(store).map((row) => ({
    model: SETTING_MODEL.model,
    key: row.key,
    values: rowValues(row),
    placement: {},
  }));
}
