import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.tsx';
import { sessionQuery } from '../../api/session.ts';

/** An address of this page alone: whoever made the link must not lead a reader elsewhere. */
function localPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/u.test(value) ? value : undefined;
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { then?: string | undefined } => ({
    then: localPath(search['then']),
  }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.client.query({ ...sessionQuery, staleTime: 0 });
    if (session === null) return;
    // The router takes what is thrown here.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ href: search.then ?? '/', replace: true });
  },
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});

export const signInRoutes = [signInRoute, setupRoute] as const;
