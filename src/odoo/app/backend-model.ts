import { X_REVIEW } from '../../core/app-names.ts';
import { BACKEND_STATE_FIELDS } from './backend-state.ts';
import { RUN_KINDS, STATUS_TONES } from './base-runs.ts';
import type { Condition, CountButton, ModelDescription, RowButton } from './description.ts';
import { X_BACKEND, X_RUN } from './fields.ts';
import { PROOF_FIELDS } from './proof-fields.ts';

const TO_REVIEW: CountButton = {
  field: X_BACKEND.reviewCount,
  label: 'To Review',
  icon: 'fa-flag',
  opens: X_REVIEW.model,
  by: X_RUN.backend,
  presets: ['open', 'by_stake'],
};

/** They rest while a run is under way or about to start. */
const WHEN_IDLE: readonly Condition[] = [
  { field: X_BACKEND.busy, is: '=', value: false },
  { field: X_BACKEND.active, is: '=', value: true },
];

/** The store and Odoo were compared at least once. */
const CHECKED: readonly Condition[] = [{ field: X_BACKEND.proofDate, is: '!=', value: false }];

const BUTTONS: readonly RowButton[] = [
  { action: 'action_request_sync', label: 'SYNC METADATA', primary: true, when: WHEN_IDLE },
  { action: 'action_request_preview', label: 'PREVIEW', when: WHEN_IDLE },
];

/** A store that is connected to this Odoo: how it stands, what was done, and the buttons. */
export const backend: ModelDescription = {
  model: X_BACKEND.model,
  label: 'WooCommerce Backend',
  fields: [
    { name: X_BACKEND.name, label: 'Name', type: 'char', required: true },
    { name: X_BACKEND.uuid, label: 'Backend UUID', type: 'char', index: true },
    {
      name: X_BACKEND.installation,
      label: 'Connector Installation',
      type: 'char',
      help: 'The connector installation that manages this backend.',
    },
    {
      name: X_BACKEND.environment,
      label: 'Environment',
      type: 'selection',
      options: [
        ['production', 'Production'],
        ['staging', 'Staging'],
      ],
      tones: { production: 'success', staging: 'warning' },
    },
    { name: X_BACKEND.storeUrl, label: 'Store', type: 'char' },
    { name: X_BACKEND.storeVersion, label: 'WooCommerce Version', type: 'char' },
    {
      name: X_BACKEND.company,
      label: 'Company',
      type: 'many2one',
      relation: 'res.company',
      onDelete: 'set null',
    },
    { name: X_BACKEND.active, label: 'Active', type: 'boolean', byDefault: true },
    { name: X_BACKEND.requestNumber, label: 'Latest Request', type: 'integer' },
    { name: X_BACKEND.requestKind, label: 'Request Type', type: 'selection', options: RUN_KINDS },
    {
      name: X_BACKEND.requestUser,
      label: 'Requested By',
      type: 'many2one',
      relation: 'res.users',
      onDelete: 'set null',
    },
    { name: X_BACKEND.requestDate, label: 'Requested On', type: 'datetime' },
    { name: X_BACKEND.servedNumber, label: 'Completed Request', type: 'integer' },
    { name: X_BACKEND.leaseToken, label: 'Lease Token', type: 'char' },
    { name: X_BACKEND.leaseUntil, label: 'Lease Expires', type: 'datetime' },
    {
      name: X_BACKEND.status,
      label: 'Recorded Status',
      type: 'selection',
      options: [
        ['idle', 'Idle'],
        ['running', 'Running'],
        ['done', 'Done'],
        ['nothing', 'Up to Date'],
        ['partial', 'Needs Review'],
        ['failed', 'Failed'],
      ],
      tones: STATUS_TONES,
    },
    ...BACKEND_STATE_FIELDS,
    { name: X_BACKEND.progress, label: 'Progress', type: 'char' },
    { name: X_BACKEND.message, label: 'Result', type: 'text' },
    { name: X_BACKEND.lastPreview, label: 'Last Preview', type: 'datetime' },
    {
      name: X_BACKEND.previewMessage,
      label: 'A Sync Would',
      type: 'text',
      help: 'What the last preview found. Nothing was written.',
    },
    { name: X_BACKEND.lastSync, label: 'Last Sync', type: 'datetime' },
    {
      name: X_BACKEND.lastRun,
      label: 'Last Run',
      type: 'many2one',
      relation: X_RUN.model,
      onDelete: 'set null',
    },
    { name: X_BACKEND.reviewCount, label: 'To Review', type: 'integer' },
    ...PROOF_FIELDS,
    { name: X_BACKEND.runs, label: 'Runs', type: 'one2many', relation: X_RUN.model, inverse: X_RUN.backend },
  ],
  views: {
    list: {
      order: X_BACKEND.name,
      columns: [
        { field: X_BACKEND.name, width: 180 },
        { field: X_BACKEND.reviewCount, width: 90 },
        { field: X_BACKEND.state, width: 120 },
        { field: X_BACKEND.lastSync, width: 160 },
        { field: X_BACKEND.message, wrapped: true },
        { field: X_BACKEND.storeUrl, hidden: true },
        { field: X_BACKEND.environment, width: 110 },
        { field: X_BACKEND.service, hidden: true },
      ],
    },
    kanban: {
      subtitle: X_BACKEND.storeUrl,
      badge: X_BACKEND.state,
      lines: [
        { field: X_BACKEND.activity },
        { field: X_BACKEND.lastSync, label: 'Last sync' },
        { field: X_BACKEND.message },
        { field: X_BACKEND.service, label: 'Service' },
      ],
      counts: [TO_REVIEW],
      buttons: BUTTONS,
    },
    form: {
      ribbons: [
        { title: 'Archived', tone: 'danger', when: [{ field: X_BACKEND.active, is: '=', value: false }] },
        {
          title: 'Production',
          tone: 'success',
          when: [
            { field: X_BACKEND.environment, is: '=', value: 'production' },
            { field: X_BACKEND.active, is: '=', value: true },
          ],
        },
        {
          title: 'Staging',
          tone: 'warning',
          when: [
            { field: X_BACKEND.environment, is: '=', value: 'staging' },
            { field: X_BACKEND.active, is: '=', value: true },
          ],
        },
      ],
      buttons: BUTTONS,
      statusBar: { field: X_BACKEND.state, shown: ['idle', 'running', 'done'] },
      alerts: [
        {
          tone: 'info',
          text: 'Your request is waiting for the connector.',
          when: [
            { field: X_BACKEND.requestNumber, is: '>', value: { field: X_BACKEND.servedNumber } },
            { field: X_BACKEND.unanswered, is: '=', value: false },
            { field: X_BACKEND.state, is: '!=', value: 'running' },
          ],
        },
        {
          tone: 'warning',
          text: 'The connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"',
          when: [{ field: X_BACKEND.unanswered, is: '=', value: true }],
        },
        {
          tone: 'warning',
          text: 'The last run was interrupted. The next run will complete its work.',
          when: [{ field: X_BACKEND.state, is: '=', value: 'interrupted' }],
        },
      ],
      counts: [TO_REVIEW],
      groups: [
        {
          label: 'Store',
          fields: [
            { field: X_BACKEND.storeUrl },
            { field: X_BACKEND.storeVersion },
            { field: X_BACKEND.environment },
            { field: X_BACKEND.company },
          ],
        },
        {
          label: 'Now',
          fields: [
            { field: X_BACKEND.activity, live: 'form' },
            { field: X_BACKEND.service, live: 'text' },
          ],
        },
        {
          label: 'Last Sync',
          fields: [{ field: X_BACKEND.lastSync }, { field: X_BACKEND.message }],
        },
        {
          label: 'Last Preview',
          fields: [{ field: X_BACKEND.lastPreview }, { field: X_BACKEND.previewMessage }],
        },
        {
          label: 'Last Check',
          fields: [
            { field: X_BACKEND.proofDate, when: CHECKED },
            { field: X_BACKEND.proofState, when: CHECKED },
            { field: X_BACKEND.proofCount, when: CHECKED },
            { field: X_BACKEND.proofSummary, when: CHECKED },
          ],
        },
      ],
      pages: [
        {
          name: 'runs',
          label: 'Runs',
          lines: {
            field: X_BACKEND.runs,
            list: {
              order: `${X_RUN.number} desc`,
              columns: [
                { field: X_RUN.number, width: 90 },
                { field: X_RUN.kind, width: 130 },
                { field: X_RUN.status, width: 120 },
                { field: X_RUN.started, width: 160 },
                { field: X_RUN.message, wrapped: true },
              ],
            },
          },
        },
        {
          name: 'connection',
          label: 'Connection',
          technical: true,
          groups: [
            {
              label: 'Request',
              fields: [
                { field: X_BACKEND.requestNumber },
                { field: X_BACKEND.servedNumber },
                { field: X_BACKEND.requestKind },
                { field: X_BACKEND.requestUser },
                { field: X_BACKEND.requestDate },
              ],
            },
            {
              label: 'Connector',
              fields: [
                { field: X_BACKEND.uuid },
                { field: X_BACKEND.installation },
                { field: X_BACKEND.leaseUntil },
                { field: X_BACKEND.seen },
                { field: X_BACKEND.seenUntil },
                { field: X_BACKEND.lastRun },
              ],
            },
          ],
        },
      ],
    },
    search: {
      fields: [X_BACKEND.name, X_BACKEND.storeUrl],
      filters: [
        [
          { name: 'production', label: 'Production', domain: [[X_BACKEND.environment, '=', 'production']] },
          { name: 'staging', label: 'Staging', domain: [[X_BACKEND.environment, '=', 'staging']] },
        ],
        [
          { name: 'needs_review', label: 'Needs Review', domain: [[X_BACKEND.reviewCount, '>', 0]] },
          { name: 'failed', label: 'Failed', domain: [[X_BACKEND.status, '=', 'failed']] },
          { name: 'differ', label: 'Differences Found', domain: [[X_BACKEND.proofCount, '>', 0]] },
        ],
        [{ name: 'archived', label: 'Archived', domain: [[X_BACKEND.active, '=', false]] }],
      ],
      groupBy: [{ name: 'by_status', label: 'Status', field: X_BACKEND.status }],
    },
  },
};
