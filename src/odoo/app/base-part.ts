import { BACKEND_STATE_FIELDS } from './backend-state.ts';
import { operation, review, run, RUN_KINDS, STATUS_TONES } from './base-runs.ts';
import type { AppPart, ModelDescription } from './description.ts';

/** One row, made by the app itself: how the connector's own user learns the version and the ids of the actions. */
const app: ModelDescription = {
  model: 'x_woo_app',
  label: 'WooCommerce App',
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    { name: 'x_version', label: 'Version', type: 'char' },
    { name: 'x_request_sync_action', label: 'Request Sync Action', type: 'integer' },
    { name: 'x_request_preview_action', label: 'Request Preview Action', type: 'integer' },
    { name: 'x_claim_action', label: 'Claim Action', type: 'integer' },
    { name: 'x_renew_action', label: 'Renew Action', type: 'integer' },
    { name: 'x_finish_action', label: 'Finish Action', type: 'integer' },
    { name: 'x_take_action', label: 'Take Over Action', type: 'integer' },
    { name: 'x_rows_action', label: 'Write Rows Action', type: 'integer' },
    { name: 'x_read_action', label: 'Read Rows Action', type: 'integer' },
  ],
};

const backend: ModelDescription = {
  model: 'x_woo_backend',
  label: 'WooCommerce Backend',
  fields: [
    { name: 'x_name', label: 'Name', type: 'char', required: true },
    { name: 'x_uuid', label: 'Backend UUID', type: 'char', index: true },
    {
      name: 'x_installation_id',
      label: 'Connector Installation',
      type: 'char',
      help: 'The connector installation that manages this backend.',
    },
    {
      name: 'x_environment',
      label: 'Environment',
      type: 'selection',
      options: [
        ['production', 'Production'],
        ['staging', 'Staging'],
      ],
      tones: { production: 'success', staging: 'warning' },
    },
    { name: 'x_store_url', label: 'Store', type: 'char' },
    { name: 'x_store_version', label: 'WooCommerce Version', type: 'char' },
    {
      name: 'x_company_id',
      label: 'Company',
      type: 'many2one',
      relation: 'res.company',
      onDelete: 'set null',
    },
    { name: 'x_active', label: 'Active', type: 'boolean', byDefault: true },
    { name: 'x_request_number', label: 'Latest Request', type: 'integer' },
    { name: 'x_request_kind', label: 'Request Type', type: 'selection', options: RUN_KINDS },
    {
      name: 'x_request_user_id',
      label: 'Requested By',
      type: 'many2one',
      relation: 'res.users',
      onDelete: 'set null',
    },
    { name: 'x_request_date', label: 'Requested On', type: 'datetime' },
    { name: 'x_served_number', label: 'Completed Request', type: 'integer' },
    { name: 'x_lease_token', label: 'Lease Token', type: 'char' },
    { name: 'x_lease_until', label: 'Lease Expires', type: 'datetime' },
    {
      name: 'x_status',
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
    { name: 'x_progress', label: 'Progress', type: 'char' },
    { name: 'x_message', label: 'Message', type: 'text' },
    { name: 'x_last_sync', label: 'Last Sync', type: 'datetime' },
    {
      name: 'x_last_run_id',
      label: 'Last Run',
      type: 'many2one',
      relation: 'x_woo_run',
      onDelete: 'set null',
    },
    { name: 'x_review_count', label: 'To Review', type: 'integer' },
    { name: 'x_run_ids', label: 'Runs', type: 'one2many', relation: 'x_woo_run', inverse: 'x_backend_id' },
  ],
  views: {
    list: {
      order: 'x_name',
      columns: [
        { field: 'x_name' },
        { field: 'x_store_url' },
        { field: 'x_environment' },
        { field: 'x_state' },
        { field: 'x_last_sync' },
        { field: 'x_review_count' },
        { field: 'x_message' },
      ],
    },
    form: {
      ribbons: [
        { title: 'Archived', tone: 'danger', when: [{ field: 'x_active', is: '=', value: false }] },
        {
          title: 'Production',
          tone: 'success',
          when: [
            { field: 'x_environment', is: '=', value: 'production' },
            { field: 'x_active', is: '=', value: true },
          ],
        },
        {
          title: 'Staging',
          tone: 'warning',
          when: [
            { field: 'x_environment', is: '=', value: 'staging' },
            { field: 'x_active', is: '=', value: true },
          ],
        },
      ],
      buttons: [
        { action: 'action_request_sync', label: 'SYNC METADATA', primary: true },
        { action: 'action_request_preview', label: 'PREVIEW' },
      ],
      statusBar: { field: 'x_state', shown: ['idle', 'running', 'done'] },
      alerts: [
        {
          tone: 'info',
          text: 'Your request is waiting for the connector.',
          when: [
            { field: 'x_request_number', is: '>', value: { field: 'x_served_number' } },
            { field: 'x_unanswered', is: '=', value: false },
            { field: 'x_state', is: '!=', value: 'running' },
          ],
        },
        {
          tone: 'warning',
          text: 'The connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"',
          when: [{ field: 'x_unanswered', is: '=', value: true }],
        },
        {
          tone: 'warning',
          text: 'The last run was interrupted. The next run will complete its work.',
          when: [{ field: 'x_state', is: '=', value: 'interrupted' }],
        },
      ],
      counts: [
        {
          field: 'x_review_count',
          label: 'To Review',
          icon: 'fa-flag',
          opens: 'x_woo_review',
          by: 'x_backend_id',
        },
      ],
      groups: [
        {
          label: 'Store',
          fields: [
            { field: 'x_store_url' },
            { field: 'x_store_version' },
            { field: 'x_environment' },
            { field: 'x_company_id' },
          ],
        },
        {
          label: 'Last Sync',
          fields: [
            { field: 'x_activity', live: true },
            { field: 'x_last_sync' },
            { field: 'x_last_run_id' },
            { field: 'x_message' },
          ],
        },
      ],
      pages: [
        {
          name: 'runs',
          label: 'Runs',
          lines: {
            field: 'x_run_ids',
            list: {
              order: 'x_number desc',
              columns: [
                { field: 'x_number' },
                { field: 'x_kind' },
                { field: 'x_status' },
                { field: 'x_started' },
                { field: 'x_ended' },
                { field: 'x_message' },
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
                { field: 'x_request_number' },
                { field: 'x_served_number' },
                { field: 'x_request_kind' },
                { field: 'x_request_user_id' },
                { field: 'x_request_date' },
              ],
            },
            {
              label: 'Connector',
              fields: [
                { field: 'x_uuid' },
                { field: 'x_installation_id' },
                { field: 'x_lease_until' },
                { field: 'x_seen' },
              ],
            },
          ],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_store_url'],
      filters: [
        [
          { name: 'production', label: 'Production', domain: [['x_environment', '=', 'production']] },
          { name: 'staging', label: 'Staging', domain: [['x_environment', '=', 'staging']] },
        ],
        [
          { name: 'needs_review', label: 'Needs Review', domain: [['x_review_count', '>', 0]] },
          { name: 'failed', label: 'Failed', domain: [['x_status', '=', 'failed']] },
        ],
        [{ name: 'archived', label: 'Archived', domain: [['x_active', '=', false]] }],
      ],
      groupBy: [{ name: 'by_status', label: 'Status', field: 'x_status' }],
    },
  },
};

/** What is there whatever the domains are: backends, runs with their operations, and what a person must look at. */
export const basePart: AppPart = {
  name: 'base',
  depends: ['base', 'web'],
  models: [app, backend, run, operation, review],
  menus: [
    {
      name: 'backends',
      label: 'Backends',
      section: 'top',
      model: 'x_woo_backend',
      sequence: 10,
      empty:
        'No store is connected to this Odoo database yet. Add one with the connector: woo-odoo backend add',
    },
    {
      name: 'runs',
      label: 'Sync Runs',
      section: 'activity',
      model: 'x_woo_run',
      sequence: 10,
      empty: 'No sync has run yet. Open a backend and click SYNC METADATA.',
    },
    {
      name: 'reviews',
      label: 'To Review',
      section: 'activity',
      model: 'x_woo_review',
      sequence: 20,
      empty: 'Nothing to review.',
    },
  ],
  tabs: [],
};
