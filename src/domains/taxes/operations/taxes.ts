import { bind } from '../../../core/bind.ts';
import { taxExternalId, taxKeyOf } from '../../shared/class-taxes.ts';
import { type Operation, type Subject, type SubjectLinks } from '../../../core/operation.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { OdooTax } from '../facts.ts';
import { TAX_MODEL } from '../models.ts';
import type { PlanContext } from '../match/context.ts';
import { matchTax, refOf, type TaxMatch } from '../match/match-tax.ts';
import { identityFields, identityOf, repartitionLines } from '../match/tax-fields.ts';
import { findTaxBooking } from '../match/tax-booking.ts';
import { taxText, type TaxRef } from '../match/tax-ref.ts';
import type { UniqueNames } from '../match/unique-names.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';

export interface PlannedTax {
  readonly desired: DesiredTax;
  readonly operation: Operation;
  readonly ref: TaxRef;
}

/** Plans one tax: bound, created, put into use again, or left to a person. */
export function planTax(desired: DesiredTax, names: UniqueNames, context: PlanContext): PlannedTax {
  const operation = operationFor(desired, matchTax(desired, context), names, context);
  return { desired, operation, ref: refTo(operation, desired, context) };
}

function operationFor(
  desired: DesiredTax,
  match: TaxMatch,
  names: UniqueNames,
  context: PlanContext,
): Operation {
  const { className, compound, included, key, percent, rateIds, type } = desired;
  const details = {
    ...{ class: className, percent, rates: String(rateIds.length) },
    ...{ included: included ? '1' : '', compound: compound ? '1' : '' },
  };
  const subject: Subject = { type, key, label: desired.name, details };
  switch (match.kind) {
    case 'bound':
      return bind(subject, refOf(match.tax), match, context);
    case 'ours':
      return followOurs(desired, subject, match.tax, context);
    case 'new':
      return create(desired, subject, match.reason, names, context);
    case 'conflict':
      return {
        ...{ kind: 'conflict', subject, rule: match.rule, reason: match.reason },
        ...(match.candidates.length > 0 && { candidates: match.candidates }),
      };
  }
}

/**
 * A tax that we made. What it is must never change, because documents may use it: where a person rewrote it, that is
 * theirs to decide, even where the store wins over people.
 */
function followOurs(desired: DesiredTax, subject: Subject, tax: OdooTax, context: PlanContext): Operation {
  const { input, managed, series } = context;
  const externalId = taxExternalId(context.companyId, desired.taxKey);
  const record = { ...refOf(tax), externalId };
  const identity = identityFields(desired, series);
  const rewritten = decideFields(identity, identityOf(tax, series), undefined, 'keep');
  if (rewritten.kind !== 'keep') {
    const { changes } = rewritten;
    const fields = changes.map(({ field }) => field).join(', ');
    const reason = `somebody changed ${fields} of a tax that we made, and documents may use it; put it back, or choose another tax`;
    return { kind: 'conflict', subject, record, rule: 'changed', reason, changes };
  }
  const memory = managed.get(externalId);
  const found = { active: tax.active ? '1' : '' };
  const decision = decideFields({ active: '1' }, found, memory, input.policy.onPersonChange);
  if (decision.kind === 'conflict') {
    const reason =
      'somebody archived it in Odoo, so that Odoo does not charge it; unarchive it, or choose another tax';
    return { kind: 'conflict', subject, record, rule: 'archived', reason, changes: decision.changes };
  }
  const restored = restoreSource(desired, tax, context);
  if (restored === 'ask') {
    const reason =
      'it no longer says which tax of products it replaces; say it in Odoo again, or let the connector do it (woo-odoo sync --recreate-deleted)';
    return { kind: 'conflict', subject, record, rule: 'changed', reason };
  }
  if (decision.kind === 'keep' && restored === undefined)
    return bind(subject, record, { rule: 'external id', reason: 'it was made for it' }, context);
  return {
    ...{ kind: 'update', subject, record, rule: 'external id' },
    changes: decision.kind === 'update' ? decision.changes : [],
    reason:
      decision.kind === 'update'
        ? 'the store has it again, so it is unarchived'
        : 'the tax of products that it replaces is another record now',
    write: { fields: { active: '1' }, references: {}, ...(restored && { links: restored }) },
  };
}

/**
 * On 19 a destination tax says which tax of products it replaces, and loses that when the latter is deleted. Answers what
 * puts it right; undefined where nothing is missing.
 */
function restoreSource(
  { source }: DesiredTax,
  { originalTaxIds }: OdooTax,
  { input: { policy } }: PlanContext,
): SubjectLinks | 'ask' | undefined {
  if (source === null || source.state === 'missing') return undefined;
  if (source.id !== null && originalTaxIds.includes(source.id)) return undefined;
  const allowed = source.id === null || policy.recreateDeleted || policy.onPersonChange === 'store_wins';
  return allowed ? { original_tax_ids: [source.name, ...originalTaxIds.map((id) => `#${id}`)] } : 'ask';
}

function create(
  desired: DesiredTax,
  subject: Subject,
  reason: string,
  names: UniqueNames,
  context: PlanContext,
): Operation {
  const { companyId, input, series } = context;
  const externalId = taxExternalId(companyId, desired.taxKey);
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (lost !== null && !input.policy.recreateDeleted) {
    const why = `its tax ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted makes it again`;
    const record = { model: TAX_MODEL, id: lost };
    return { kind: 'conflict', subject, record, target: 'missing', rule: 'deleted', reason: why };
  }
  if (desired.source?.state === 'missing') {
    const why = 'what products carry for its class must be decided first';
    return { kind: 'conflict', subject, rule: 'class', reason: why };
  }
  const place = findTaxBooking(context);
  if ('rule' in place) return { kind: 'conflict', subject, rule: place.rule, reason: place.reason };
  const { countryId, groupId, accountId } = place;
  const name = names.take(desired.name);
  return {
    ...{ kind: 'create', subject: { ...subject, label: name }, rule: 'new', reason },
    record: { model: TAX_MODEL, externalId, label: name },
    write: {
      fields: { active: '1' },
      references: {
        name,
        // What customers read: no other country's name of the same tax.
        invoice_label: `${desired.percent}%`,
        type_tax_use: 'sale',
        ...identityFields(desired, series),
        'country_id/.id': String(countryId),
        'tax_group_id/.id': String(groupId),
        'company_id/.id': String(companyId),
      },
      ...(desired.source !== null && { links: { original_tax_ids: [desired.source.name] } }),
      lines: repartitionLines(companyId, desired.taxKey, accountId),
    },
  };
}

function refTo(
  { kind, record, subject, target }: Operation,
  { taxKey }: DesiredTax,
  context: PlanContext,
): TaxRef {
  const name = `${subject.type} ${subject.key}`;
  if (kind === 'create') {
    return {
      ...{ name, id: null, state: 'pending' },
      text: taxKeyOf(context.companyId, record?.externalId) ?? name,
      label: subject.label,
    };
  }
  const id = record?.id;
  // What hangs on it keeps its keys while a person decides.
  if (id === undefined || target === 'missing')
    return {
      ...{ name, id: null, state: 'missing', label: subject.label },
      text: boundText(subject, context) ?? taxKey,
    };
  const tax = context.taxes.get(id);
  return {
    name,
    id,
    state: 'there',
    text: taxText(context.taxKeys.get(id), id),
    label: tax?.name ?? subject.label,
  };
}

/** How the tax is told that a subject was bound to, where that is still there. */
function boundText(subject: Subject, { bindingOf, taxes, taxKeys }: PlanContext): string | undefined {
  const tax = taxes.get(bindingOf(subject.type, subject.key)?.odooId ?? 0);
  return tax && taxText(taxKeys.get(tax.id), tax.id);
}
