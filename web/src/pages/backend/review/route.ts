import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'review',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./review-tab.tsx'), 'ReviewTab'),
});

export const reviewRoutes = [route] as const;
