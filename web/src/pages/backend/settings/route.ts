import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { readTableSearch } from '../rows/table-search.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'settings',
  validateSearch: readTableSearch,
  component: lazyRouteComponent(() => import('./settings-tab.tsx'), 'SettingsTab'),
});

export const settingsRoutes = [route] as const;
