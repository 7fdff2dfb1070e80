import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';
import type { OperationKind, OutcomeStatus, Run } from './types.ts';

/** Runs, and operations, that are read at once. */
const RUNS = 50;
const OPERATIONS = 50;
/** How often a run that is under way is looked at; its beginning and end come as events. */
const LIVE_MS = 2000;

/** Which runs are listed. */
export interface RunsAsked {
  readonly kind?: Run['kind'] | undefined;
  readonly status?: Run['status'] | undefined;
}

/** The runs of a backend, the newest first, a page at a time. */
export const runsQuery = (backend: string, asked: RunsAsked) =>
  infiniteQueryOptions({
    queryKey: ['runs', backend, asked],
    queryFn: ({ signal, pageParam }) =>
      ask(
        api.GET('/runs', {
          params: { query: { backend, limit: RUNS, cursor: pageParam ?? undefined, ...asked } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** One run with its notes and counts. */
export const runQuery = (run: number) =>
  queryOptions({
    queryKey: ['run', run],
    queryFn: ({ signal }) => ask(api.GET('/runs/{run}', { params: { path: { run } }, signal })),
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'running' || data?.preview?.state === 'asked' ? LIVE_MS : false,
  });

/** The newest run of a kind; null before the first. */
export const newestRunQuery = (backend: string, kind: Run['kind']) =>
  queryOptions({
    queryKey: ['runs', backend, 'newest', kind],
    queryFn: async ({ signal }) => {
      const { items } = await ask(
        api.GET('/runs', { params: { query: { backend, kind, limit: 1 } }, signal }),
      );
      return items[0] ?? null;
    },
    refetchInterval: LIVE_MS,
  });

/** Which operations of a run are listed. */
export interface OperationsAsked {
  readonly domain?: Run['domains'][number] | undefined;
  readonly kind?: OperationKind | undefined;
  readonly status?: OutcomeStatus | undefined;
  readonly search?: string | undefined;
}

/** The operations of a run in the order of its plan, a page at a time. */
export const operationsQuery = (run: number, asked: OperationsAsked) =>
  infiniteQueryOptions({
    queryKey: ['run', run, 'operations', asked],
    queryFn: ({ signal, pageParam }) =>
      ask(
        api.GET('/runs/{run}/operations', {
          params: { path: { run }, query: { limit: OPERATIONS, cursor: pageParam ?? undefined, ...asked } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
