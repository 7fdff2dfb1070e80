import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { RunsAsked } from '../../../api/queries-runs.ts';
import { backendRoute } from '../backend-route.ts';
import { runRoutes } from '../run/route.ts';

const KINDS: readonly unknown[] = ['sync', 'preview'];
const OUTCOMES: readonly unknown[] = ['running', 'done', 'partial', 'failed', 'nothing'];

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'runs',
  validateSearch: ({ kind, status }: Record<string, unknown>): RunsAsked => ({
    kind: KINDS.includes(kind) ? (kind as NonNullable<RunsAsked['kind']>) : undefined,
    status: OUTCOMES.includes(status) ? (status as NonNullable<RunsAsked['status']>) : undefined,
  }),
  component: lazyRouteComponent(() => import('./runs-tab.tsx'), 'RunsTab'),
});

export const runsRoutes = [route, ...runRoutes] as const;
