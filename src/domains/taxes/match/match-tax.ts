import { STANDARD, taxExternalId } from '../../shared/class-taxes.ts';
import { CHOSEN } from '../../../core/bind.ts';
import type { Rule } from '../../../core/rules.ts';
import { namedList } from '../../../core/named-list.ts';
import type { OdooTax } from '../facts.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import { matchNewTax } from './new-tax.ts';
import { matchOwnTax } from './own-tax.ts';
import type { TaxConflict, TaxOutcome } from './tax-outcome.ts';
import { refOf } from './tax-record.ts';
import type { UniqueNames } from './unique-names.ts';

const BY_DEFAULT = 'default sale tax';
const BY_PERCENTAGE = 'percentage';
/** How many taxes a reason names. */
const NAMED = 3;
/** By which a tax that the connector did not create is taken without a user's choice, as bindings remember it. */
const FITTING_RULES: ReadonlyMap<string, Rule> = new Map([
  [BY_DEFAULT, BY_DEFAULT],
  [BY_PERCENTAGE, BY_PERCENTAGE],
]);

/**
 * Finds the tax for a desired one: the one that a user chose, the one it was bound to as long as that still fits, the one
 * that the connector created for it, then a tax of the company that fits. Of several that fit, the company's default sale
 * tax is taken; else the policy decides. Where none fits, a tax is created with a name of `names`.
 */
export function matchTax(desired: DesiredTax, names: UniqueNames, context: PlanContext): TaxOutcome {
  const create = (reason: string) => matchNewTax(desired, reason, names, context);
  const chosen = context.choices.get(`${desired.type} ${desired.key}`);
  if (chosen !== undefined) return matchChoice(chosen, desired, context);
  const own = context.taxesByExternalId.get(taxExternalId(context.companyId, desired.taxKey));
  const candidates = adoptable(desired, context);
  const bound = context.bindingOf(desired.type, desired.key);
  const before = candidates.find((tax) => tax.id === bound?.odooId);
  if (before !== undefined && bound?.archivedAt === null) {
    // By what it was found goes on standing there; a choice that was taken back does not.
    const isDefault = before.id === context.input.odoo.company.defaultSaleTaxId;
    const rule = isDefault ? BY_DEFAULT : (FITTING_RULES.get(bound.rule) ?? 'binding');
    return { kind: 'bound', tax: before, finding: { rule, reason: 'it was bound to it, and it still fits' } };
  }
  if (own !== undefined) return matchOwnTax(desired, own, names, context);
  const byDefault = candidates.find((tax) => tax.id === context.input.odoo.company.defaultSaleTaxId);
  if (byDefault !== undefined) {
    const reason = "it is the company's default sale tax, and its percentage and inclusion fit";
    return { kind: 'bound', tax: byDefault, finding: { rule: BY_DEFAULT, reason } };
  }
  const [only] = candidates;
  if (only === undefined) return create(whyNone(desired, context));
  if (candidates.length === 1) {
    const reason = 'it is the only tax of the company that fits';
    return { kind: 'bound', tax: only, finding: { rule: BY_PERCENTAGE, reason } };
  }
  if (desired.percent === '0') {
    const shown = candidates.slice(0, NAMED).map(({ name }) => `"${name}"`);
    return create(
      `${candidates.length} taxes of 0% (${shown.join(', ')}${candidates.length > NAMED ? ', ...' : ''}) differ in meaning, which no percentage shows; one of its own needs no choice`,
    );
  }
  if (context.input.policy.taxes.ambiguous === 'create') {
    return create(`${candidates.length} taxes of the company fit, and none is preferred`);
  }
  return {
    kind: 'conflict',
    rule: 'ambiguous',
    reason: `${candidates.length} taxes of the company fit; choose one in the app, or let a new one be created: once with woo-odoo sync --tax-ambiguous create, always with woo-odoo backend edit NAME --tax-ambiguous create`,
    candidates: candidates.map(refOf),
  };
}

/** A choice is taken as it is, since a user may know better; only Odoo must be able to charge it. */
function matchChoice(chosen: number, { source }: DesiredTax, { taxes }: PlanContext): TaxOutcome {
  const tax = taxes.get(chosen);
  if (tax === undefined) return refuse(chosen, 'is not a sale tax of the company');
  if (!tax.active) return refuse(chosen, 'is archived, so Odoo would not charge it');
  // On 19 a position leaves out a tax that does not replace what products carry.
  if (source !== null && (source.id === null || !tax.originalTaxIds.includes(source.id))) {
    const carried = taxes.get(source.id ?? 0)?.name ?? source.text;
    return refuse(chosen, `does not replace "${carried}", so Odoo would not charge it`);
  }
  return { kind: 'bound', tax, finding: CHOSEN };
}

function refuse(chosen: number, problem: string): TaxConflict {
  const reason = `the chosen tax ${chosen} ${problem}; choose another one`;
  return { kind: 'conflict', rule: 'choice', reason };
}

/**
 * Taxes of the company that the connector did not create and that have the same value. The standard class may take the default sale tax, and
 * keeps it when another one becomes the default, since products carry it; positions may map to taxes of a localisation
 * on 17 and 18 only, because on 19 mapping rewrites the tax.
 */
function adoptable(desired: DesiredTax, context: PlanContext): readonly OdooTax[] {
  const { adoptable: taxes, series } = context;
  if (desired.type === 'tax_class') {
    if (desired.key !== STANDARD) return [];
    const { defaultSaleTaxId } = context.input.odoo.company;
    const bound = context.bindingOf(desired.type, desired.key);
    const former = bound?.rule === BY_DEFAULT && bound.archivedAt === null ? bound.odooId : null;
    const ids = new Set([defaultSaleTaxId, former].filter((id) => id !== null));
    return [...ids].sort((a, b) => a - b).flatMap((id) => taxes.get(id, desired) ?? []);
  }
  if (series >= FIRST_WITHOUT_LINES || desired.abroad !== null) return [];
  return taxes.like(desired).filter((tax) => behavesAlike(tax, desired));
}

/** Why no tax of the company is taken, with the ones of the same percentage that were left. */
function whyNone(desired: DesiredTax, { adoptable: taxes, input, series }: PlanContext): string {
  if (desired.type === 'tax_class' || series >= FIRST_WITHOUT_LINES) return 'no tax of the company fits';
  const { fiscalCountry } = input.odoo.company;
  const alike = taxes.like(desired).map(({ name }) => `"${name}"`);
  if (desired.abroad !== null && alike.length > 0) {
    const whose = fiscalCountry === null ? "the company's own country" : fiscalCountry.code;
    return `its rates are for other countries, and ${alike.join(', ')} ${alike.length === 1 ? 'is' : 'are'} for sales in ${whose}`;
  }
  const left = taxes.leftOut(desired).map(({ tax, why }) => `"${tax.name}" was left, ${why}`);
  const shown = namedList(left, NAMED, { separator: '; ' });
  return left.length === 0 ? 'no tax of the company fits' : `no tax of the company fits: ${shown}`;
}

/** Where no other tax is charged with it, it does not matter how a tax that is not compound goes with others. */
function behavesAlike(tax: OdooTax, { alone, compound, inBase }: DesiredTax): boolean {
  if (compound) return tax.includeBaseAmount && tax.isBaseAffected;
  return alone || (tax.includeBaseAmount === inBase && !tax.isBaseAffected);
}
