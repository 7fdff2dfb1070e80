import { X_OPERATION, X_REVIEW, X_ROW } from '../../core/app-names.ts';
import { BACKEND_FIELD } from './complete-mirror.ts';
import type { ModelDescription, Tones } from './description.ts';
import { X_RUN } from './fields.ts';

/** The state of a run or a backend. */
export const STATUS_TONES: Tones = {
  idle: 'muted',
  running: 'info',
  interrupted: 'warning',
  done: 'success',
  nothing: 'success',
  partial: 'warning',
  failed: 'danger',
};

const OPERATION_TONES: Tones = {
  create: 'success',
  link: 'info',
  update: 'info',
  archive: 'warning',
  conflict: 'danger',
  unsupported: 'warning',
};

/** The engine's words for what became of an operation. */
const OUTCOME_TONES: Tones = {
  applied: 'success',
  planned: 'info',
  failed: 'danger',
  skipped: 'warning',
  kept: 'muted',
};

/** What can be asked for, and what a run was. */
export const RUN_KINDS: readonly (readonly [string, string])[] = [
  ['sync', 'Sync'],
  ['preview', 'Preview'],
];

/** What was done, one row per run. */
export const run: ModelDescription = {
  model: X_RUN.model,
  label: 'WooCommerce Sync Run',
  fields: [
    { name: X_RUN.name, label: 'Name', type: 'char' },
    BACKEND_FIELD,
    { name: X_RUN.number, label: 'Run', type: 'integer', index: true },
    { name: X_RUN.kind, label: 'Kind', type: 'selection', options: RUN_KINDS },
    {
      name: X_RUN.status,
      label: 'Status',
      type: 'selection',
      options: [
        ['running', 'Running'],
        ['done', 'Done'],
        ['nothing', 'Nothing to Do'],
        ['partial', 'Needs Review'],
        ['failed', 'Failed'],
      ],
      tones: STATUS_TONES,
    },
    { name: X_RUN.started, label: 'Started', type: 'datetime' },
    { name: X_RUN.ended, label: 'Ended', type: 'datetime' },
    { name: X_RUN.message, label: 'Message', type: 'text' },
    {
      name: X_RUN.operations,
      label: 'Operations',
      type: 'one2many',
      relation: X_OPERATION.model,
      inverse: X_OPERATION.run,
    },
  ],
  views: {
    list: {
      order: `${X_RUN.started} desc, id desc`,
      columns: [
        { field: X_RUN.number },
        { field: X_RUN.backend },
        { field: X_RUN.kind },
        { field: X_RUN.status },
        { field: X_RUN.started },
        { field: X_RUN.ended },
        { field: X_RUN.message },
      ],
    },
    form: {
      ribbons: [
        { title: 'Preview', tone: 'info', when: [{ field: X_RUN.kind, is: '=', value: 'preview' }] },
        { title: 'Failed', tone: 'danger', when: [{ field: X_RUN.status, is: '=', value: 'failed' }] },
      ],
      groups: [
        {
          fields: [
            { field: X_RUN.backend },
            { field: X_RUN.number },
            { field: X_RUN.kind },
            { field: X_RUN.status },
          ],
        },
        { fields: [{ field: X_RUN.started }, { field: X_RUN.ended }, { field: X_RUN.message }] },
      ],
      pages: [
        {
          name: 'operations',
          label: 'Operations',
          lines: {
            field: X_RUN.operations,
            list: {
              columns: [
                { field: X_OPERATION.kind },
                { field: X_OPERATION.type },
                { field: X_OPERATION.key },
                { field: X_OPERATION.name },
                { field: X_OPERATION.rule },
                { field: X_OPERATION.reason },
                { field: X_OPERATION.outcome },
                { field: X_OPERATION.message },
                { field: X_OPERATION.record, hidden: true },
              ],
            },
          },
        },
      ],
    },
    search: {
      fields: [X_RUN.number, X_RUN.backend],
      filters: [
        [
          { name: 'needs_review', label: 'Needs Review', domain: [[X_RUN.status, '=', 'partial']] },
          { name: 'failed', label: 'Failed', domain: [[X_RUN.status, '=', 'failed']] },
        ],
        [
          { name: 'syncs', label: 'Syncs', domain: [[X_RUN.kind, '=', 'sync']] },
          { name: 'previews', label: 'Previews', domain: [[X_RUN.kind, '=', 'preview']] },
        ],
      ],
      groupBy: [
        { name: 'by_backend', label: 'Backend', field: X_RUN.backend },
        { name: 'by_status', label: 'Status', field: X_RUN.status },
      ],
    },
  },
};

/** One line of a run. */
export const operation: ModelDescription = {
  model: X_OPERATION.model,
  label: 'WooCommerce Sync Operation',
  // Within its run. Many that came to the same are one row without a key.
  rowKey: [X_OPERATION.domain, X_OPERATION.type, X_OPERATION.key, X_OPERATION.kind, X_OPERATION.outcome],
  fields: [
    { name: X_OPERATION.name, label: 'Name', type: 'char' },
    {
      name: X_OPERATION.run,
      label: 'Run',
      type: 'many2one',
      relation: X_RUN.model,
      onDelete: 'cascade',
      required: true,
      index: true,
    },
    { name: X_OPERATION.domain, label: 'Domain', type: 'char' },
    {
      name: X_OPERATION.kind,
      label: 'Operation',
      type: 'selection',
      options: operationKinds(),
      tones: OPERATION_TONES,
    },
    { name: X_OPERATION.type, label: 'Type', type: 'char' },
    { name: X_OPERATION.key, label: 'Key', type: 'char', index: true },
    { name: X_OPERATION.rule, label: 'Rule', type: 'char' },
    { name: X_OPERATION.reason, label: 'Reason', type: 'text' },
    { name: X_OPERATION.outcome, label: 'Outcome', type: 'char', tones: OUTCOME_TONES },
    { name: X_OPERATION.message, label: 'Message', type: 'text' },
    { name: X_OPERATION.record, label: 'Odoo Record', type: 'char' },
  ],
};

function operationKinds(): readonly (readonly [string, string])[] {
  return [
    ['create', 'Create'],
    ['link', 'Link'],
    ['update', 'Update'],
    ['archive', 'Archive'],
    ['keep', 'Keep'],
    ['conflict', 'Conflict'],
    ['unsupported', 'Not Supported'],
  ];
}

/** What a user must look at. */
export const review: ModelDescription = {
  model: X_REVIEW.model,
  label: 'WooCommerce Item to Review',
  rowKey: [X_REVIEW.domain, X_REVIEW.type, X_REVIEW.key],
  fields: [
    { name: X_REVIEW.name, label: 'Name', type: 'char' },
    BACKEND_FIELD,
    { name: X_ROW.active, label: 'Active', type: 'boolean', byDefault: true },
    { name: X_ROW.vanishedOn, label: 'Resolved On', type: 'datetime' },
    { name: X_REVIEW.domain, label: 'Domain', type: 'char' },
    { name: X_REVIEW.type, label: 'Type', type: 'char' },
    { name: X_REVIEW.key, label: 'Key', type: 'char', index: true },
    { name: X_REVIEW.reason, label: 'Reason', type: 'text' },
    { name: X_REVIEW.candidates, label: 'Candidates', type: 'text' },
    { name: X_REVIEW.record, label: 'Odoo Record', type: 'char' },
  ],
  views: {
    list: {
      columns: [
        { field: X_REVIEW.name },
        { field: X_ROW.backend },
        { field: X_REVIEW.domain, hidden: true },
        { field: X_REVIEW.type },
        { field: X_REVIEW.key },
        { field: X_REVIEW.reason },
        { field: X_REVIEW.candidates },
      ],
    },
    form: {
      groups: [
        {
          fields: [
            { field: X_ROW.backend },
            { field: X_REVIEW.domain },
            { field: X_REVIEW.type },
            { field: X_REVIEW.key },
          ],
        },
        { fields: [{ field: X_REVIEW.reason }, { field: X_REVIEW.candidates }, { field: X_REVIEW.record }] },
      ],
    },
    search: {
      fields: [X_REVIEW.name, X_REVIEW.key, X_REVIEW.reason, X_ROW.backend],
      filters: [[{ name: 'settled', label: 'Resolved', domain: [[X_ROW.active, '=', false]] }]],
      groupBy: [
        { name: 'by_backend', label: 'Backend', field: X_ROW.backend },
        { name: 'by_type', label: 'Type', field: X_REVIEW.type },
      ],
    },
  },
};
