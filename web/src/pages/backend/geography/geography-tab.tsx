import { getRouteApi } from '@tanstack/react-router';
import { ListsTab } from '../rows/lists-tab.tsx';
import type { ListSpec } from '../rows/list-spec.ts';
import { countryText } from '../rows/value-text.ts';

const LISTS: readonly ListSpec[] = [
  {
    ...{ type: 'state', hasRecord: true },
    below: ({ values }, { language }) => countryText(values['country_code'] ?? '', language),
    columns: [{ name: 'code', width: 100 }],
  },
  { type: 'country', hasRecord: true, columns: [{ name: 'code', width: 100 }] },
];

const route = getRouteApi('/shell/backends/$backend/geography');

/** Countries and states of the store, and those of Odoo that represent them. */
export function GeographyTab() {
  const { backend } = route.useParams();
  return <ListsTab backend={backend} specs={LISTS} search={route.useSearch()} />;
}
