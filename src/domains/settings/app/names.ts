/** Settings of the store. */
export const X_SETTING = {
  model: 'x_woo_setting',
  group: 'x_group',
  /** The group as the store's administration calls it. */
  groupName: 'x_group_name',
  key: 'x_key',
  value: 'x_value',
  default: 'x_default',
  type: 'x_type',
  /** One of the settings that decide how taxes are calculated. */
  taxPolicy: 'x_tax_policy',
} as const;

/** What this domain adds to a backend. */
export const X_ON_BACKEND = { settingCount: 'x_setting_count', settings: 'x_setting_ids' } as const;
