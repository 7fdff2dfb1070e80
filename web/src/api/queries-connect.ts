import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';

/** What was found stays true for as long as somebody fills in a form. */
const FORM_MS = 60_000;

/** What is at the address of a store. */
export const storeCheckQuery = (address: string) =>
  queryOptions({
    queryKey: ['connect', 'store', address],
    queryFn: ({ signal }) => ask(api.POST('/connect/store/check', { body: { address }, signal })),
    enabled: address !== '',
    staleTime: FORM_MS,
  });

/** What is at the address of an Odoo. */
export const odooCheckQuery = (address: string) =>
  queryOptions({
    queryKey: ['connect', 'odoo', address],
    queryFn: ({ signal }) => ask(api.POST('/connect/odoo/check', { body: { address }, signal })),
    enabled: address !== '',
    staleTime: FORM_MS,
  });

/** Whether a store has handed its keys over; asked again and again until it has. */
export const consentQuery = (id: string) =>
  queryOptions({
    queryKey: ['connect', 'consent', id],
    queryFn: ({ signal }) =>
      ask(api.GET('/connect/store/consent/{id}', { params: { path: { id } }, signal })),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 2000 : false),
  });

/** What decides what a sync does, each value with its consequence. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async ({ signal }) => (await ask(api.GET('/policies', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});
