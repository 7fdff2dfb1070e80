import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';
import type { ProofKind, ProofRowState } from './types.ts';

const ROWS = 100;
const HISTORY = 30;
/** How often a check that waits or runs is looked at; its beginning and end come as events. */
const LIVE_MS = 2000;

/** The last checks of a kind, the newest first. */
export const proofsQuery = (backend: string, kind: ProofKind) =>
  queryOptions({
    queryKey: ['backend', backend, 'proofs', kind],
    queryFn: async ({ signal }) => {
      const { items } = await ask(
        api.GET('/backends/{backend}/proofs', {
          params: { path: { backend }, query: { kind, limit: HISTORY } },
          signal,
        }),
      );
      return items;
    },
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ state }) => state === 'asked' || state === 'running') === true ? LIVE_MS : false,
  });

/** One check with its causes and its rows by country. */
export const proofQuery = (proof: number) =>
  queryOptions({
    queryKey: ['proof', proof],
    queryFn: ({ signal }) => ask(api.GET('/proofs/{proof}', { params: { path: { proof } }, signal })),
    placeholderData: keepPreviousData,
  });

/** Which comparisons are listed. */
export interface RowsAsked {
  readonly state?: ProofRowState | undefined;
  readonly country?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: 'place' | '-place' | 'country' | '-country' | undefined;
}

/** The comparisons of a check, a page at a time. */
export const proofRowsQuery = (proof: number, { state, ...asked }: RowsAsked) =>
  infiniteQueryOptions({
    queryKey: ['proof', proof, 'rows', state, asked],
    queryFn: ({ signal, pageParam }) =>
      ask(
        api.GET('/proofs/{proof}/rows', {
          params: {
            path: { proof },
            query: {
              ...asked,
              limit: ROWS,
              cursor: pageParam ?? undefined,
              ...(state !== undefined && { state: [state] }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
