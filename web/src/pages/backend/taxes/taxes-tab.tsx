import { getRouteApi } from '@tanstack/react-router';
import { ListsTab } from '../rows/lists-tab.tsx';
import type { ListSpec } from '../rows/list-spec.ts';
import { placeText } from './place-text.ts';

const LISTS: readonly ListSpec[] = [
  {
    ...{ type: 'tax_rate', hasRecord: true, below: placeText },
    columns: [
      { name: 'rate', width: 95, align: 'right' },
      { name: 'class', width: 130 },
    ],
  },
  {
    ...{ type: 'tax_class', hasRecord: true },
    columns: [
      { name: 'percent', width: 110, align: 'right' },
      { name: 'rate_count', width: 90, align: 'right' },
    ],
  },
  {
    ...{ type: 'tax', hasRecord: true },
    columns: [
      { name: 'percent', width: 110, align: 'right' },
      { name: 'class', width: 130 },
      { name: 'rate_count', width: 90, align: 'right' },
    ],
  },
  {
    ...{ type: 'fiscal_position', hasRecord: true },
    columns: [{ name: 'mapping', width: 260 }],
  },
];

const route = getRouteApi('/shell/backends/$backend/taxes');

/** Tax rates and classes of the store, and the taxes and fiscal positions of Odoo that represent them. */
export function TaxesTab() {
  const { backend } = route.useParams();
  return <ListsTab backend={backend} specs={LISTS} search={route.useSearch()} />;
}
