import { X_ROW } from '../../../core/app-names.ts';
import type { AppRowsInput, AppRowModel, AppRow } from '../../../core/app-rows.ts';
import type { SettingFacts, SettingRow } from '../facts.ts';
import { groupName } from '../group-names.ts';
import { settingKey, settingRows } from '../rows.ts';
import { X_SETTING } from './names.ts';

/** The app's model of settings. Its rows represent nothing but themselves. */
export const SETTING_MODEL: AppRowModel = {
  model: X_SETTING.model,
  type: 'setting',
  columns: [
    X_ROW.name,
    X_SETTING.group,
    X_SETTING.groupName,
    X_SETTING.key,
    X_SETTING.type,
    X_SETTING.value,
    X_SETTING.default,
    X_SETTING.taxPolicy,
  ],
  keyFields: [X_SETTING.group, X_SETTING.key],
  key: (values) => settingKey(values[X_SETTING.group] ?? '', values[X_SETTING.key] ?? ''),
  inOdooOnly: [X_SETTING.groupName],
  filters: [X_SETTING.group, X_SETTING.taxPolicy],
};

/** The values of a row, by column of the app's model. */
export function rowValues(row: SettingRow): Readonly<Record<string, string>> {
  return {
    [X_ROW.name]: row.label,
    [X_SETTING.group]: row.group,
    [X_SETTING.groupName]: groupName(row.group),
    [X_SETTING.key]: row.id,
    [X_SETTING.type]: row.type,
    [X_SETTING.value]: row.value,
    [X_SETTING.default]: row.default,
    [X_SETTING.taxPolicy]: row.taxPolicy ? '1' : '',
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
