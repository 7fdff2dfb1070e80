import type { components } from './schema.ts';

/** The names of the API's schemas that pages use. */
type Schemas = components['schemas'];
export type Backend = Schemas['Backend'];
export type BackendStatus = Schemas['BackendStatus'];
export type User = Schemas['User'];
export type ApiToken = Schemas['ApiToken'];
export type AuditEntry = Schemas['AuditEntry'];
