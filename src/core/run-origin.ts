/** Where a run may be asked for: the command line, the button in Odoo, a schedule, the API (page and programs). */
export const RUN_ORIGINS = ['cli', 'odoo', 'schedule', 'api'] as const;
export type RunOrigin = (typeof RUN_ORIGINS)[number];
