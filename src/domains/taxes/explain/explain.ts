import { shippingColumn } from '../../shared/class-taxes.ts';
import type { PlanInput } from '../../../core/domain.ts';
import type { Explanation } from '../../../core/explanation.ts';
import type { OdooReader } from '../../../odoo/port.ts';
import { Exact } from '../../shared/decimals.ts';
import { RateTable } from '../woocommerce-rules/rate-table.ts';
import type { OdooTaxes, StoreTaxes, StoreTaxPolicy, TaxAddress } from '../facts.ts';
import { withKnownClasses } from '../known-classes.ts';
import { buildContext } from '../match/context.ts';
import { settingsUnavailable } from '../plan.ts';
import { matchStore } from '../match/match-store.ts';
import { splitUsable } from '../desired/usable-rates.ts';
import { odooSide, type OdooSide } from './odoo-side.ts';
import { readQuestion, type TaxQuestion } from './question.ts';
import { storeSide } from './store-side.ts';

/**
 * Explains the tax on one amount at one address: which rates the store charges and why, which position and taxes Odoo
 * takes, and what each side calculates.
 *
 * @throws ConnectorError `tax.question`, `taxes.settings`
 */
export async function explainTax(
  values: Readonly<Record<string, string>>,
  given: PlanInput<StoreTaxes, OdooTaxes>,
  odoo: OdooReader,
): Promise<Explanation> {
  const input = withKnownClasses(given);
  const { policy } = input.store;
  if (policy === null) throw settingsUnavailable(input.store);
  const question = readQuestion(values, input.store, (country) => input.found('country', country) !== null);
  const context = buildContext(input);
  const table = new RateTable(splitUsable(input.store.rates).usable);
  const store = storeSide(question, input.store, policy, table);
  const { classTaxes } = policy.enabled ? matchStore(policy, context) : { classTaxes: [] };
  const refOf = (key: string) => classTaxes.find(({ desired }) => desired.key === key)?.ref;
  const freight = question.shipping ? refOf(shippingColumn(question.taxClass)) : undefined;
  const source = freight ?? refOf(question.taxClass);
  const there = await odooSide(question, source, context, odoo);
  return {
    asked: askedOf(question, policy),
    tables: [store.table, there.table],
    results: [
      { name: 'store', value: `${store.tax} tax on ${store.net}` },
      { name: 'Odoo', value: there.tax === null ? there.why : `${there.tax} tax, ${there.why}` },
      { name: 'fiscal position', value: there.position },
    ],
    ...judge(policy, store.tax, there),
  };
}

function askedOf(
  { address, amount, hasVat, quantity, shipping, taxClass }: TaxQuestion,
  policy: StoreTaxPolicy,
) {
  const textOf = ({ city, country, postcode, state }: TaxAddress) =>
    [country, state, postcode, city].filter((part) => part !== '').join(' ');
  const place = textOf(address);
  const base =
    policy.basedOn === 'base' ? ` (the store taxes by its own address: ${textOf(policy.base)})` : '';
  const inclusion = policy.pricesIncludeTax && !shipping ? 'tax included' : 'without tax';
  return [
    { name: 'address', value: `${place}${base}` },
    { name: 'class', value: shipping ? `${taxClass}, on shipping` : taxClass },
    { name: 'amount', value: `${quantity} x ${amount}, ${inclusion}` },
    ...(hasVat ? [{ name: 'customer', value: 'with a VAT number' }] : []),
  ];
}

function judge(
  policy: StoreTaxPolicy,
  storeTax: string,
  there: Pick<OdooSide, 'roundedPrice' | 'tax' | 'why'>,
): Pick<Explanation, 'verdict' | 'reason'> {
  if (!policy.enabled)
    return { verdict: 'unknown', reason: 'Taxes are switched off in the store: it charges none.' };
  if (there.tax === null) return { verdict: 'unknown', reason: `Odoo's tax is unknown: ${there.why}.` };
  if (new Exact(storeTax).equals(there.tax))
    return { verdict: 'agree', reason: 'Both sides calculate the same tax.' };
  const difference = new Exact(there.tax).minus(storeTax).toFixed();
  const rounding =
    there.roundedPrice === undefined
      ? ''
      : ` The price includes tax, and Odoo keeps that of one piece rounded to ${there.roundedPrice}: more decimals of Product Price make the difference smaller.`;
  return {
    verdict: 'differ',
    reason: `Odoo charges ${difference.startsWith('-') ? difference.slice(1) : difference} ${difference.startsWith('-') ? 'less' : 'more'} than the store. "woo-odoo plan" lists what Odoo does not support (cities, longer postcodes), "woo-odoo check" where settings differ.${rounding}`,
  };
}
