import type { OdooTaxGroup } from '../facts.ts';
import type { PlanContext } from './context.ts';

/** Where a created tax belongs in the company's books. */
export interface TaxBooking {
  readonly countryId: number;
  readonly groupId: number;
  readonly accountId: number;
}

/** What must be set up in Odoo, or for the backend, before a tax can be created. */
export interface BookingProblem {
  readonly rule: 'fiscal country' | 'tax group' | 'account';
  readonly reason: string;
}

/**
 * Country, tax group and account of created taxes. The country is the company's fiscal one for all destinations, since
 * an invoice refuses taxes of another; without an account a tax would be booked as income.
 */
export function findTaxBooking(context: PlanContext): TaxBooking | BookingProblem {
  const { company } = context.input.odoo;
  if (company.fiscalCountry === null) {
    const reason = `the company ${company.name} has no fiscal country; set it in Odoo (Accounting, Configuration, Settings)`;
    return { rule: 'fiscal country', reason };
  }
  const groupId = findGroup(context, company.fiscalCountry.id);
  if (groupId === undefined) {
    const reason = `the company ${company.name} has no tax group; install a chart of accounts in Odoo first`;
    return { rule: 'tax group', reason };
  }
  const accountId = findAccount(context);
  if (typeof accountId === 'string') return { rule: 'account', reason: accountId };
  return { countryId: company.fiscalCountry.id, groupId, accountId };
}

/** That of the default sale tax, else the first one of the country. */
function findGroup({ input, taxes }: PlanContext, countryId: number): number | undefined {
  const fits = (group: OdooTaxGroup) => group.countryId === null || group.countryId === countryId;
  const defaultGroup = taxes.get(input.odoo.company.defaultSaleTaxId ?? 0)?.groupId;
  const groups = input.odoo.groups.filter(fits).sort((a, b) => a.id - b.id);
  return (groups.find(({ id }) => id === defaultGroup) ?? groups.at(0))?.id;
}

/** The id of the account, or what is wrong. */
function findAccount({ input }: PlanContext): number | string {
  const { accounts, company, defaultTaxAccountId } = input.odoo;
  const { account: code } = input.policy.taxes;
  if (code !== null) {
    const account = accounts.find((one) => one.code === code);
    return account?.id ?? `the backend's account ${code} for taxes is not in the chart of ${company.name}`;
  }
  const problem =
    company.defaultSaleTaxId === null
      ? `${company.name} has no default sale tax to take the account from`
      : `the default sale tax of ${company.name} has no account`;
  return (
    defaultTaxAccountId ??
    `${problem}; name one for the backend (woo-odoo backend edit NAME --tax-account CODE)`
  );
}
