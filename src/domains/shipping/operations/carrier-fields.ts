import { Exact } from '../../shared/decimals.ts';
import type { FieldValues, ManagedRecord } from '../../../core/memory.ts';
import type { LineWrite, RecordWrite } from '../../../core/operation.ts';
import type { OdooCarrier, OdooPriceRule } from '../facts.ts';
import { PRODUCT_TYPE, productExternalId, ruleExternalId } from '../models.ts';
import { NEVER_RULE, rulesText, type CarrierPrice, type DesiredRule } from '../desired/carrier-price.ts';
import { foundPlaces, type CarrierPlaces } from '../match/carrier-places.ts';
import type { PlanContext } from '../match/context.ts';

/** A carrier as the store wants it. */
export interface DesiredCarrier {
  /** Of the method: its instance id. */
  readonly key: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly sequence: number;
  readonly price: CarrierPrice;
  readonly places: CarrierPlaces;
}

/** What we manage of a carrier in columns of its own. */
export function managedFields({ enabled, name, price, sequence }: DesiredCarrier): FieldValues {
  return {
    active: enabled ? '1' : '',
    name,
    sequence: String(sequence),
    delivery_type: price.deliveryType,
    fixed_price: price.fixedPrice,
    // What a person may set besides would change the price.
    ...{ free_over: '', margin: '0', fixed_margin: '0' },
  };
}

/** What we manage without a column: where it is offered, by which rules, and which product it sells. */
export function derivedValues({ places, price }: DesiredCarrier): FieldValues {
  return { ...places.texts, rules: effectiveRules(price.rules), product: OWN_PRODUCT };
}

const OWN_PRODUCT = 'its own';

/** All that Odoo holds of what we manage. */
export function foundValues(carrier: OdooCarrier, key: string, context: PlanContext): FieldValues {
  return { ...foundFields(carrier), ...foundDerived(carrier, key, context) };
}

/**
 * Whether what is remembered of a record of ours has to be told anew once both sides agree: a kill left a write open, or a
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

/** Those that can hold: one that never does says nothing. */
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

/** The number of a rule of ours; 0 with every other. */
function slotOf(externalId: string | undefined, key: string, backendId: string): number {
  const own = ruleExternalId(backendId, key, 1).replace(/1$/u, '');
  return externalId?.startsWith(own)
    ? Number(/^[1-9]\d{0,5}$/u.exec(externalId.slice(own.length))?.[0] ?? 0)
    : 0;
}

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

/** Lines that are not mentioned stay, so those of before that are not needed any more never hold from now on. */
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
