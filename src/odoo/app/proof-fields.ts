import type { FieldDescription } from './description.ts';
import { X_BACKEND } from './fields.ts';

/** What the connector found when it last compared the store with Odoo. */
export const PROOF_FIELDS: readonly FieldDescription[] = [
  {
    name: X_BACKEND.proofDate,
    label: 'Last Check',
    type: 'datetime',
    help: 'When the connector last compared taxes, shipping or orders of the store with Odoo.',
  },
  {
    name: X_BACKEND.proofState,
    label: 'Check Result',
    type: 'selection',
    options: [
      ['agree', 'No Open Differences'],
      ['differ', 'Differences Found'],
      ['failed', 'Not Completed'],
    ],
    tones: { agree: 'success', differ: 'danger', failed: 'warning' },
  },
  {
    name: X_BACKEND.proofSummary,
    label: 'Check Summary',
    type: 'text',
    help: 'The results of the last check of each kind: taxes, shipping and orders.',
  },
  {
    name: X_BACKEND.proofCount,
    label: 'Causes to Review',
    type: 'integer',
    help: 'Causes of differences between the store and Odoo. Each has a row in To Review.',
  },
];
