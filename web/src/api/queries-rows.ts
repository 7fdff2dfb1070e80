import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';
import type { RowsAsked } from './rows-asked.ts';

/** Rows that are read at once. */
const PAGE = 100;

/** What every query about the rows of a backend begins with: read anew when a run ends or somebody decides something. */
export const rowsKey = (backend: string) => ['backend', backend, 'rows'] as const;

/** The lists of a backend, with how many rows have which status. */
export const listsQuery = (backend: string) =>
  queryOptions({
    queryKey: [...rowsKey(backend), 'lists'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/backends/{backend}/rows', { params: { path: { backend } }, signal }))).items,
  });

/** The rows of a list, a page at a time; those that were shown stay until others are there. */
export const rowsQuery = (backend: string, { type, search, ...asked }: RowsAsked) =>
  infiniteQueryOptions({
    queryKey: [...rowsKey(backend), 'list', type, { search, ...asked }],
    queryFn: ({ signal, pageParam }) =>
      ask(
        api.GET('/backends/{backend}/rows/{type}', {
          params: {
            path: { backend, type },
            query: {
              ...{ limit: PAGE, search, cursor: pageParam ?? undefined, sort: asked.sort },
              ...(asked.status !== undefined && { status: [...asked.status] }),
              ...(asked.filter !== undefined && { filter: [...asked.filter] }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** One row of a list. */
export const rowQuery = (backend: string, type: string, key: string) =>
  queryOptions({
    queryKey: [...rowsKey(backend), 'row', type, key],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/backends/{backend}/rows/{type}/{key}', {
          params: { path: { backend, type, key } },
          signal,
        }),
      ),
  });

/** The values of a filter with how many rows have each, the most frequent first. */
export const valuesQuery = (backend: string, type: string, filter: string) =>
  queryOptions({
    queryKey: [...rowsKey(backend), 'values', type, filter],
    queryFn: async ({ signal }) =>
      (
        await ask(
          api.GET('/backends/{backend}/rows/{type}/values', {
            params: { path: { backend, type }, query: { filter } },
            signal,
          }),
        )
      ).items,
  });

/** Records of Odoo that may represent a row, by a part of their name. Odoo itself is asked. */
export const recordsQuery = (backend: string, type: string, key: string, search: string) =>
  queryOptions({
    queryKey: [...rowsKey(backend), 'records', type, key, search],
    queryFn: async ({ signal }) =>
      (
        await ask(
          api.GET('/backends/{backend}/rows/{type}/{key}/records', {
            params: { path: { backend, type, key }, query: search === '' ? {} : { search } },
            signal,
          }),
        )
      ).items,
    placeholderData: keepPreviousData,
  });

/** The points of agreement as both servers answer now: it takes some seconds. */
export const agreementsQuery = (backend: string) =>
  queryOptions({
    queryKey: ['agreements', backend],
    queryFn: ({ signal }) =>
      ask(api.GET('/backends/{backend}/agreements', { params: { path: { backend } }, signal })),
    staleTime: Infinity,
  });
