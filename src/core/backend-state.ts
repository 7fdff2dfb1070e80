/**
 * How a backend is, the most urgent first:
 *
 * - `running`: a run is under way
 * - `failing`: its last run failed
 * - `never`: there was no run yet
 * - `needs_review`: something waits for a person, or the last check of both servers found differences or failed
 * - `out_of_sync`: a sync would change something
 * - `in_sync`: both sides agree
 */
export const BACKEND_STATES = [
  'running',
  'failing',
  'never',
  'needs_review',
  'out_of_sync',
  'in_sync',
] as const;
export type BackendState = (typeof BACKEND_STATES)[number];
