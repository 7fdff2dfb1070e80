import { X_REVIEW } from '../../core/app-names.ts';
import { backend } from './backend-model.ts';
import { operation, run } from './base-runs.ts';
import { review } from './review-model.ts';
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
    { name: X_APP.translateAction, label: 'Translate Action', type: 'integer' },
    { name: X_APP.languages, label: 'Languages', type: 'char' },
  ],
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
      section: 'top',
      model: X_RUN.model,
      sequence: 14,
      empty: 'No sync has run yet. Open a backend and click SYNC METADATA.',
    },
    {
      name: 'reviews',
      label: 'To Review',
      section: 'top',
      model: X_REVIEW.model,
      sequence: 12,
      presets: ['open', 'by_stake'],
      empty: 'Nothing to review: the connector needs no decision from you.',
    },
  ],
  tabs: [],
};
