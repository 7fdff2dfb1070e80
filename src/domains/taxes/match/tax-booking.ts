import type { DesiredTax } from '../desired/desired-tax.ts';
import type { OdooTax, OdooTaxGroup, OdooTaxLine } from '../facts.ts';
import type { RepartitionPart } from '../models.ts';
import type { PlanContext } from './context.ts';
import { wordsOf } from './words.ts';

/** Where a created tax belongs in the company's books. */
export interface TaxBooking {
  readonly countryId: number;
  /** Null where a group by the name `groupLabel` is created for it. */
  readonly groupId: number | null;
  readonly groupLabel: string;
  /** Account and report tags of each line. */
  readonly lines: Readonly<Record<RepartitionPart, BookedLine>>;
  /** The company's other taxes are counted in a tax report, and nothing shows where this one belongs. */
  readonly untagged: boolean;
}

export interface BookedLine {
  readonly accountId: number | null;
  readonly tagIds: readonly number[];
}

/** What must be set up in Odoo, or for the backend, before a tax can be created. */
export interface BookingProblem {
  readonly rule: 'fiscal country' | 'tax group' | 'account';
  readonly reason: string;
}

/**
 * Country, tax group, account and report tags of a tax to create. The country is the company's fiscal one for all
 * destinations, since an invoice refuses taxes of another; without an account a tax would be booked as income. Its model
 * is the company's own tax of the same percentage: for sales in its country, or for distance sales.
 */
export function findTaxBooking(desired: DesiredTax, context: PlanContext): TaxBooking | BookingProblem {
  const { company } = context.input.odoo;
  if (company.fiscalCountry === null) {
    const reason = `the company ${company.name} has no fiscal country; set it in Odoo (Accounting, Configuration, Settings)`;
    return { rule: 'fiscal country', reason };
  }
  const model = modelOf(desired, context);
  const groupId = findGroup(desired, model, context, company.fiscalCountry.id);
  if (groupId === undefined) {
    const reason = `the company ${company.name} has no tax group; install a chart of accounts in Odoo first`;
    return { rule: 'tax group', reason };
  }
  const accountId = findAccount(model, context);
  if (typeof accountId === 'string') return { rule: 'account', reason: accountId };
  const tags = (document: OdooTaxLine['document'], type: OdooTaxLine['type']) =>
    model?.lines?.find((line) => line.document === document && line.type === type)?.tagIds ?? [];
  return {
    countryId: company.fiscalCountry.id,
    groupId,
    groupLabel: groupId === null ? desired.label : '',
    lines: {
      invoice_base: { accountId: null, tagIds: tags('invoice', 'base') },
      invoice_tax: { accountId, tagIds: tags('invoice', 'tax') },
      refund_base: { accountId: null, tagIds: tags('refund', 'base') },
      refund_tax: { accountId, tagIds: tags('refund', 'tax') },
    },
    untagged: context.chart.usesTags && (model?.lines ?? []).every(({ tagIds }) => tagIds.length === 0),
  };
}

/** The tax of the company after which a created one is booked. */
function modelOf(desired: DesiredTax, { chart }: PlanContext): OdooTax | undefined {
  if (desired.abroad === null) return desired.isNone ? undefined : chart.domestic(desired);
  const [country = ''] = desired.abroad;
  return chart.distanceSale(desired, desired.abroad.length === 1 ? country : '');
}

/**
 * One by the name of the tax where several are shown beside each other, that of the model, that of the default sale tax,
 * else the first one of the country. Null: one by its name is to be created.
 */
function findGroup(
  desired: DesiredTax,
  model: OdooTax | undefined,
  { input, taxes }: PlanContext,
  countryId: number,
): number | null | undefined {
  const fits = (group: OdooTaxGroup) => group.countryId === null || group.countryId === countryId;
  const groups = input.odoo.groups.filter(fits).sort((a, b) => a.id - b.id);
  const byModel = groups.find(({ id }) => id === model?.groupId);
  if (desired.apart) {
    const calls = ({ name }: OdooTaxGroup) => wordsOf(name).includes(desired.label.toLowerCase());
    const own = groups.find((group) => group.id === model?.groupId && calls(group));
    const named = own ?? groups.find(({ name }) => name.trim() === desired.label) ?? groups.find(calls);
    if (named !== undefined) return named.id;
    // The model shows by its group how the tax is shown; without one a group of the default tax would hide the name.
    if (byModel === undefined) return groups.length === 0 ? undefined : null;
  }
  const defaultGroup = taxes.get(input.odoo.company.defaultSaleTaxId ?? 0)?.groupId;
  return (byModel ?? groups.find(({ id }) => id === defaultGroup) ?? groups.at(0))?.id;
}

/** The id of the account, or what is wrong. */
function findAccount(model: OdooTax | undefined, context: PlanContext): number | string {
  const { accounts, company } = context.input.odoo;
  const { account: code } = context.input.policy.taxes;
  if (code !== null) {
    const account = accounts.find((one) => one.code === code);
    return account?.id ?? `the backend's account ${code} for taxes is not in the chart of ${company.name}`;
  }
  const problem =
    company.defaultSaleTaxId === null
      ? `${company.name} has no default sale tax to take the account from`
      : `the default sale tax of ${company.name} has no account`;
  return (
    accountOf(model) ??
    defaultAccount(context) ??
    `${problem}; name one for the backend (woo-odoo backend edit NAME --tax-account CODE)`
  );
}

/** That of the default sale tax; of a group of taxes, that of the first tax in it. */
function defaultAccount({ input: { odoo }, taxes }: PlanContext): number | undefined {
  const standard = taxes.get(odoo.company.defaultSaleTaxId ?? 0);
  const parts = standard?.partIds ?? standard?.childIds ?? [];
  const all = [...taxes.values(), ...(odoo.partTaxes ?? [])];
  const candidates = [standard, ...parts.map((id) => all.find((tax) => tax.id === id))];
  return candidates.map(accountOf).find((account) => account !== undefined);
}

function accountOf(tax: OdooTax | undefined): number | undefined {
  const line = tax?.lines?.find(
    ({ accountId, document, type }) => document === 'invoice' && type === 'tax' && accountId !== null,
  );
  return line?.accountId ?? undefined;
}
