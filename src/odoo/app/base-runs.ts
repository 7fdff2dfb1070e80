import { BACKEND_FIELD } from './complete-mirror.ts';
import type { ModelDescription, Tones } from './description.ts';

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
  model: 'x_woo_run',
  label: 'WooCommerce Sync Run',
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    BACKEND_FIELD,
    { name: 'x_number', label: 'Run', type: 'integer', index: true },
    { name: 'x_kind', label: 'Kind', type: 'selection', options: RUN_KINDS },
    {
      name: 'x_status',
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
    { name: 'x_started', label: 'Started', type: 'datetime' },
    { name: 'x_ended', label: 'Ended', type: 'datetime' },
    { name: 'x_message', label: 'Message', type: 'text' },
    {
      name: 'x_operation_ids',
      label: 'Operations',
      type: 'one2many',
      relation: 'x_woo_operation',
      inverse: 'x_run_id',
    },
  ],
  views: {
    list: {
      order: 'x_started desc, id desc',
      columns: [
        { field: 'x_number' },
        { field: 'x_backend_id' },
        { field: 'x_kind' },
        { field: 'x_status' },
        { field: 'x_started' },
        { field: 'x_ended' },
        { field: 'x_message' },
      ],
    },
    form: {
      ribbons: [
        { title: 'Preview', tone: 'info', when: [{ field: 'x_kind', is: '=', value: 'preview' }] },
        { title: 'Failed', tone: 'danger', when: [{ field: 'x_status', is: '=', value: 'failed' }] },
      ],
      groups: [
        {
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_number' },
            { field: 'x_kind' },
            { field: 'x_status' },
          ],
        },
        { fields: [{ field: 'x_started' }, { field: 'x_ended' }, { field: 'x_message' }] },
      ],
      pages: [
        {
          name: 'operations',
          label: 'Operations',
          lines: {
            field: 'x_operation_ids',
            list: {
              columns: [
                { field: 'x_kind' },
                { field: 'x_type' },
                { field: 'x_key' },
                { field: 'x_name' },
                { field: 'x_rule' },
                { field: 'x_reason' },
                { field: 'x_outcome' },
                { field: 'x_message' },
                { field: 'x_record', hidden: true },
              ],
            },
          },
        },
      ],
    },
    search: {
      fields: ['x_number', 'x_backend_id'],
      filters: [
        [
          { name: 'needs_review', label: 'Needs Review', domain: [['x_status', '=', 'partial']] },
          { name: 'failed', label: 'Failed', domain: [['x_status', '=', 'failed']] },
        ],
        [
          { name: 'syncs', label: 'Syncs', domain: [['x_kind', '=', 'sync']] },
          { name: 'previews', label: 'Previews', domain: [['x_kind', '=', 'preview']] },
        ],
      ],
      groupBy: [
        { name: 'by_backend', label: 'Backend', field: 'x_backend_id' },
        { name: 'by_status', label: 'Status', field: 'x_status' },
      ],
    },
  },
};

/** One line of a run. */
export const operation: ModelDescription = {
  model: 'x_woo_operation',
  label: 'WooCommerce Sync Operation',
  // Within its run. Many that came to the same are one row without a key.
  rowKey: ['x_domain', 'x_type', 'x_key', 'x_kind', 'x_outcome'],
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    {
      name: 'x_run_id',
      label: 'Run',
      type: 'many2one',
      relation: 'x_woo_run',
      onDelete: 'cascade',
      required: true,
      index: true,
    },
    { name: 'x_domain', label: 'Domain', type: 'char' },
    {
      name: 'x_kind',
      label: 'Operation',
      type: 'selection',
      options: operationKinds(),
      tones: OPERATION_TONES,
    },
    { name: 'x_type', label: 'Type', type: 'char' },
    { name: 'x_key', label: 'Key', type: 'char', index: true },
    { name: 'x_rule', label: 'Rule', type: 'char' },
    { name: 'x_reason', label: 'Reason', type: 'text' },
    { name: 'x_outcome', label: 'Outcome', type: 'char', tones: OUTCOME_TONES },
    { name: 'x_message', label: 'Message', type: 'text' },
    { name: 'x_record', label: 'Odoo Record', type: 'char' },
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

/** What a person must look at. */
export const review: ModelDescription = {
  model: 'x_woo_review',
  label: 'WooCommerce Item to Review',
  rowKey: ['x_domain', 'x_type', 'x_key'],
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    BACKEND_FIELD,
    { name: 'x_active', label: 'Active', type: 'boolean', byDefault: true },
    { name: 'x_vanished_on', label: 'Resolved On', type: 'datetime' },
    { name: 'x_domain', label: 'Domain', type: 'char' },
    { name: 'x_type', label: 'Type', type: 'char' },
    { name: 'x_key', label: 'Key', type: 'char', index: true },
    { name: 'x_reason', label: 'Reason', type: 'text' },
    { name: 'x_candidates', label: 'Candidates', type: 'text' },
    { name: 'x_record', label: 'Odoo Record', type: 'char' },
  ],
  views: {
    list: {
      columns: [
        { field: 'x_name' },
        { field: 'x_backend_id' },
        { field: 'x_domain', hidden: true },
        { field: 'x_type' },
        { field: 'x_key' },
        { field: 'x_reason' },
        { field: 'x_candidates' },
      ],
    },
    form: {
      groups: [
        {
          fields: [{ field: 'x_backend_id' }, { field: 'x_domain' }, { field: 'x_type' }, { field: 'x_key' }],
        },
        { fields: [{ field: 'x_reason' }, { field: 'x_candidates' }, { field: 'x_record' }] },
      ],
    },
    search: {
      fields: ['x_name', 'x_key', 'x_reason', 'x_backend_id'],
      filters: [[{ name: 'settled', label: 'Resolved', domain: [['x_active', '=', false]] }]],
      groupBy: [
        { name: 'by_backend', label: 'Backend', field: 'x_backend_id' },
        { name: 'by_type', label: 'Type', field: 'x_type' },
      ],
    },
  },
};
