import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'taxes',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./taxes-tab.tsx'), 'TaxesTab'),
});

export const taxesRoutes = [route] as const;
