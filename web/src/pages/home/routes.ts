import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/root-route.tsx';
import { isCardState, type HomeSearch } from './card-state.ts';

const load = () => import('./home-page.tsx');
// Where it will be shown its code is on the way while the reader is recognised.
if (location.pathname === '/') void load().catch(() => undefined);

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: ({ q, state, view }: Record<string, unknown>): HomeSearch => ({
    q: typeof q === 'string' && q !== '' ? q : typeof q === 'number' ? String(q) : undefined,
    state: isCardState(state) ? state : undefined,
    view: view === 'table' || view === 'cards' ? view : undefined,
  }),
  component: lazyRouteComponent(load, 'HomePage'),
});

export const homeRoutes = [homeRoute] as const;
