import { X_OPERATION } from '../../core/app-names.ts';
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
  deletable: true,
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
    { name: X_RUN.message, label: 'Result', type: 'text' },
    { name: X_RUN.duration, label: 'Seconds', type: 'integer', help: 'How long the run took.' },
    { name: X_RUN.applied, label: 'Changes', type: 'integer', help: 'Changes made in Odoo.' },
    { name: X_RUN.toReview, label: 'To Review', type: 'integer', help: 'Items that waited for a user.' },
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
        { field: X_RUN.number, width: 90 },
        { field: X_RUN.backend, width: 150 },
        { field: X_RUN.kind, width: 130 },
        { field: X_RUN.status, width: 120 },
        { field: X_RUN.started, width: 160 },
        { field: X_RUN.message, wrapped: true },
        { field: X_RUN.applied, width: 115 },
        { field: X_RUN.duration, hidden: true },
        { field: X_RUN.ended, hidden: true },
      ],
    },
    graph: { rows: [{ field: X_RUN.started, interval: 'day' }, { field: X_RUN.status }] },

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
        {
          fields: [
            { field: X_RUN.started },
            { field: X_RUN.ended },
            { field: X_RUN.duration },
            { field: X_RUN.applied },
            { field: X_RUN.message },
          ],
        },
      ],
      pages: [
        {
          name: 'operations',
          label: 'Operations',
          lines: {
            field: X_RUN.operations,
            list: {
              columns: [
                { field: X_OPERATION.kind, width: 140 },
                { field: X_OPERATION.type, width: 140 },
                { field: X_OPERATION.name, width: 220 },
                { field: X_OPERATION.reason, wrapped: true },
                { field: X_OPERATION.outcome, width: 100 },
                { field: X_OPERATION.message, wrapped: true },
                { field: X_OPERATION.key, hidden: true },
                { field: X_OPERATION.rule, hidden: true },
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
        { name: 'by_day', label: 'Day', field: `${X_RUN.started}:day` },
      ],
    },
  },
};

/** One line of a run. */
export const operation: ModelDescription = {
  model: X_OPERATION.model,
  label: 'WooCommerce Sync Operation',
  deletable: true,
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
