import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';

/** All users. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await ask(api.GET('/users', { signal }))).items,
});

/** All tokens, revoked ones too, without their text. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await ask(api.GET('/tokens', { signal }))).items,
});

/** Who did what, a page at a time, the newest first. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ signal, pageParam }) =>
    ask(api.GET('/audit', { signal, params: { query: { limit: 100, cursor: pageParam ?? undefined } } })),
  initialPageParam: null as number | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});
