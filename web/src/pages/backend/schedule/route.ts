import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'schedule',
  component: lazyRouteComponent(() => import('./schedule-tab.tsx'), 'ScheduleTab'),
});

export const scheduleRoutes = [route] as const;
