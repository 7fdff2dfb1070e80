import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { backendRoute } from '../backend-route.ts';
import { FIELDS, type ExplainSearch } from './fields.ts';

/** A question is in the address: it can be sent to somebody, and a row of a list can lead to it. */
const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'explain',
  validateSearch: (given: Record<string, unknown>): ExplainSearch => ({
    about: given['about'] === 'shipping' ? 'shipping' : undefined,
    ...Object.fromEntries(
      FIELDS.flatMap((name) => {
        const value = given[name];
        const isText = typeof value === 'string' || typeof value === 'number';
        return isText && String(value) !== '' ? [[name, String(value)]] : [];
      }),
    ),
  }),
  component: lazyRouteComponent(() => import('./explain-tab.tsx'), 'ExplainTab'),
});

export const explainRoutes = [route] as const;
