import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createStore } from './store.ts';
import { isSignedOut, Unreachable } from './problem.ts';
import { hasHadSession } from './session.ts';

/** Whether a request found the session ended while the page was open. */
export const sessionEnded = createStore(false);

function notice(error: unknown): void {
  if (isSignedOut(error) && hasHadSession()) sessionEnded.set(true);
}

/** What was read from the API, shared by all parts of the page. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        // A form that signs in answers a wrong password with the same status.
        if (mutation.meta?.['signsIn'] !== true) notice(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // The connection is watched by the event stream; what the API answers stays true when asked again.
        retry: (failures, error) => error instanceof Unreachable && failures < 2,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
