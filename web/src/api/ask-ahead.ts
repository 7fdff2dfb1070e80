import type { QueryClient } from '@tanstack/react-query';
import { hasAskedForBackends } from './early.ts';
import { backendsQuery, statusQuery } from './queries.ts';
import { sessionQuery } from './session.ts';

/**
 * Puts the early answers to where the page looks for them.
 * @returns settled when all of them are there, or failed: then the page asks again and shows what is wrong
 */
export async function askAhead(client: QueryClient): Promise<void> {
  const asked: Promise<unknown>[] = [client.query(sessionQuery)];
  if (hasAskedForBackends) asked.push(client.query(backendsQuery), client.query(statusQuery));
  await Promise.allSettled(asked);
}
