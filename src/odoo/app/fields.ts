/** The one row that names the installed version and its server actions. */
export const X_APP = {
  model: 'x_woo_app',
  name: 'x_name',
  version: 'x_version',
  requestSyncAction: 'x_request_sync_action',
  requestPreviewAction: 'x_request_preview_action',
  claimAction: 'x_claim_action',
  renewAction: 'x_renew_action',
  finishAction: 'x_finish_action',
  takeAction: 'x_take_action',
  rowsAction: 'x_rows_action',
  readAction: 'x_read_action',
  translateAction: 'x_translate_action',
  /** The languages of the database when the app was last translated. */
  languages: 'x_languages',
} as const;

/** A backend: what users request, which installation is working on it, and its status. */
export const X_BACKEND = {
  model: 'x_woo_backend',
  name: 'x_name',
  uuid: 'x_uuid',
  installation: 'x_installation_id',
  environment: 'x_environment',
  storeUrl: 'x_store_url',
  storeVersion: 'x_store_version',
  company: 'x_company_id',
  active: 'x_active',
  requestNumber: 'x_request_number',
  requestKind: 'x_request_kind',
  requestUser: 'x_request_user_id',
  requestDate: 'x_request_date',
  /** The latest request that is completed. */
  servedNumber: 'x_served_number',
  leaseToken: 'x_lease_token',
  leaseUntil: 'x_lease_until',
  /** As last written; `state` is what it means now. */
  status: 'x_status',
  progress: 'x_progress',
  message: 'x_message',
  lastSync: 'x_last_sync',
  lastRun: 'x_last_run_id',
  reviewCount: 'x_review_count',
  /** When the store and Odoo were last compared, whether they agree, and a line for each kind of check. */
  proofDate: 'x_proof_date',
  proofState: 'x_proof_state',
  proofSummary: 'x_proof_summary',
  /** Causes of differences that wait for a user: their rows in To Review have the domain `proof`. */
  proofCount: 'x_proof_count',
  runs: 'x_run_ids',
  seen: 'x_seen',
  seenUntil: 'x_seen_until',
  state: 'x_state',
  unanswered: 'x_unanswered',
  activity: 'x_activity',
  /** A run is at work, or one is about to start. */
  busy: 'x_busy',
  service: 'x_service',
  lastPreview: 'x_last_preview',
  previewMessage: 'x_preview_message',
} as const;

/** A run of a backend. */
export const X_RUN = {
  model: 'x_woo_run',
  name: 'x_name',
  backend: 'x_backend_id',
  number: 'x_number',
  kind: 'x_kind',
  status: 'x_status',
  started: 'x_started',
  ended: 'x_ended',
  message: 'x_message',
  /** Seconds. */
  duration: 'x_duration',
  applied: 'x_applied',
  toReview: 'x_to_review',
  operations: 'x_operation_ids',
} as const;
