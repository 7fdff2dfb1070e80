import { char, choice, flag, many2one, whole } from '../field-makers.ts';
import type { ModelDefinition, Series } from '../model.ts';

/** Journals and payment terms, as far as something can be bound to them. */
export function bookModels(series: Series): readonly ModelDefinition[] {
  return [journals(series), paymentTerms()];
}

function journals(series: Series): ModelDefinition {
  return {
    name: 'account.journal',
    title: 'Journal',
    order: 'sequence, type, code',
    recName: 'name',
    fields: {
      name: char('Journal Name', { required: true, translated: true }),
      code: char('Short Code', { required: true }),
      active: flag('Active', true),
      type: choice(
        'Type',
        [
          ['sale', 'Sales'],
          ['purchase', 'Purchase'],
          ['cash', 'Cash'],
          ['bank', 'Bank'],
          ...(series === 17 ? [] : ([['credit', 'Credit Card']] as const)),
          ['general', 'Miscellaneous'],
        ],
        { required: true },
      ),
      sequence: whole('Sequence', { default: 10 }),
      default_account_id: many2one('Default Account', 'account.account', { onDelete: 'restrict' }),
      currency_id: many2one('Currency', 'res.currency'),
      company_id: many2one('Company', 'res.company', { required: true, readonly: true }),
    },
    unique: [{ fields: ['company_id', 'code'], message: 'Journal codes must be unique per company.' }],
    access: [['account.group_account_manager', 'rwcu']],
    companies: { field: 'company_id', shared: false, inherited: true },
  };
}

function paymentTerms(): ModelDefinition {
  return {
    name: 'account.payment.term',
    title: 'Payment Terms',
    order: 'sequence, id',
    recName: 'name',
    fields: {
      name: char('Payment Terms', { required: true, translated: true }),
      active: flag('Active', true),
      note: { type: 'html', string: 'Description on the Invoice', translated: true },
      company_id: many2one('Company', 'res.company'),
      sequence: whole('Sequence', { required: true, default: 10 }),
    },
    access: [
      ['base.group_user', 'r'],
      ['account.group_account_manager', 'rwcu'],
    ],
    companies: { field: 'company_id', shared: true, inherited: true },
  };
}
