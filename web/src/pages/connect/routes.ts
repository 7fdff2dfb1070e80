import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/root-route.tsx';

const connectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connect',
  // The consent that a store gave on its own page, from which the browser comes back.
  validateSearch: ({ consent }: Record<string, unknown>): { consent?: string | undefined } => ({
    consent: typeof consent === 'string' ? consent : undefined,
  }),
  component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage'),
});

export const connectRoutes = [connectRoute] as const;
