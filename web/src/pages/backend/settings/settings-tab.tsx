import { getRouteApi } from '@tanstack/react-router';
import { ListsTab } from '../rows/lists-tab.tsx';
import type { ListSpec } from '../rows/list-spec.ts';
import { settingText } from '../rows/value-text.ts';

const LISTS: readonly ListSpec[] = [
  {
    ...{ type: 'setting', hasRecord: false },
    below: ({ values }) => values['key'] ?? '',
    columns: [
      { name: 'value', width: 190, text: (row, { t }) => settingText(row, 'value', t), onPhone: true },
      { name: 'group', width: 110 },
      { name: 'tax_policy', width: 125 },
    ],
  },
];

const route = getRouteApi('/shell/backends/$backend/settings');

/** The store's settings, as the WooCommerce app of Odoo shows them. */
export function SettingsTab() {
  const { backend } = route.useParams();
  return <ListsTab backend={backend} specs={LISTS} search={route.useSearch()} />;
}
