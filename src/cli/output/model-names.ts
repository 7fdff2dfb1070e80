import { nounOf } from '../../core/nouns.ts';

const NAMES: Readonly<Record<string, string>> = {
  'account.fiscal.position': 'fiscal position',
  'account.tax': 'tax',
  'account.tax.group': 'tax group',
  'delivery.carrier': 'delivery method',
  'delivery.zip.prefix': 'postcode prefix',
  'product.product': 'delivery product',
  'res.country': 'country',
  'res.country.state': 'state',
  'res.currency': 'currency',
};

/** Whether a model is a list of the Odoo app. */
export function isAppModel(model: string): boolean {
  return model.startsWith('x_woo_');
}

/** A model of Odoo as a noun: `res.country.state` is a state. Of an unknown one its name is used. */
export function nounOfModel(model: string): string {
  if (isAppModel(model)) return `${nounOf(model.slice('x_woo_'.length))} in the app`;
  return NAMES[model] ?? model;
}
