import data from '../data/woocommerce-settings.json' with { type: 'json' };
import type { Json } from '../json.ts';
import type { ShopSetting, ShopSettings } from './settings-state.ts';

/** `[id, label, parent, 1 where asking for it answers 404]` */
type GroupRow = readonly [string, string, string, number];
/** `[group, id, label, type, value, choices, default]`; without the last where there is no default. */
type SettingRow = readonly [string, string, string, string, Json, ShopSetting['choices'] | null, Json?];

/** The settings of the data set: 12 groups, 17 e-mail templates, 8 order statuses, no time zone but UTC. */
export function seedSettings(): ShopSettings {
  return {
    groups: (data.groups as unknown as readonly GroupRow[]).map(([id, label, parent, missing]) => ({
      id,
      label,
      parent,
      ...(missing === 1 && { missing: true }),
    })),
    settings: (data.settings as unknown as readonly SettingRow[]).map(settingFrom),
    statuses: [
      ['pending', 'Pending payment'],
      ['processing', 'Processing'],
      ['on-hold', 'On hold'],
      ['completed', 'Completed'],
      ['cancelled', 'Cancelled'],
      ['refunded', 'Refunded'],
      ['failed', 'Failed'],
      ['checkout-draft', 'Draft'],
    ].map(([slug = '', name = '']) => ({ slug, name })),
    timeZone: '',
    gmtOffset: '0',
  };
}

function settingFrom([group, id, label, type, value, choices, preset]: SettingRow): ShopSetting {
  return {
    group,
    id,
    label,
    type,
    value,
    ...(preset !== undefined && { default: preset }),
    ...(choices !== null && choices !== undefined && { choices }),
  };
}
