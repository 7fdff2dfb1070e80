import type { FieldValues } from '../../../core/memory.ts';
import type { OdooTax } from '../facts.ts';
import { FIRST_WITH_COMPANY_INCLUSION } from '../series.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';

/** What a tax is. Documents are computed with it, so it is written once and never again. */
export function identityFields(
  tax: Pick<DesiredTax, 'percent' | 'included' | 'compound' | 'inBase' | 'sequence'>,
  series: number,
): FieldValues {
  return fieldsOf({ ...tax, includeBaseAmount: tax.inBase, isBaseAffected: tax.compound }, series);
}

/** The same of a tax as Odoo stores it. */
export function identityOf(tax: OdooTax, series: number): FieldValues {
  return { ...fieldsOf(tax, series), amount_type: tax.amountType };
}

function fieldsOf(
  tax: Pick<OdooTax, 'percent' | 'included' | 'includeBaseAmount' | 'isBaseAffected' | 'sequence'>,
  series: number,
): FieldValues {
  return {
    amount_type: 'percent',
    amount: tax.percent,
    ...inclusionField(tax.included, series),
    include_base_amount: tax.includeBaseAmount ? '1' : '',
    is_base_affected: tax.isBaseAffected ? '1' : '',
    sequence: String(tax.sequence),
  };
}

/** 18 and 19 ignore `price_include` silently: they have a field that overrides the company's default. */
function inclusionField(included: boolean, series: number): FieldValues {
  if (series < FIRST_WITH_COMPANY_INCLUSION) return { price_include: included ? '1' : '' };
  return { price_include_override: included ? 'tax_included' : 'tax_excluded' };
}
