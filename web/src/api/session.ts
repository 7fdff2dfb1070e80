import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { api, ask, setCsrfToken } from './client.ts';
import { SIGNED_IN } from './early.ts';
import { isSignedOut } from './problem.ts';
import type { components } from './schema.ts';

export type Identity = components['schemas']['Identity'];

/** Whether a session was seen since the page was opened: only such a one can end. */
let hadSession = false;
export const hasHadSession = (): boolean => hadSession;

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Identity | null> => {
    try {
      const identity = await ask(api.GET('/session', { signal }));
      setCsrfToken(identity.session?.csrfToken ?? null);
      hadSession = true;
      localStorage.setItem(SIGNED_IN, 'yes');
      return identity;
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      setCsrfToken(null);
      localStorage.removeItem(SIGNED_IN);
      return null;
    }
  },
  staleTime: 60_000,
});

/** Whether the first user must still be made. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => ask(api.GET('/setup', { signal })),
  staleTime: 0,
});

/** What the reader may do. Below the shell somebody is signed in. */
export function useMay(): { readonly operate: boolean; readonly administer: boolean } {
  const { data } = useQuery(sessionQuery);
  return data?.may ?? { operate: false, administer: false };
}

/** After signing in: what was known of anybody else is forgotten. */
export async function beginSession(client: QueryClient): Promise<void> {
  client.clear();
  await client.query(sessionQuery);
}

/** Signs out and forgets all that was known. */
export async function endSession(client: QueryClient): Promise<void> {
  await ask(api.DELETE('/session'));
  setCsrfToken(null);
  client.clear();
}
