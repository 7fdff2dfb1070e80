import { Exact } from '../../shared/decimals.ts';
import type { FieldValues, ManagedRecord } from '../../../core/memory.ts';
import type { OdooCarrier, OdooPriceRule } from '../facts.ts';
import { productExternalId, ruleExternalId } from '../models.ts';
import { NEVER_RULE, rulesText, type CarrierPrice, type DesiredRule } from './carrier-price.ts';
import type { DesiredCarrier } from './carrier.ts';
import { foundPlaces } from './carrier-places.ts';
import type { PlanContext } from './context.ts';

/** What we manage of a carrier in columns of its own. */
export function managedFields({ enabled, name, price, sequence }: DesiredCarrier): FieldValues {
  return {
    active: enabled ? '1' : '',
    name,
    sequence: String(sequence),
    delivery_type: price.deliveryType,
    fixed_price: price.fixedPrice,
    // What a user may set besides would change the price.
    ...{ free_over: '', margin: '0', fixed_margin: '0' },
  };
}

/** What we manage without a column: where it is offered, by which rules, and which product it sells. */
export function derivedValues({ places, price }: DesiredCarrier): FieldValues {
  return { ...places.texts, rules: effectiveRules(price.rules), product: OWN_PRODUCT };
}

const OWN_PRODUCT = 'its own';

/** All that Odoo has of what we manage. */
export function foundValues(carrier: OdooCarrier, key: string, context: PlanContext): FieldValues {
  return { ...foundFields(carrier), ...foundDerived(carrier, key, context) };
}

/**
 * Whether what is remembered of a record of the connector has to be remembered again once both sides agree: a kill left a write open, or a
 * person took it into or out of use and the store came to want the same.
 */
export function isUnsure(memory: ManagedRecord | undefined, current: FieldValues): boolean {
  if (!memory?.written || memory.intended !== null) return true;
  const { active = current['active'] } = memory.written;
  return active !== current['active'];
}

export function foundFields(carrier: OdooCarrier): FieldValues {
  return {
    active: carrier.active ? '1' : '',
    name: carrier.name,
    sequence: String(carrier.sequence),
    delivery_type: carrier.deliveryType,
    fixed_price: carrier.fixedPrice,
    free_over: carrier.freeOver ? '1' : '',
    margin: carrier.margin,
    fixed_margin: carrier.fixedMargin,
  };
}

function foundDerived(carrier: OdooCarrier, key: string, context: PlanContext): FieldValues {
  const own = context.productsByExternalId.get(productExternalId(context.backendId, key));
  return {
    ...foundPlaces(carrier, context),
    rules: carrier.deliveryType === 'fixed' ? '' : effectiveRules(rulesInOrder(carrier)),
    product: carrier.productId === own?.id ? OWN_PRODUCT : `#${carrier.productId}`,
  };
}

/** Those that can apply: one that never does has no effect. */
function effectiveRules(rules: readonly DesiredRule[]): string {
  const never = rulesText([NEVER_RULE]);
  return rulesText(rules.filter((rule) => rulesText([rule]) !== never));
}

/** The price of a carrier of Odoo's. */
export function foundPrice(carrier: OdooCarrier): CarrierPrice {
  const isFixed = carrier.deliveryType === 'fixed';
  return {
    deliveryType: isFixed ? 'fixed' : 'base_on_rule',
    fixedPrice: isFixed ? carrier.fixedPrice : '0',
    rules: isFixed ? [] : rulesInOrder(carrier),
  };
}

/** As Odoo asks them. */
function rulesInOrder({ rules }: OdooCarrier): OdooPriceRule[] {
  return rules.toSorted(
    (a, b) => a.sequence - b.sequence || new Exact(a.perUnit).cmp(b.perUnit) || a.id - b.id,
  );
}

/** Whether somebody added a rule that counts, or will: it is theirs to remove. */
export function hasForeignRules(
  { deliveryType, rules }: OdooCarrier,
  { key, price }: DesiredCarrier,
  backendId: string,
): boolean {
  const counts = deliveryType !== 'fixed' || price.deliveryType !== 'fixed';
  return counts && rules.some(({ externalId }) => slotOf(externalId, key, backendId) === 0);
}

/** The number of a rule of the connector; 0 with every other. */
export function slotOf(externalId: string | undefined, key: string, backendId: string): number {
  const own = ruleExternalId(backendId, key, 1).replace(/1$/u, '');
  return externalId?.startsWith(own)
    ? Number(/^[1-9]\d{0,5}$/u.exec(externalId.slice(own.length))?.[0] ?? 0)
    : 0;
}
