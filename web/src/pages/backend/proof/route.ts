import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { RowsAsked } from '../../../api/queries-proofs.ts';
import type { ProofKind, ProofRowState } from '../../../api/types.ts';
import { backendRoute } from '../backend-route.ts';
import type { ProofSearch } from './proof-search.ts';

const KINDS: readonly unknown[] = ['taxes', 'shipping', 'orders'];
const STATES: readonly unknown[] = ['differs', 'cent', 'not_probed', 'limited', 'exempt', 'note', 'equal'];
const SORTS: readonly unknown[] = ['place', '-place', 'country', '-country'];

const route = createRoute({
  getParentRoute: () => backendRoute,
  path: 'proof',
  validateSearch: ({ check, country, kind, search, sort, state }: Record<string, unknown>): ProofSearch => ({
    kind: KINDS.includes(kind) ? (kind as ProofKind) : undefined,
    check: Number.isSafeInteger(check) ? (check as number) : undefined,
    state: STATES.includes(state) ? (state as ProofRowState) : undefined,
    country: typeof country === 'string' && country.length <= 2 ? country : undefined,
    search: typeof search === 'string' && search !== '' ? search.slice(0, 100) : undefined,
    sort: SORTS.includes(sort) ? (sort as NonNullable<RowsAsked['sort']>) : undefined,
  }),
  component: lazyRouteComponent(() => import('./proof-tab.tsx'), 'ProofTab'),
});

export const proofRoutes = [route] as const;
