import { getRouteApi } from '@tanstack/react-router';
import { ListsTab } from '../rows/lists-tab.tsx';
import type { ListSpec } from '../rows/list-spec.ts';

const LISTS: readonly ListSpec[] = [
  {
    ...{ type: 'payment_gateway', hasRecord: true, below: ({ values }) => values['key'] ?? '' },
    columns: [{ name: 'enabled', width: 100 }],
  },
  {
    ...{ type: 'currency', hasRecord: true },
    columns: [
      { name: 'decimals', width: 110, align: 'right' },
      { name: 'position', width: 170 },
    ],
  },
];

const route = getRouteApi('/shell/backends/$backend/payments');

/** Payment gateways of the store with their journals in Odoo, and its currency. */
export function PaymentsTab() {
  const { backend } = route.useParams();
  return <ListsTab backend={backend} specs={LISTS} search={route.useSearch()} />;
}
