import { nativeExternalId } from '../../core/external-id.ts';
import { company, inclusion, keyOf } from '../shared/class-taxes.ts';
import type { OdooTaxCompany } from './facts.ts';

/** A tax that products of a class carry, or under `ship:<slug>` its shipping. */
export const CLASS_TYPE = 'tax_class';
/** Subject types of this domain; `retired_tax`: a tax of the connector whose subject has another tax now. */
export const POSITION_TYPE = 'fiscal_position';
/** A position of the chart that is moved after those of the store, or before them. */
export const ORDER_TYPE = 'position_order';
export const RATE_TYPE = 'tax_rate';
/** The point of agreement on what fiscal positions of the chart make of the taxes of products. */
export const CHART_POINT = 'chart_positions';
/** The point of agreement on the order of fiscal positions. */
export const ORDER_POINT = 'positions';
export const RETIRED_TYPE = 'retired_tax';
export const LIMITATION_TYPE = 'limitation';
/** A tax group that the connector creates; its key is its name. */
export const GROUP_TYPE = 'tax_group';
/** What a position of the chart of accounts makes of a tax of products, added with consent. */
export const CHART_TYPE = 'chart_mapping';

export const TAX_MODEL = 'account.tax';
export const TAX_GROUP_MODEL = 'account.tax.group';
export const POSITION_MODEL = 'account.fiscal.position';
/** The mapping lines of a position; 17 and 18 only. */
export const POSITION_LINE_MODEL = 'account.fiscal.position.tax';
export const ACCOUNT_MODEL = 'account.account';

/** A tax is made of four lines: what it is computed from and what is booked, with an invoice and with a refund. */
export type RepartitionPart = 'invoice_base' | 'invoice_tax' | 'refund_base' | 'refund_tax';

/** The external id of a line of such a tax. Without one `load()` would add the line again with every write. */
export function repartitionExternalId(companyId: number, key: string, part: RepartitionPart): string {
  return nativeExternalId('tax_line', company(companyId), key, part);
}

/** The external id of a tax group that the connector creates: `__woo_sync__.tax_group_c1_GST`. */
export function taxGroupExternalId(companyId: number, label: string): string {
  return nativeExternalId('tax_group', company(companyId), label);
}

/** The external id of a mapping line of the connector in a position that it did not create. */
export function chartLineExternalId(companyId: number, key: string): string {
  return nativeExternalId('chart_line', company(companyId), key);
}

/** The key of such a line; undefined with every other one. */
export function chartLineKeyOf(companyId: number, externalId: string | undefined): string | undefined {
  return keyOf(chartLineExternalId(companyId, 'x'), externalId);
}

/** Whether a mapping line is one of these. */
export function isChartLine(companyId: number, externalId: string | undefined): boolean {
  return chartLineKeyOf(companyId, externalId) !== undefined;
}

/** The external id of a fiscal position made by us: `__woo_sync__.position_c1_<key>`; shared as the taxes are. */
export function positionExternalId(companyId: number, key: string): string {
  return nativeExternalId('position', company(companyId), key);
}

/** The external id of one mapping of such a position: what it makes of the tax whose key is `source`. */
export function positionLineExternalId(companyId: number, key: string, source: string): string {
  return nativeExternalId('position_line', company(companyId), key, source);
}

/** What a destination tax is. */
export interface DestinationIdentity {
  readonly percent: string;
  readonly included: boolean;
  /** Whether taxes that come later are charged on it, too. */
  readonly inBase: boolean;
  /** The priority of a compound rate, on which its place in the order of taxes depends; null where it is none. */
  readonly compoundPriority: number | null;
  /** The n-th of its kind at a place, from 1. */
  readonly nth: number;
  /** For other countries than the company's, where those are booked apart. */
  readonly abroad: boolean;
  /** On 19: the tax of products that it replaces, as text; null before. */
  readonly source: string | null;
}

/** The key of a tax that positions map to: `19-incl-1`, `9.975-excl-c2-1`, on 19 `19-incl-1-of-class-standard-19-incl`. */
export function destinationTaxKey(tax: DestinationIdentity): string {
  const compound = tax.compoundPriority === null ? '' : `-c${tax.compoundPriority}`;
  const inBase = tax.inBase ? '' : '-last';
  const abroad = tax.abroad ? '-abroad' : '';
  return `${tax.percent}-${inclusion(tax.included)}${compound}${inBase}${abroad}-${tax.nth}${ofSource(tax.source)}`;
}

/** On 19, where a position cannot map to nothing: the key of the tax of 0% that represents no tax. */
export function noTaxKey(source: string): string {
  return `none${ofSource(source)}`;
}

const ofSource = (source: string | null) => (source === null ? '' : `-of-${source}`);

/** The key of a fiscal position made by us for a company. */
export function positionKeyOf(companyId: number, externalId: string | undefined): string | undefined {
  return keyOf(positionExternalId(companyId, 'x'), externalId);
}

/**
 * Whether a record came with the chart of accounts, which names records after the company: `account.1_tax_19`. A branch has that
 * of the company above it.
 */
export function isChartRecord(
  { id, parentIds = [] }: Pick<OdooTaxCompany, 'id' | 'parentIds'>,
  externalId: string | undefined,
): boolean {
  const [module = '', name = ''] = (externalId ?? '').split('.', 2);
  if (module === '' || module.startsWith('__')) return false;
  return [id, ...parentIds].some((each) => name.startsWith(`${each}_`));
}
