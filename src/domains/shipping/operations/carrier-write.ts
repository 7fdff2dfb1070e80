import type { LineWrite, RecordWrite } from '../../../core/operation.ts';
import type { OdooCarrier } from '../facts.ts';
import { NEVER_RULE } from '../match/carrier-price.ts';
import { derivedValues, managedFields, slotOf } from '../match/carrier-values.ts';
import type { DesiredCarrier } from '../match/carrier.ts';
import type { PlanContext } from '../match/context.ts';
import { PRODUCT_TYPE, ruleExternalId } from '../models.ts';

/** What goes to Odoo. */
export function carrierWrite(
  desired: DesiredCarrier,
  found: OdooCarrier | undefined,
  { backendId }: PlanContext,
): RecordWrite {
  return {
    fields: managedFields(desired),
    references: {},
    links: { ...desired.places.links, product_id: [`${PRODUCT_TYPE} ${desired.key}`] },
    derived: derivedValues(desired),
    lines: ruleLines(desired, found, backendId),
  };
}

/** Lines that are not mentioned stay, so former ones that are not needed any more get a condition that is never true. */
function ruleLines(
  { key, price }: DesiredCarrier,
  found: OdooCarrier | undefined,
  backendId: string,
): LineWrite[] {
  if (price.deliveryType === 'fixed') return [];
  const current = (found?.rules ?? []).map(({ externalId }) => slotOf(externalId, key, backendId));
  const slots = Math.max(price.rules.length, ...current);
  return Array.from({ length: slots }, (_, at) => {
    const { basePrice, maxValue, operator, perUnit, variable, variableFactor } =
      price.rules[at] ?? NEVER_RULE;
    return {
      field: 'price_rule_ids',
      externalId: ruleExternalId(backendId, key, at + 1),
      values: {
        sequence: String(at + 1),
        ...{ variable, operator, max_value: maxValue },
        ...{ list_base_price: basePrice, list_price: perUnit, variable_factor: variableFactor },
      },
    };
  });
}
