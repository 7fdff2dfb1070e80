import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/root-route.tsx';

/** A backend: the frame of its tabs, which are children of this route. */
export const backendRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/backends/$backend',
  component: lazyRouteComponent(() => import('./backend-page.tsx'), 'BackendPage'),
});
