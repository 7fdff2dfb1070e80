import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '../../app/root-route.tsx';
import { isCardState, type HomeSearch } from './card-state.ts';
import { HomePage } from './home-page.tsx';

// The page that most readers open first: its code comes with the first, in one request.
const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: ({ q, state, view }: Record<string, unknown>): HomeSearch => ({
    q: typeof q === 'string' && q !== '' ? q : typeof q === 'number' ? String(q) : undefined,
    state: isCardState(state) ? state : undefined,
    view: view === 'table' || view === 'cards' ? view : undefined,
  }),
  component: HomePage,
});

export const homeRoutes = [homeRoute] as const;
