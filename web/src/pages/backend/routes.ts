import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/root-route.tsx';

const backendRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/backends/$backend',
  component: lazyRouteComponent(() => import('./backend-page.tsx'), 'BackendPage'),
});

export const backendRoutes = [backendRoute] as const;
