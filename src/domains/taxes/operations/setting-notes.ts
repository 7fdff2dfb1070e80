import type { Note } from '../../../core/plan.ts';
import type { PlanContext } from '../match/context.ts';
import { FIRST_BY_SEQUENCE } from '../series.ts';
import { lastSettings } from '../remembered-settings.ts';

const GIVE_PRODUCTS =
  'Check that it was meant (WooCommerce, Settings). Then give the products the new taxes of their classes ' +
  '(in Odoo: filter products by Customer Taxes)';

/** That the company is a branch, and what follows from it; before anything is written for it. */
export function branchNotes({ input: { odoo }, series }: PlanContext): Note[] {
  const { name, parentIds = [] } = odoo.company;
  if (parentIds.length === 0) return [];
  const late =
    series < FIRST_BY_SEQUENCE
      ? ''
      : ' Odoo 19 takes the positions of a branch before all of the company above it, also those that require a VAT number.';
  return [
    {
      level: 'info',
      code: 'branch',
      message: `The company ${name} is a branch: it uses the taxes, tax groups, accounts, fiscal positions and journals of the company above it. What the connector creates belongs to the branch alone, so that the company above it and its other branches are not changed.${late}`,
    },
  ];
}

/** Changes of settings since the last sync that give every price and every class another tax. */
export function settingNotes({ input: { memory, odoo, store } }: PlanContext): Note[] {
  const { policy } = store;
  if (policy === null) return [];
  const last = lastSettings(memory);
  const { country } = policy.base;
  const notes: Note[] = [];
  if (last.baseCountry !== null && country !== '' && last.baseCountry !== country) {
    const { company } = odoo;
    const home = (company.fiscalCountry ?? company.country)?.code ?? '';
    const differs =
      home === '' || home === country
        ? ''
        : ` The company ${company.name} in Odoo is taxed in ${home}, so that taxes of ${country} are booked there.`;
    notes.push({
      level: 'review',
      code: 'base_country_changed',
      message: `The store's base country changed from ${last.baseCountry} to ${country} since the last sync: the taxes of all classes are those of ${country} now, and prices that include tax include those.${differs}`,
      hint: `${GIVE_PRODUCTS}; until then, the former ones stay in use.`,
      summary: `The store's base country changed from ${last.baseCountry} to ${country}`,
    });
  }
  if (last.pricesIncludeTax !== null && last.pricesIncludeTax !== policy.pricesIncludeTax) {
    const [before, now] = policy.pricesIncludeTax ? ['without', 'with'] : ['with', 'without'];
    notes.push({
      level: 'review',
      code: 'prices_include_tax_changed',
      message: `Prices of the store were entered ${before} tax until the last sync, and are ${now} tax now: the same price is another amount. Products in Odoo keep their prices and the former taxes of their classes.`,
      hint: `${GIVE_PRODUCTS}, together with prices ${now} tax.`,
      summary: `Prices of the store are ${now} tax now, until now ${before} it`,
    });
  }
  return notes;
}
