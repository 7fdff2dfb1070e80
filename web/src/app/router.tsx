import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from '../pages/account/routes.ts';
import { backendRoutes } from '../pages/backend/routes.ts';
import { connectRoutes } from '../pages/connect/routes.ts';
import { homeRoutes } from '../pages/home/routes.ts';
import { auditRoutes } from '../pages/audit/routes.ts';
import { signInRoutes } from '../pages/sign-in/routes.ts';
import { tokenRoutes } from '../pages/tokens/routes.ts';
import { userRoutes } from '../pages/users/routes.ts';
import { LoadingPage } from '../parts/loading.tsx';
import { rootRoute, shellRoute } from './root-route.tsx';

const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  shellRoute.addChildren([
    ...[...homeRoutes, ...connectRoutes, ...backendRoutes],
    ...[...accountRoutes, ...userRoutes, ...tokenRoutes, ...auditRoutes],
  ]),
]);

/** The addresses of the page. Each page has a `routes.ts` of its own; its parts are loaded when it is opened. */
export function createPageRouter(client: QueryClient) {
  return createRouter({
    ...{ routeTree, context: { client }, defaultPreload: 'intent' },
    // The cache of queries decides what is read anew.
    ...{ defaultPreloadStaleTime: 0, defaultPendingMs: 200, defaultPendingComponent: LoadingPage },
    ...{ scrollRestoration: true, trailingSlash: 'never' as const },
  });
}

export type PageRouter = ReturnType<typeof createPageRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: PageRouter;
  }
}
