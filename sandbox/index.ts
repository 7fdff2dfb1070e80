/** The stand-ins, for tests that run them in their own process. */
export { startStore } from './woocommerce/start.ts';
export type { SandboxStore, StoreOptions } from './woocommerce/start.ts';
export { STORE_KEYS } from './woocommerce/keys.ts';
export type { StoreControl } from './woocommerce/control.ts';
export { startOdoo } from './odoo/start.ts';
export type { OdooImage, OdooOptions, SandboxOdoo } from './odoo/start.ts';
export type { ChartName } from './odoo/accounting/country-charts.ts';
export { ODOO_USERS } from './odoo/groups.ts';
export type { OdooControl } from './odoo/control.ts';
export { connectControl } from './http/control-door.ts';
export type { Fault } from './http/faults.ts';
