import { taxExternalId } from '../../shared/class-taxes.ts';
import type { SubjectLinks } from '../../../core/operation.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import { nameOfShared } from '../desired/tax-name.ts';
import { RATE_TYPE } from '../models.ts';
import type { UniqueNames } from './unique-names.ts';
import type { OdooTax } from '../facts.ts';
import type { PlanContext } from './context.ts';
import { refOf } from './tax-record.ts';
import { identityFields, identityOf } from './tax-fields.ts';
import type { TaxOutcome } from './tax-outcome.ts';

/**
 * A tax that the connector created. Its percentage and behaviour must never change, because documents may use it: where
 * a user rewrote it, they decide, even where the store wins over people.
 */
export function matchOwnTax(
  desired: DesiredTax,
  tax: OdooTax,
  names: UniqueNames,
  context: PlanContext,
): TaxOutcome {
  const { input, managed, series } = context;
  const externalId = taxExternalId(context.companyId, desired.taxKey);
  const record = { ...refOf(tax), externalId };
  // Of 0% at a place it does not matter, and former versions made some by the prices of today instead of the product's.
  const included = desired.type === 'tax' && desired.percent === '0' ? tax.included : desired.included;
  const identity = identityFields({ ...desired, included }, series);
  const rewritten = decideFields(identity, identityOf(tax, series), undefined, 'keep');
  if (rewritten.kind !== 'keep') {
    const { changes } = rewritten;
    const fields = changes.map(({ field }) => field).join(', ');
    const reason = `a user changed ${fields} of a tax created by the connector, and documents may use it; restore it, or choose another tax`;
    return { kind: 'conflict', record, rule: 'changed', reason, changes };
  }
  const found = { active: tax.active ? '1' : '' };
  const memory = managed.get(externalId);
  const decision = decideFields({ active: '1' }, found, memory, input.policy.onPersonChange);
  if (decision.kind === 'conflict') {
    const reason =
      'a user archived it in Odoo, so that Odoo does not charge it; unarchive it, or choose another tax';
    return { kind: 'conflict', record, rule: 'archived', reason, changes: decision.changes };
  }
  const links = restoredSource(desired, tax, context);
  if (links === 'ask') {
    const reason =
      'it no longer names the product tax that it replaces; set it in Odoo, or let the connector restore it (woo-odoo sync --recreate-deleted)';
    return { kind: 'conflict', record, rule: 'changed', reason };
  }
  if (decision.kind === 'update') {
    const reason = 'the store has it again, so it is unarchived';
    return { kind: 'restore', tax, externalId, reason, changes: decision.changes, ...(links && { links }) };
  }
  if (links !== undefined) {
    const reason = 'the tax of products that it replaces is another record now';
    return { kind: 'restore', tax, externalId, reason, changes: [], links };
  }
  const name = trueName(desired, tax, names, context);
  if (name !== undefined) {
    const reason = 'rates of other countries share it now, so it is no longer called after one';
    const renamed = [{ field: 'name', from: tax.name, to: name }];
    return { kind: 'restore', tax, externalId, reason, changes: renamed, name };
  }
  const finding = { rule: 'external id', reason: 'the connector created it for this' } as const;
  // A kill between the load and our own record of it leaves the write open.
  const isOpen = memory?.owner === input.backendId && (memory.written === null || memory.intended !== null);
  return {
    kind: 'bound',
    tax,
    externalId,
    finding,
    ...(isOpen && { seen: { ...memory.written, ...found } }),
  };
}

/**
 * The name of a tax that rates of other countries share since, where nobody renamed it: it still has the name of the
 * rates that were bound to it before. Undefined: its name stays.
 */
function trueName(
  { className, name, percent, rateIds, source, type }: DesiredTax,
  tax: OdooTax,
  names: UniqueNames,
  { input: { memory, store } }: PlanContext,
): string | undefined {
  const base = tax.name.replace(/ \(\d+\)$/u, '');
  if (type !== 'tax' || base === name) return undefined;
  const all = new Set(rateIds);
  const countries = new Set(store.rates.filter(({ id }) => all.has(id)).map(({ country }) => country));
  if (countries.size < 2) return undefined;
  const bound = new Set(
    memory.bindings.filter((each) => each.type === RATE_TYPE && each.odooId === tax.id).map(({ key }) => key),
  );
  const before = store.rates.filter(({ id }) => bound.has(String(id)));
  const given = nameOfShared(before, percent, source === null ? '' : className);
  return before.length > 0 && given === base ? names.take(name) : undefined;
}

/**
 * On 19 a destination tax names the tax of products that it replaces, and loses that when the latter is deleted. Returns
 * the links that restore it; undefined where nothing is missing.
 */
function restoredSource(
  { source }: DesiredTax,
  { originalTaxIds }: OdooTax,
  { input: { policy } }: PlanContext,
): SubjectLinks | 'ask' | undefined {
  if (source === null || source.state === 'missing') return undefined;
  if (source.id !== null && originalTaxIds.includes(source.id)) return undefined;
  const allowed = source.id === null || policy.recreateDeleted || policy.onPersonChange === 'store_wins';
  return allowed ? { original_tax_ids: [source.name, ...originalTaxIds.map((id) => `#${id}`)] } : 'ask';
}
