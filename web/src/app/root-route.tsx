import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import { CrashPage, NotFoundPage } from './error-pages.tsx';
import { Shell } from './shell.tsx';

/** What every route gets. */
export interface RouteContext {
  readonly client: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

/** All pages that need a sign-in are below this route; it brings the navigation. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.query({ ...sessionQuery, staleTime: 'static' });
    if (session !== null) return;
    const then = location.href === '/' ? undefined : location.href;
    // The router takes what is thrown here.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: '/sign-in', search: { then }, replace: true });
  },
});
