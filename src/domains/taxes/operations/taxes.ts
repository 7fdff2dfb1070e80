import { bind } from '../../../core/bind.ts';
import type { Operation, RecordWrite, Subject, SubjectLinks } from '../../../core/operation.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import type { PlanContext } from '../match/context.ts';
import { refOf } from '../match/tax-record.ts';
import { identityFields } from '../match/tax-fields.ts';
import type { MatchedTax, TaxOutcome } from '../match/tax-outcome.ts';
import { TAX_MODEL } from '../models.ts';
import { taxGroupName } from './tax-groups.ts';
import { repartitionLines } from './repartition-lines.ts';

/** The operation of a matched tax: bound, created, put into use again, or left to a user. */
export function taxOperation({ desired, outcome }: MatchedTax, context: PlanContext): Operation {
  const subject = subjectOf(desired);
  switch (outcome.kind) {
    case 'bound': {
      const { externalId, finding, seen, tax } = outcome;
      const record = externalId === undefined ? refOf(tax) : { ...refOf(tax), externalId };
      return { ...bind(subject, record, finding, context), ...(seen && { seen }) };
    }
    case 'restore': {
      const { changes, externalId, links, name, reason, tax } = outcome;
      const record = { ...refOf(tax), externalId };
      const write = {
        fields: { active: '1' },
        references: name === undefined ? {} : { name },
        ...(links && { links }),
      };
      return { kind: 'update', subject, record, rule: 'external id', changes, reason, write };
    }
    case 'create': {
      const { externalId, name, reason } = outcome;
      const record = { model: TAX_MODEL, externalId, label: name };
      const write = newTax(desired, outcome, context);
      return { kind: 'create', subject: { ...subject, label: name }, rule: 'new', reason, record, write };
    }
    case 'conflict':
      return { ...outcome, subject };
  }
}

function subjectOf({
  className,
  compound,
  included,
  key,
  name,
  percent,
  rateIds,
  type,
}: DesiredTax): Subject {
  const details = {
    ...{ class: className, percent, rates: String(rateIds.length) },
    ...{ included: included ? '1' : '', compound: compound ? '1' : '' },
  };
  return { type, key, label: name, details };
}

function newTax(
  desired: DesiredTax,
  { booking, name }: Extract<TaxOutcome, { readonly kind: 'create' }>,
  { companyId, series }: PlanContext,
): RecordWrite {
  const { percent, source, taxKey } = desired;
  const links: SubjectLinks = {
    ...(source !== null && { original_tax_ids: [source.name] }),
    ...(booking.groupId === null && { tax_group_id: [taxGroupName(booking.groupLabel)] }),
  };
  return {
    fields: { active: '1' },
    references: {
      name,
      // What customers read: no other country's name of the same tax.
      invoice_label: `${percent}%`,
      type_tax_use: 'sale',
      ...identityFields(desired, series),
      'country_id/.id': String(booking.countryId),
      ...(booking.groupId !== null && { 'tax_group_id/.id': String(booking.groupId) }),
      'company_id/.id': String(companyId),
    },
    ...(Object.keys(links).length > 0 && { links }),
    // Another branch of the company may have a tax of that name, which this user does not see.
    numbered: 'name',
    lines: repartitionLines(companyId, taxKey, booking),
  };
}
