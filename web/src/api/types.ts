import type { components } from './schema.ts';

/** The names of the API's schemas that pages use. */
type Schemas = components['schemas'];
export type Backend = Schemas['Backend'];
export type BackendStatus = Schemas['BackendStatus'];
export type Run = Schemas['Run'];
export type RunDetails = Schemas['RunDetails'];
export type RunOperation = Schemas['RunOperation'];
export type OperationKind = RunOperation['kind'];
export type OutcomeStatus = RunOperation['status'];
export type Domain = Run['domains'][number];
export type User = Schemas['User'];
export type ApiToken = Schemas['ApiToken'];
export type AuditEntry = Schemas['AuditEntry'];
export type Row = Schemas['Row'];
export type RowStatus = Row['status'];
export type RowList = Schemas['RowList'];
export type Agreement = Schemas['Agreement'];
export type Proof = Schemas['Proof'];
export type ProofDetails = Schemas['ProofDetails'];
export type ProofRow = Schemas['ProofRow'];
export type ProofKind = Proof['kind'];
export type ProofRowState = ProofRow['state'];
