/** Recorded with a run whose process ended before it. */
export const ABANDONED =
  'The process ended before the run was finished. Applied changes remain; the next run completes the rest.';
