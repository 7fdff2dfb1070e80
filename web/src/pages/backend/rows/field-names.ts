import type { TextKey, Translate } from '../../../texts/catalogue.ts';

/** What the fields of Odoo are called that a sync writes or compares; `test/web/field-names.test.ts` finds one without a name. */
const NAMES = {
  account_sale_tax_id: 'fields.saleTax',
  active: 'fields.active',
  amount: 'values.percent',
  amount_type: 'fields.amountType',
  auto_apply: 'fields.autoApply',
  code: 'values.code',
  countries: 'lists.country',
  country_id: 'values.country',
  delivery_type: 'fields.deliveryType',
  description: 'values.description',
  fiscal_position_ids: 'lists.fiscalPosition',
  fixed_margin: 'fields.fixedMargin',
  fixed_price: 'values.cost',
  free_over: 'fields.freeOver',
  include_base_amount: 'fields.includeBase',
  invoice_label: 'fields.invoiceLabel',
  is_base_affected: 'fields.baseAffected',
  margin: 'fields.margin',
  name: 'home.name',
  original_tax_ids: 'fields.replaces',
  price_include: 'values.included',
  price_include_override: 'values.included',
  product: 'fields.product',
  rules: 'fields.rules',
  sequence: 'values.order',
  state_ids: 'lists.state',
  states: 'lists.state',
  tax_calculation_rounding_method: 'fields.rounding',
  tax_group_id: 'fields.taxGroup',
  tax_ids: 'lists.tax',
  taxes_id: 'lists.tax',
  zip_from: 'fields.zipFrom',
  zip_to: 'fields.zipTo',
  zips: 'values.postcodes',
} as const satisfies Readonly<Record<string, TextKey>>;

/** Fields that are ticked or not: `1` or empty. */
const TICKS = new Set([
  ...['active', 'auto_apply', 'free_over', 'include_base_amount', 'is_base_affected', 'price_include'],
]);

/** What the choices of Odoo's fields are called, in the words of Odoo's own forms. */
const CHOICES: Readonly<
  Record<string, Readonly<Record<string, Extract<TextKey, `fieldChoices.${string}`>>>>
> = {
  amount_type: {
    division: 'fieldChoices.division',
    fixed: 'fieldChoices.fixedTax',
    group: 'fieldChoices.group',
    percent: 'fieldChoices.percent',
  },
  delivery_type: { base_on_rule: 'fieldChoices.rules', fixed: 'fieldChoices.fixedPrice' },
  tax_calculation_rounding_method: {
    round_globally: 'fieldChoices.globally',
    round_per_line: 'fieldChoices.perLine',
  },
};

/** The name of a field of Odoo for people: `include_base_amount` is "Affects later taxes". What is not known keeps its own, in words. */
export function fieldName(field: string, t: Translate): string {
  return field in NAMES ? t(NAMES[field as keyof typeof NAMES]) : field.replaceAll('_', ' ');
}

/** A value of a field of Odoo as people read it. */
export function fieldText(field: string, value: string, t: Translate): string {
  if (TICKS.has(field)) return t(value === '1' ? 'values.yes' : 'values.no');
  if (field === 'price_include_override') return t(value === 'tax_included' ? 'values.yes' : 'values.no');
  const choice = CHOICES[field]?.[value];
  return choice === undefined ? value : t(choice);
}
