/** The list of runs of a backend. */
export const runs = {
  kind: 'Kind',
  allKinds: 'All',
  syncs: 'Syncs',
  previews: 'Previews',
  outcome: 'Outcome',
  allOutcomes: 'All outcomes',
  run: 'Run',
  changes: 'Changes',
  review: 'To review',
  failures: 'Failed',
  noMatch: 'No run matches',
  noMatchText: 'Change the filter.',
  clear: 'Clear the filter',
  emptyTitle: 'No run yet',
  emptyText: 'Begin with a preview: it shows every change and writes nothing.',
  firstPreview: 'Make the first preview',
} as const;
