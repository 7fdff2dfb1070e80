import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';
import type { components } from './schema.ts';

export type TakeBack = components['schemas']['TakeBack'];

/** What taking back would do in Odoo; both sides are read anew each time, as it changes with every order. */
export const takeBackQuery = (backend: string) =>
  queryOptions({
    queryKey: ['take-back', backend],
    queryFn: ({ signal }) =>
      ask(api.GET('/backends/{backend}/take-back', { params: { path: { backend } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });
