import { X_REVIEW } from '../../core/app-names.ts';
import { BACKEND_STATE_FIELDS } from './backend-state.ts';
import { operation, review, run, RUN_KINDS, STATUS_TONES } from './base-runs.ts';
import type { AppPart, ModelDescription } from './description.ts';
import { X_APP, X_BACKEND, X_RUN } from './fields.ts';

/** One row, made by the app itself: how the connector's own user learns the version and the ids of the actions. */
const app: ModelDescription = {
  model: X_APP.model,
  label: 'WooCommerce App',
  fields: [
    { name: X_APP.name, label: 'Name', type: 'char' },
    { name: X_APP.version, label: 'Version', type: 'char' },
    { name: X_APP.requestSyncAction, label: 'Request Sync Action', type: 'integer' },
    { name: X_APP.requestPreviewAction, label: 'Request Preview Action', type: 'integer' },
    { name: X_APP.claimAction, label: 'Claim Action', type: 'integer' },
    { name: X_APP.renewAction, label: 'Renew Action', type: 'integer' },
    { name: X_APP.finishAction, label: 'Finish Action', type: 'integer' },
    { name: X_APP.takeAction, label: 'Take Over Action', type: 'integer' },
    { name: X_APP.rowsAction, label: 'Write Rows Action', type: 'integer' },
    { name: X_APP.readAction, label: 'Read Rows Action', type: 'integer' },
  ],
};

const backend: ModelDescription = {
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
    { name: X_BACKEND.message, label: 'Message', type: 'text' },
    { name: X_BACKEND.lastSync, label: 'Last Sync', type: 'datetime' },
    {
      name: X_BACKEND.lastRun,
      label: 'Last Run',
      type: 'many2one',
      relation: X_RUN.model,
      onDelete: 'set null',
    },
    { name: X_BACKEND.reviewCount, label: 'To Review', type: 'integer' },
    { name: X_BACKEND.runs, label: 'Runs', type: 'one2many', relation: X_RUN.model, inverse: X_RUN.backend },
  ],
  views: {
    list: {
      order: X_BACKEND.name,
      columns: [
        { field: X_BACKEND.name },
        { field: X_BACKEND.storeUrl },
        { field: X_BACKEND.environment },
        { field: X_BACKEND.state },
        { field: X_BACKEND.lastSync },
        { field: X_BACKEND.reviewCount },
        { field: X_BACKEND.message },
      ],
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
      buttons: [
        { action: 'action_request_sync', label: 'SYNC METADATA', primary: true },
        { action: 'action_request_preview', label: 'PREVIEW' },
      ],
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
      counts: [
        {
          field: X_BACKEND.reviewCount,
          label: 'To Review',
          icon: 'fa-flag',
          opens: X_REVIEW.model,
          by: X_RUN.backend,
        },
      ],
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
          label: 'Last Sync',
          fields: [
            { field: X_BACKEND.activity, live: true },
            { field: X_BACKEND.lastSync },
            { field: X_BACKEND.lastRun },
            { field: X_BACKEND.message },
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
                { field: X_RUN.number },
                { field: X_RUN.kind },
                { field: X_RUN.status },
                { field: X_RUN.started },
                { field: X_RUN.ended },
                { field: X_RUN.message },
              ],
            },
          },
        },
        {
          name: 'connection',
          label: 'Connection',
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
        ],
        [{ name: 'archived', label: 'Archived', domain: [[X_BACKEND.active, '=', false]] }],
      ],
      groupBy: [{ name: 'by_status', label: 'Status', field: X_BACKEND.status }],
    },
  },
};

/** What is there whatever the domains are: backends, runs with their operations, and what a user must look at. */
export const basePart: AppPart = {
  name: 'base',
  depends: ['base', 'web'],
  models: [app, backend, run, operation, review],
  menus: [
    {
      name: 'backends',
      label: 'Backends',
      section: 'top',
      model: X_BACKEND.model,
      sequence: 10,
      empty:
        'No store is connected to this Odoo database yet. Add one with the connector: woo-odoo backend add',
    },
    {
      name: 'runs',
      label: 'Sync Runs',
      section: 'activity',
      model: X_RUN.model,
      sequence: 10,
      empty: 'No sync has run yet. Open a backend and click SYNC METADATA.',
    },
    {
      name: 'reviews',
      label: 'To Review',
      section: 'activity',
      model: X_REVIEW.model,
      sequence: 20,
      empty: 'Nothing to review.',
    },
  ],
  tabs: [],
};
