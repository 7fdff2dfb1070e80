import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'connection',
  component: lazyRouteComponent(() => import('./connection-tab.tsx'), 'ConnectionTab'),
});

export const connectionRoutes = [route] as const;
