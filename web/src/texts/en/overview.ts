import { plural } from '../format.ts';

/** The first tab of a backend. */
export const overview = {
  title: 'What is in sync',
  kind: 'Metadata',
  sync: 'Sync',
  review: 'Review',
  rows: 'In the store',
  agrees: 'Both sides agree',
  differs: plural('{n} difference', '{n} differences'),
  unknown: plural('{n} not known', '{n} not known'),
  failed: plural('{n} failed', '{n} failed'),
  nothingWaits: 'Nothing to review',
  waiting: plural('{n} item needs review', '{n} items need review'),
  limitations: plural('{n} limitation of Odoo', '{n} limitations of Odoo'),
  toReview: 'Review and decide',
  runs: 'Last syncs',
  length: 'Duration',
  changes: 'Changes',
  upTo: 'Up to {most}',
  bar: plural('Run {run}, {at}: {length}, {n} change', 'Run {run}, {at}: {length}, {n} changes'),
} as const;
