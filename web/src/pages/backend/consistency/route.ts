import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'consistency',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./consistency-tab.tsx'), 'ConsistencyTab'),
});

export const consistencyRoutes = [route] as const;
