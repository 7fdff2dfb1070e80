import type { Binding, FieldValues, ManagedRecord, Memory } from '../core/memory.ts';
import type { DomainName } from '../core/operation.ts';

/** A binding to write: made, moved to another record, or closed. */
export interface BindingChange {
  readonly type: string;
  readonly key: string;
  readonly model: string;
  readonly odooId: number;
  readonly rule: string;
  readonly archivedAt: string | null;
}

export interface MemoryTable {
  /**
   * `odooKey` names the Odoo database (its uuid, or address and name), since records are known per database. Records
   * whose owner was removed are read as this backend's own: the first that has another value for them takes them over.
   */
  read(backendId: string, odooKey: string, domain: DomainName): Promise<Memory>;
  saveBindings(backendId: string, domain: DomainName, changes: readonly BindingChange[]): Promise<void>;
  /** Records what a write is about to put into records, before it is sent. */
  intend(odooKey: string, domain: DomainName, records: readonly ManagedIntent[]): Promise<void>;
  /** Records what was read back after a write; clears the intent. */
  confirm(odooKey: string, records: readonly ManagedWritten[]): Promise<void>;
  saveCounts(backendId: string, domain: DomainName, counts: Readonly<Record<string, number>>): Promise<void>;
  /**
   * The records that a backend wrote in an Odoo database, of all domains: those it owns, and those of removed backends.
   * The bindings are its own, those in use.
   */
  created(backendId: string, odooKey: string): Promise<CreatedMemory>;
  /** Forgets what was written into records, by external id: they are no longer the connector's. */
  forgetRecords(odooKey: string, externalIds: readonly string[]): Promise<void>;
  /** Forgets the bindings of a backend whose Odoo database was replaced. Managed records belong to the old database. */
  forget(backendId: string): Promise<void>;
}

/** What a backend left in an Odoo database, as far as it is remembered. */
export interface CreatedMemory {
  readonly managed: readonly (ManagedRecord & { readonly domain: DomainName })[];
  readonly bindings: readonly (Binding & { readonly domain: DomainName })[];
  /** Records that other backends in use bind in the same Odoo database. */
  readonly boundByOthers: readonly Pick<Binding, 'model' | 'odooId'>[];
}

export type ManagedIntent = Pick<ManagedRecord, 'externalId' | 'model' | 'owner'> & {
  readonly intended: FieldValues;
};

export interface ManagedWritten {
  readonly externalId: string;
  readonly odooId: number;
  readonly written: FieldValues;
}
