import type { Row } from '../../../api/types.ts';

/** Tabs of WooCommerce's settings that have the name of the group. */
const TABS = new Set(['general', 'products', 'tax', 'shipping', 'account', 'advanced', 'integration']);

/** The page of the store's admin that shows a row; null where there is none. */
export function storeLink(storeUrl: string, { type, key, values }: Row): string | null {
  const page = pageOf(type, key, values);
  if (page === null) return null;
  const query = new URLSearchParams({ page: 'wc-settings', ...page });
  return `${storeUrl}/wp-admin/admin.php?${query.toString()}`;
}

function pageOf(
  type: string,
  key: string,
  values: Readonly<Record<string, string>>,
): Record<string, string> | null {
  switch (type) {
    case 'setting': {
      const group = values['group'] ?? '';
      if (TABS.has(group)) return { tab: group };
      return group.startsWith('email') ? { tab: 'email' } : {};
    }
    case 'currency':
      return { tab: 'general' };
    case 'tax_rate':
      return { tab: 'tax', section: values['class'] ?? 'standard' };
    case 'tax_class':
      // Classes of shipping are made by the connector.
      return key.startsWith('ship:') ? { tab: 'tax' } : { tab: 'tax', section: key };
    case 'shipping_zone':
      return { tab: 'shipping', zone_id: key };
    case 'shipping_method':
      return { tab: 'shipping', instance_id: key };
    case 'shipping_class':
      return { tab: 'shipping', section: 'classes' };
    case 'payment_gateway':
      return { tab: 'checkout', section: key };
    default:
      return null;
  }
}
