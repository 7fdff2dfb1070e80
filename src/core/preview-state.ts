/**
 * What became of the plan of a preview:
 *
 * - `open`: it may be applied or discarded
 * - `asked`: somebody asked to apply it; a run will
 * - `applied`: a run applied it; that run's record has what became of each change
 * - `refused`: the situation had changed, so that nothing was written
 * - `discarded`: somebody decided against it
 */
export const PREVIEW_STATES = ['open', 'asked', 'applied', 'refused', 'discarded'] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];
