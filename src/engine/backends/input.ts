import { DEFAULT_TAX_LIMIT, DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import { withoutTrailingSlash } from '../../core/address.ts';
import type { Backend, BackendChange, BackendSecrets } from '../../database/port.ts';
import type { OdooIdentity } from '../../odoo/port.ts';
import type { StoreIdentity } from '../../woocommerce/port.ts';
import type { TakeOverConsent } from './take-over.ts';

/** What a user gives to pair a store with an Odoo. */
export interface BackendInput {
  readonly name: string;
  readonly storeUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly storeCaFile?: string | undefined;
  readonly odooUrl: string;
  readonly odooDatabase: string;
  readonly odooLogin: string;
  readonly odooSecret: string;
  readonly odooCompanyId?: number | undefined;
  readonly odooCaFile?: string | undefined;
  readonly onPersonChange: Backend['onPersonChange'];
  readonly environment: Backend['environment'];
  readonly storeConcurrency: number;
  /** See `TaxPolicy`; what a user leaves out is as usual. */
  readonly taxAmbiguous?: Backend['taxAmbiguous'] | undefined;
  /** A code of the chart of accounts; empty: the account of the company's default sale tax. */
  readonly taxAccount?: string | undefined;
  readonly taxPositionLimit?: number | undefined;
  readonly taxLimit?: number | undefined;
  readonly taxPositionOrder?: Backend['taxPositionOrder'] | undefined;
  readonly taxChartPositions?: Backend['taxChartPositions'] | undefined;
  /** The store's currency is switched off in Odoo: activate it, or ask; absent: ask. */
  readonly inactiveCurrency?: Backend['inactiveCurrency'] | undefined;
  /** Shipping prices in another currency than the company's: convert them, or refuse them; absent: refuse. */
  readonly shippingCurrency?: Backend['shippingCurrency'] | undefined;
  /** Absent: never. */
  readonly verifyAfterSync?: Backend['verifyAfterSync'] | undefined;
  /** Only when it is added: whether to continue a backend of before that another installation may still serve. */
  readonly takeOver?: TakeOverConsent;
}

/** Without what only concerns the backend itself. */
export type ConnectionInput = Omit<
  BackendInput,
  | 'name'
  | 'onPersonChange'
  | 'environment'
  | 'storeConcurrency'
  | 'taxAmbiguous'
  | 'taxAccount'
  | 'taxPositionLimit'
  | 'taxLimit'
  | 'taxPositionOrder'
  | 'taxChartPositions'
  | 'inactiveCurrency'
  | 'shippingCurrency'
  | 'verifyAfterSync'
  | 'takeOver'
>;

/** What may be changed later. Absent fields stay as they are. */
export interface BackendEdit extends Partial<BackendInput> {
  /** The database was replaced on purpose: forget what was remembered of the old one. */
  readonly acceptDatabase?: boolean;
}

/** Throws `backend.name` when a name is too long or contains what a shell or a terminal would stumble over. */
export function checkName(name: string): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw new ConnectorError({
      code: 'backend.name',
      message: `"${name}" cannot be the name of a backend.`,
      hint: 'Use up to 64 letters, digits, spaces, dots, dashes and underscores, beginning with a letter or digit.',
    });
  }
}

/** What a backend keeps of its two connections: what was asked for and what the servers answered. */
export function connectionFields(input: BackendInput, store: StoreIdentity, odoo: OdooIdentity) {
  return {
    storeUrl: store.url,
    storeSignIn: store.signIn,
    storeVersion: store.version,
    storeCaFile: input.storeCaFile ?? null,
    odooUrl: withoutTrailingSlash(input.odooUrl),
    odooDatabase: odoo.database,
    odooDatabaseUuid: odoo.databaseUuid,
    odooLogin: input.odooLogin,
    odooCompanyId: odoo.company.id,
    odooCompanyName: odoo.company.name,
    odooCaFile: input.odooCaFile ?? null,
  } satisfies BackendChange;
}

/** The tax policy as it is kept; an empty account means the usual one again. */
export function taxFields({
  taxAmbiguous,
  taxAccount,
  taxLimit,
  taxPositionLimit,
  taxPositionOrder = 'ask',
  taxChartPositions = 'ask',
}: BackendInput) {
  return {
    taxAmbiguous: taxAmbiguous ?? DEFAULT_TAX_POLICY.ambiguous,
    taxAccount: taxAccount === undefined || taxAccount === '' ? null : taxAccount,
    taxPositionLimit: taxPositionLimit ?? DEFAULT_TAX_POLICY.positionLimit,
    taxLimit: taxLimit ?? DEFAULT_TAX_LIMIT,
    taxPositionOrder,
    taxChartPositions,
  } satisfies BackendChange;
}

export function currencyFields({ inactiveCurrency = 'ask', shippingCurrency = 'refuse' }: BackendInput) {
  return { inactiveCurrency, shippingCurrency } satisfies BackendChange;
}

export function mergeInput(backend: Backend, secrets: BackendSecrets, edit: BackendEdit): BackendInput {
  const database = edit.odooDatabase ?? backend.odooDatabase;
  return {
    name: edit.name ?? backend.name,
    storeUrl: edit.storeUrl ?? backend.storeUrl,
    consumerKey: edit.consumerKey ?? secrets.consumerKey,
    consumerSecret: edit.consumerSecret ?? secrets.consumerSecret,
    storeCaFile: edit.storeCaFile ?? backend.storeCaFile ?? undefined,
    odooUrl: edit.odooUrl ?? backend.odooUrl,
    odooDatabase: database,
    odooLogin: edit.odooLogin ?? backend.odooLogin,
    odooSecret: edit.odooSecret ?? secrets.odooSecret,
    odooCompanyId: edit.odooCompanyId ?? backend.odooCompanyId,
    odooCaFile: edit.odooCaFile ?? backend.odooCaFile ?? undefined,
    onPersonChange: edit.onPersonChange ?? backend.onPersonChange,
    environment: edit.environment ?? backend.environment,
    storeConcurrency: edit.storeConcurrency ?? backend.storeConcurrency,
    taxAmbiguous: edit.taxAmbiguous ?? backend.taxAmbiguous,
    taxAccount: edit.taxAccount ?? backend.taxAccount ?? undefined,
    taxPositionLimit: edit.taxPositionLimit ?? backend.taxPositionLimit,
    taxLimit: edit.taxLimit ?? backend.taxLimit,
    taxPositionOrder: edit.taxPositionOrder ?? backend.taxPositionOrder,
    taxChartPositions: edit.taxChartPositions ?? backend.taxChartPositions,
    inactiveCurrency: edit.inactiveCurrency ?? backend.inactiveCurrency,
    shippingCurrency: edit.shippingCurrency ?? backend.shippingCurrency,
    verifyAfterSync: edit.verifyAfterSync ?? backend.verifyAfterSync,
  };
}

export function secretsOf(input: BackendInput): BackendSecrets {
  const { consumerKey, consumerSecret, odooSecret } = input;
  return { consumerKey, consumerSecret, odooSecret };
}
