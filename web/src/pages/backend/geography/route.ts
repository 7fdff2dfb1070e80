import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'geography',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./geography-tab.tsx'), 'GeographyTab'),
});

export const geographyRoutes = [route] as const;
