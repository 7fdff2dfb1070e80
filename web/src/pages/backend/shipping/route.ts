import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'shipping',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./shipping-tab.tsx'), 'ShippingTab'),
});

export const shippingRoutes = [route] as const;
