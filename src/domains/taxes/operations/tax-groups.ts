import { subjectName, type Operation } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedTax } from '../match/tax-outcome.ts';
import { GROUP_TYPE, TAX_GROUP_MODEL, taxGroupExternalId } from '../models.ts';

/** How operations of this plan name the tax group that is created by a name. */
export function taxGroupName(label: string): string {
  return subjectName({ type: GROUP_TYPE, key: label });
}

/**
 * The tax groups that new taxes need to be shown apart: GST and QST. Each is closed on the accounts of the group of the
 * default sale tax. Later plans find them by their names.
 */
export function taxGroupOperations(taxes: readonly MatchedTax[], context: PlanContext): Operation[] {
  const labels = new Set(
    taxes.flatMap(({ outcome }) =>
      outcome.kind === 'create' && outcome.booking.groupId === null ? [outcome.booking.groupLabel] : [],
    ),
  );
  return [...labels].sort(compareText).map((label) => createGroup(label, context));
}

function createGroup(label: string, { companyId, input, taxes }: PlanContext): Operation {
  const { company, groups } = input.odoo;
  const standard = taxes.get(company.defaultSaleTaxId ?? 0)?.groupId;
  const closed =
    groups.find(({ id }) => id === standard) ?? groups.find(({ payableAccountId }) => payableAccountId);
  const { payableAccountId = null, receivableAccountId = null } = closed ?? {};
  return {
    kind: 'create',
    subject: { type: GROUP_TYPE, key: label, label },
    record: { model: TAX_GROUP_MODEL, externalId: taxGroupExternalId(companyId, label), label },
    rule: 'new',
    reason: 'quotations and invoices show taxes of one group as one amount',
    write: {
      fields: { name: label },
      references: {
        'company_id/.id': String(companyId),
        'country_id/.id': String(company.fiscalCountry?.id ?? ''),
        ...(payableAccountId !== null && { 'tax_payable_account_id/.id': String(payableAccountId) }),
        ...(receivableAccountId !== null && { 'tax_receivable_account_id/.id': String(receivableAccountId) }),
      },
    },
  };
}
