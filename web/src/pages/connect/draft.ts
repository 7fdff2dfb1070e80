import type { components } from '../../api/schema.ts';

export type StoreCheck = components['schemas']['StoreCheck'];
export type OdooCheck = components['schemas']['OdooCheck'];
export type OdooSignIn = components['schemas']['OdooSignIn'];

export type PolicyChoice = string | number;

/** What was typed so far. Secrets are kept in this page alone, until they are sent. */
export interface Draft {
  readonly storeAddress: string;
  readonly store: StoreCheck | null;
  /** The id of the consent by which the store hands its keys over; null: keys are typed. */
  readonly consent: string | null;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly odooAddress: string;
  readonly odoo: OdooCheck | null;
  readonly database: string;
  readonly login: string;
  readonly secret: string;
  readonly signIn: OdooSignIn | null;
  readonly companyId: number | null;
  readonly name: string;
  /** By name; a limit is a number, as the API takes it, and an empty text is no choice. */
  readonly policies: Readonly<Record<string, PolicyChoice>>;
}

export const EMPTY_DRAFT: Draft = {
  ...{ storeAddress: '', store: null, consent: null, consumerKey: '', consumerSecret: '' },
  ...{ odooAddress: '', odoo: null, database: '', login: '', secret: '', signIn: null, companyId: null },
  ...{ name: '', policies: {} },
};

export type Change = (change: Partial<Draft>) => void;

export interface StepProps {
  readonly draft: Draft;
  readonly change: Change;
}

/** Whether the store's side is complete. */
export function hasStore({ store, consent, consumerKey, consumerSecret }: Draft): boolean {
  const isUsable = store !== null && store.problem === null;
  return isUsable && (consent !== null || (consumerKey !== '' && consumerSecret !== ''));
}

/** A name made of the store's address: `https://www.shop.example/de` is `shop.example`. */
export function nameOfStore(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./u, '') : '';
}

/** What pairs the two, as the API takes it. Policies that were not touched stay as the connector has them. */
export function newBackend(draft: Draft, takeOver: boolean | undefined): components['schemas']['NewBackend'] {
  const { consent, consumerKey, consumerSecret, policies } = draft;
  const chosen = Object.fromEntries(Object.entries(policies).filter(([, value]) => value !== ''));
  return {
    ...(chosen as Partial<components['schemas']['NewBackend']>),
    ...(consent === null
      ? { consumerKey: consumerKey.trim(), consumerSecret: consumerSecret.trim() }
      : { consent }),
    name: draft.name.trim(),
    storeUrl: draft.store?.url ?? draft.storeAddress,
    odooUrl: draft.odoo?.url ?? draft.odooAddress,
    odooDatabase: draft.database,
    odooLogin: draft.login,
    odooSecret: draft.secret,
    ...(draft.companyId !== null && { odooCompanyId: draft.companyId }),
    ...(takeOver !== undefined && { takeOver }),
  } as components['schemas']['NewBackend'];
}
