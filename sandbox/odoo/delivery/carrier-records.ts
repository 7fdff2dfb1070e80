import { textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import { idsOf } from '../accounting/rule-records.ts';
import type { CarrierRecord, Operator, PriceRule, Variable } from '../delivery-rules/types.ts';
import type { Environment } from '../environment.ts';
import { sortIds } from '../order.ts';

/** The active carriers of a company and those of none, as Odoo lists them. */
export function offeredCarriers(env: Environment, company: number, withArchived = false): number[] {
  const model = env.model('delivery.carrier');
  const ids = env.database
    .rows(model.name)
    .filter(([, row]) => withArchived || row['active'] === true)
    .map(([id]) => id)
    .filter((id) => [company, false].includes(env.value(model.name, id, 'company_id') as number | false));
  return sortIds(env, model, ids, model.order);
}

/** A carrier as the rules see it. */
export function carrierOf(env: Environment, id: number): CarrierRecord {
  const value = (name: string) => env.value('delivery.carrier', id, name);
  return {
    id,
    name: textOf(value('name')),
    deliveryType: value('delivery_type') === 'fixed' ? 'fixed' : 'base_on_rule',
    countryIds: idsOf(value('country_ids')),
    stateIds: idsOf(value('state_ids')),
    zipPatterns: idsOf(value('zip_prefix_ids')).map((each) =>
      textOf(env.value('delivery.zip.prefix', each, 'name')),
    ),
    // 17 has none of these fields.
    maxWeight: Number(value('max_weight')),
    maxVolume: Number(value('max_volume')),
    mustHaveTagIds: idsOf(value('must_have_tag_ids')),
    excludedTagIds: idsOf(value('excluded_tag_ids')),
    margin: decimal(value('margin')),
    fixedMargin: decimal(value('fixed_margin')),
    freeOver: value('free_over') === true,
    amount: decimal(value('amount')),
    rules: idsOf(value('price_rule_ids')).map((rule) => ruleOf(env, rule)),
  };
}

function ruleOf(env: Environment, id: number): PriceRule {
  const value = (name: string) => env.value('delivery.price.rule', id, name);
  return {
    variable: value('variable') as Variable,
    operator: value('operator') as Operator,
    maxValue: Number(value('max_value')),
    basePrice: decimal(value('list_base_price')),
    price: decimal(value('list_price')),
    factor: value('variable_factor') as Variable,
  };
}

function decimal(value: Json): string {
  return `${Number(value)}`;
}
