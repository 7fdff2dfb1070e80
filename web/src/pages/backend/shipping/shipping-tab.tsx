import { getRouteApi } from '@tanstack/react-router';
import { ListsTab } from '../rows/lists-tab.tsx';
import type { ListSpec } from '../rows/list-spec.ts';
import { valueText } from '../rows/value-text.ts';

const LISTS: readonly ListSpec[] = [
  {
    ...{ type: 'shipping_method', hasRecord: true },
    below: ({ values }, speech) =>
      [values['zone'], valueText('method_type', values['method_type'] ?? '', speech)].join(' · '),
    columns: [
      { name: 'enabled', width: 100 },
      { name: 'report', width: 130 },
    ],
  },
  {
    ...{ type: 'shipping_zone', hasRecord: false },
    columns: [
      { name: 'locations', width: 320, onPhone: true },
      { name: 'method_count', width: 110, align: 'right' },
      { name: 'order', width: 110, align: 'right' },
    ],
  },
  { type: 'shipping_method_type', hasRecord: false, columns: [{ name: 'code', width: 200 }] },
  { type: 'shipping_class', hasRecord: false, columns: [{ name: 'slug', width: 200 }] },
];

const route = getRouteApi('/shell/backends/$backend/shipping');

/** Shipping zones and methods of the store, and the delivery methods of Odoo that represent them. */
export function ShippingTab() {
  const { backend } = route.useParams();
  return <ListsTab backend={backend} specs={LISTS} search={route.useSearch()} />;
}
