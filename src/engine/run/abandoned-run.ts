/** Recorded with a run whose process ended before it. */
export const ABANDONED =
  'The process ended before the run did. What it had applied stands; the next run finishes the rest.';
