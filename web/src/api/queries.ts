import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';

/** Reads anew now and then what the events do not report: whether the servers answer, the next times of schedules. */
const SLOW_MS = 60_000;

/** All backends, by name. */
export const backendsQuery = queryOptions({
  queryKey: ['backends'],
  queryFn: async ({ signal }) => (await ask(api.GET('/backends', { signal }))).items,
});

/** Every backend with its last run, its schedules and its Odoo. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: async ({ signal }) => (await ask(api.GET('/status', { signal }))).items,
  refetchInterval: SLOW_MS,
});

/** One backend, by name or id. */
export const backendQuery = (name: string) =>
  queryOptions({
    queryKey: ['backend', name],
    queryFn: ({ signal }) =>
      ask(api.GET('/backends/{backend}', { params: { path: { backend: name } }, signal })),
  });
