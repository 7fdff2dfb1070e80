import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'payments',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./payments-tab.tsx'), 'PaymentsTab'),
});

export const paymentsRoutes = [route] as const;
