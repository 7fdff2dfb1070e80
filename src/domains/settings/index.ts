import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import type { SettingFacts } from './facts.ts';
import { SETTING_MODEL, settingAppRows } from './app/rows.ts';
import { planSettings } from './plan.ts';
import { readStoreSettings } from './read-store.ts';
import { settingRows } from './rows.ts';

/** The store's settings, order statuses, time zone and language, shown in the app. Odoo has no records of its own for them. */
export const settingsDomain: Domain<StoreReader, OdooReader, SettingFacts, null> = {
  name: 'settings',
  types: [SETTING_MODEL.type],
  readStore: readStoreSettings,
  readOdoo: () => Promise.resolve(null),
  plan: planSettings,
  mirror: { models: [SETTING_MODEL], rows: settingAppRows },
  count: (facts) => ({ setting: settingRows(facts).length }),
};
