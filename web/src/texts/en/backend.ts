import { plural } from '../format.ts';

/** The frame of a backend: its header and its tabs. */
export const backend = {
  tabs: 'Parts of this backend',
  overview: 'Overview',
  geography: 'Countries & States',
  settings: 'Settings',
  taxes: 'Taxes',
  shipping: 'Shipping',
  payments: 'Payments & Currency',
  consistency: 'Consistency',
  review: 'Review',
  runs: 'Runs',
  explain: 'Explain',
  connection: 'Connection & policies',
  schedule: 'Schedule',
  proof: 'Checks',
  notRequested: 'This could not be requested',
  syncRuns: 'Sync in progress',
  previewRuns: 'Preview in progress',
  stepWaiting: 'Waiting',
  stepReading: 'Reading',
  stepPlanned: plural('{n} change planned', '{n} changes planned'),
  stepNothing: 'Nothing to change',
  stepWriting: 'Writing {done} of {total}',
  odooAwayTitle: 'Odoo does not answer',
  odooAwayText:
    'Check that Odoo is running and that its address is correct. The connector tries again by itself.',
  failedTitle: 'The last run failed',
  failedHint: 'Check that both servers answer, then run SYNC METADATA again.',
  partlyTitle: 'Part of the last run did not work',
  stoppedTitle: 'The last run was stopped',
} as const;
