import { char, choice, flag, float, many2one, one2many, whole } from '../field-makers.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, Series } from '../model.ts';

/** Currencies and their rates. */
export function currencyModels(series: Series): readonly ModelDefinition[] {
  return [currencies(series), rates()];
}

const ACCESS: readonly AccessRule[] = [
  ['base.group_user', 'r'],
  ['account.group_account_manager', 'rwcu'],
  ['base.group_system', 'rwcu'],
];

const WORKED_OUT: Partial<FieldDefinition> = { computed: true, readonly: true, store: false };

function currencies(series: Series): ModelDefinition {
  return {
    name: 'res.currency',
    title: 'Currency',
    order: 'active desc, name',
    recName: 'name',
    fields: {
      name: char('Currency', { required: true }),
      ...(series === 17 ? {} : { iso_numeric: whole('Currency numeric code.', { default: 0 }) }),
      full_name: char('Name'),
      symbol: char('Symbol', { required: true }),
      rate: float('Current Rate', WORKED_OUT),
      inverse_rate: float('Inverse Rate', WORKED_OUT),
      rate_ids: one2many('Rates', 'res.currency.rate', 'currency_id'),
      rounding: float('Rounding Factor', { default: 0.01 }),
      decimal_places: whole('Decimal Places', { ...WORKED_OUT, store: true }),
      active: flag('Active', true),
      position: choice(
        'Symbol Position',
        [
          ['after', 'After Amount'],
          ['before', 'Before Amount'],
        ],
        { default: 'after' },
      ),
      date: { type: 'date', string: 'Date', ...WORKED_OUT },
      is_current_company_currency: flag('Is Current Company Currency', false, WORKED_OUT),
    },
    unique: [{ fields: ['name'], message: 'The currency code must be unique!' }],
    access: ACCESS,
  };
}

function rates(): ModelDefinition {
  return {
    name: 'res.currency.rate',
    title: 'Currency Rate',
    order: 'name desc',
    recName: 'name',
    fields: {
      name: { type: 'date', string: 'Date', required: true },
      /** Units of this currency for one of the currency whose rate is 1. */
      rate: float('Technical Rate'),
      company_rate: float('Company Rate', WORKED_OUT),
      inverse_company_rate: float('Inverse Company Rate', WORKED_OUT),
      currency_id: many2one('Currency', 'res.currency', {
        required: true,
        readonly: true,
        onDelete: 'cascade',
      }),
      company_id: many2one('Company', 'res.company'),
    },
    unique: [
      { fields: ['name', 'currency_id', 'company_id'], message: 'Only one currency rate per day allowed!' },
    ],
    access: ACCESS,
    companies: { field: 'company_id', shared: true },
  };
}
