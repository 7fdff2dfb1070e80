import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { isKind, isStatus, type RunSearch } from './kinds.ts';

const runRoute = createRoute({
  getParentRoute: () => backendRoute,
  path: 'runs/$run',
  validateSearch: ({ q, kind, status }: Record<string, unknown>): RunSearch => ({
    q: typeof q === 'string' && q !== '' ? q : typeof q === 'number' ? String(q) : undefined,
    kind: isKind(kind) ? kind : undefined,
    status: isStatus(status) ? status : undefined,
  }),
  component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
});

/** Where a reader waits for a run that was just requested; it leads to that run. */
const nextRunRoute = createRoute({
  getParentRoute: () => backendRoute,
  path: 'runs/next',
  validateSearch: ({ after, kind }: Record<string, unknown>) => ({
    after: typeof after === 'number' ? after : 0,
    kind: kind === 'sync' ? ('sync' as const) : ('preview' as const),
  }),
  component: lazyRouteComponent(() => import('./next-run-page.tsx'), 'NextRunPage'),
});

export const runRoutes = [runRoute, nextRunRoute] as const;
