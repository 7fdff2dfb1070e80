import type { CreatedRecords } from './created-records.ts';
import type { Explanation } from './explanation.ts';
import type { Memory } from './memory.ts';
import type { DomainAppRows, ExistingAppRows } from './app-rows.ts';
import type { KeptAs } from './kept-operations.ts';
import type { ShippingProof } from './shipping-proof.ts';
import type { TaxProof } from './tax-proof.ts';
import type { DomainName, Operation, RecordRef } from './operation.ts';
import type { DomainPlan } from './plan.ts';

/** The settings of a backend that change plans. */
export interface PlanPolicy {
  readonly taxes: TaxPolicy;
  /** The store's currency is switched off in Odoo: activate it, or ask. Absent: ask. */
  readonly inactiveCurrency?: 'activate' | 'ask';
  /**
   * The store's currency is not the company's: convert shipping prices at Odoo's rate of the day, or give delivery methods
   * of the connector none. Absent: refuse.
   */
  readonly shippingCurrency?: 'convert' | 'refuse';
  /** A record of the connector that a user changed: keep the user's value (a conflict), or let the store win. */
  readonly onPersonChange: 'keep' | 'store_wins';
  /** Plan removals even where a read came back empty or much smaller than last time. */
  readonly allowRemovals: boolean;
  /** Recreate what the connector created and a user deleted in Odoo; otherwise it is a conflict. */
  readonly recreateDeleted: boolean;
  /** The countries whose states are created although Odoo has similar ones, or although they are hundreds. Absent: none. */
  readonly createStates?: readonly string[];
}

/** The tax settings of a backend. */
export interface TaxPolicy {
  /** Several taxes of Odoo's fit one of the store's: create a new one, or ask which. */
  readonly ambiguous: 'create' | 'ask';
  /** The account (its code in Odoo) that created taxes book on; null: that of the company's default sale tax. */
  readonly account: string | null;
  /**
   * Whether fiscal positions of the chart of accounts are to replace the taxes of products, too: add the mappings, or take
   * those of the connector away. Absent: ask, and keep up to date what was added before.
   */
  readonly chartPositions?: 'map' | 'remove' | undefined;
  /** How many fiscal positions there may be at most. */
  readonly positionLimit: number;
  /** How many taxes of places are created without a question. Absent: `DEFAULT_TAX_LIMIT`. */
  readonly taxLimit?: number;
  /** Rates that an order named: their taxes are created, whatever the limit. Absent: none. */
  readonly orderedRates?: readonly number[];
  /**
   * Positions of the chart of accounts stand in the way of those of the store on Odoo 19: move them, or ask. Absent: ask.
   */
  readonly positionOrder?: 'align' | 'ask';
}

/** A table of the sales taxes of all US states has about 300 different ones. */
export const DEFAULT_TAX_LIMIT = 1000;

/** The tax settings of a new backend. */
export const DEFAULT_TAX_POLICY: TaxPolicy = { ambiguous: 'ask', account: null, positionLimit: 500 };

/** What represents a subject of another domain: its record, or `pending` while this run is still to create it. */
export interface FoundSubject {
  readonly id: number | null;
  readonly pending: boolean;
}

/** A record that another one uses until this run has changed that one. */
export interface ReleasedRecord {
  readonly model: string;
  readonly id: number;
  /** The name of the subject whose record uses it: `delivery_product 7`. */
  readonly by: string;
}

/** Everything a plan is computed from. The same input in any order gives the same plan. */
export interface PlanInput<StoreFacts, OdooFacts> {
  readonly store: StoreFacts;
  readonly odoo: OdooFacts;
  readonly memory: Memory;
  /** The rows of this domain in the app; `null` when the app is not installed. */
  readonly mirror: ExistingAppRows | null;
  readonly policy: PlanPolicy;
  readonly backendId: string;
  readonly odooSeries: number;
  /** What the domains named in `after` found; null where nothing in Odoo represents the subject. */
  readonly found: (type: string, key: string) => FoundSubject | null;
  /** What the changes of later domains let go of in the same run (`Domain.releases`). Absent: nothing. */
  readonly released?: readonly ReleasedRecord[];
  /** `counted`: operations that keep what is there may be counted (`DomainPlan.kept`). Absent: all are listed. */
  readonly kept?: KeptAs;
}

/**
 * One kind of metadata. The engine knows a domain by this interface alone.
 * `readStore` and `readOdoo` run side by side; `plan` is pure: no clock, no network, no random.
 */
export interface Domain<StoreReader, OdooReader, StoreFacts, OdooFacts> {
  readonly name: DomainName;
  /** The subject types of this domain, in the order in which they must be written. */
  readonly types: readonly string[];
  /** Domains whose findings this one builds on: they are planned first, and written first. */
  readonly after?: readonly DomainName[];
  readStore(store: StoreReader): Promise<StoreFacts>;
  readOdoo(odoo: OdooReader): Promise<OdooFacts>;
  plan(input: PlanInput<StoreFacts, OdooFacts>): DomainPlan;
  /**
   * The records of domains it builds on that its planned changes let go of. Those domains are planned once more with them, so
   * that what nothing else uses goes in the same run. Pure.
   */
  releases?(operations: readonly Operation[]): ReleasedRecord[];
  /** Set where its plans also list on what the two platforms must agree (`DomainPlan.agreements`). */
  readonly compares?: true;
  /**
   * Answers, from a plan and what it was made from, which records represent the values of an order
   * (`{ country: 'MX', state: 'JA' }`). Domains that an order does not name leave it out. Pure.
   * @throws ConnectorError for a question that cannot be understood
   */
  resolve?(
    plan: DomainPlan,
    question: Readonly<Record<string, string>>,
    input: PlanInput<StoreFacts, OdooFacts>,
  ): Resolution[];
  /**
   * Explains how both servers come to the result for one question (`{ country: 'US', amount: '19.99' }`). Asks Odoo,
   * and writes nothing.
   * @throws ConnectorError for a question that cannot be understood
   */
  explain?(
    question: Readonly<Record<string, string>>,
    input: PlanInput<StoreFacts, OdooFacts>,
    odoo: OdooReader,
  ): Promise<Explanation>;
  /** What a proof that both servers compute the same tax needs; the domain that plans taxes has it. Pure. */
  proveTaxes?(input: PlanInput<StoreFacts, OdooFacts>): TaxProof;
  /** What a proof that both servers offer the same shipping needs; the domain that plans shipping has it. Pure. */
  proveShipping?(input: PlanInput<StoreFacts, OdooFacts>): ShippingProof;
  /** What it makes in Odoo for one backend alone, and how that of a lost one is recognised; absent where all is shared. */
  readonly ownRecords?: OwnRecords<StoreReader, OdooReader>;
  /** What it leaves in Odoo, and how that is taken back when a backend goes; absent where it leaves nothing. */
  readonly created?: CreatedRecords;
  /** The fields in Odoo that point to records of the domain, where such a record may be replaced by another one. */
  readonly usedIn?: readonly RecordUse[];
  /** How the domain is shown in the Odoo app. */
  readonly mirror: DomainAppRows<StoreFacts>;
  /** What the connector's user must be allowed in Odoo for this domain. */
  readonly requiredPermissions?: readonly RequiredPermission[];
  /** How many objects of each type were read: the measure for a suspiciously small one. */
  count(facts: StoreFacts): Readonly<Record<string, number>>;
  /**
   * What of the store a plan compares with the last complete read, as numbers, under names that no type has: they come
   * back in `Memory.lastCounts`.
   */
  remembered?(facts: StoreFacts): Readonly<Record<string, number>>;
}

/** Records whose external ids begin with the first eight characters of their backend's id: its mark. */
export interface OwnRecords<StoreReader, OdooReader> {
  /**
   * Finds records that carry the mark of no known backend, by mark, and how many of them fit what the store lists. The
   * store is read only where there are such records.
   */
  findUnknown(
    odoo: OdooReader,
    store: StoreReader,
    known: ReadonlySet<string>,
  ): Promise<readonly UnknownRecords[]>;
  /**
   * Finds records in use that were made for the same objects as records of this backend, by backends of before.
   *
   * @param marks those of backends of before, of the same store
   */
  findTwins(odoo: OdooReader, own: string, marks: ReadonlySet<string>): Promise<readonly TwinRecord[]>;
}

/** A field that points to records of a domain. */
export interface RecordUse {
  readonly model: string;
  readonly field: string;
  /** `many`: a many2many field. */
  readonly kind: 'one' | 'many';
}

/** A record of a backend of before that is in use beside the one of this backend. */
export interface TwinRecord {
  readonly model: string;
  readonly id: number;
  readonly name: string;
  /** The mark of the backend that it was made for. */
  readonly mark: string;
  /** The object of the store that both were made for. */
  readonly key: string;
  /** The record of this backend. */
  readonly keptId: number;
  /** How many orders name it; null where that cannot be read. */
  readonly orders: number | null;
  /** What was made for this record alone, and may go with it. */
  readonly parts: readonly Pick<TwinRecord, 'model' | 'id' | 'name' | 'orders'>[];
}

/** What the connector created for a backend that this installation does not know. */
export interface UnknownRecords {
  readonly mark: string;
  readonly records: number;
  /** How many of them have the key and the name of an object of the store. */
  readonly fitting: number;
  /** Names of some that fit. */
  readonly examples: readonly string[];
}

/** A permission in Odoo, on whole models. */
export interface RequiredPermission {
  readonly model: string;
  readonly right: 'read' | 'create' | 'write';
  /** What it is needed for, after "may": `create states`. */
  readonly purpose: string;
  /** What an administrator does where it is missing: names the group as that series of Odoo shows it. */
  readonly remedy: (series: number) => string;
}

/** What represents one value of an order in Odoo, and why. */
export interface Resolution {
  readonly field: string;
  readonly value: string;
  /**
   * `pending`: the next sync creates it, or activates the record; `conflict`: a user must decide; `none`: nothing in
   * Odoo represents it.
   */
  readonly status: 'found' | 'pending' | 'conflict' | 'none';
  readonly record?: RecordRef;
  readonly rule: string;
  readonly reason: string;
  /** Set where nothing needs to represent it: text that customers type freely. */
  readonly isFreeText?: true;
}
